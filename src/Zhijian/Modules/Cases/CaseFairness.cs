using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Penalties;

namespace Zhijian.Modules.Cases;

/// <summary>A fine far from those of similar cases, with what it was compared with on the day of the decision. The city looks at it.</summary>
public sealed class FineOutlier : Entity, IPlaced
{
    public Guid CaseId { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>Which cases, in words.</summary>
    public required string Compared { get; init; }
    public int Cases { get; init; }
    public decimal Fine { get; init; }
    public decimal Median { get; init; }
    public decimal Low { get; init; }
    public decimal High { get; init; }
    /// <summary>What the decision itself says for it.</summary>
    public string? Reason { get; init; }
    public DateOnly FlaggedOn { get; init; }
    public DateOnly? ReviewedOn { get; set; }
    public string? ReviewedBy { get; set; }
    public string? Opinion { get; set; }
}

/// <summary>Similar cases and what they got, without names: of the whole city.</summary>
/// <param name="Compared">Which cases: same act, industry and tier, or wider where those are too few.</param>
/// <param name="Here">Of the same county.</param>
public sealed record SimilarCases(string Compared, FineSpread City, FineSpread? Here);

/// <summary>同案同罚: fines of similar cases across counties; what holds now counts, annulled decisions and sums for several acts do not.</summary>
public sealed class CaseFairness(ZhijianDb db, WritePath write, Viewer viewer, NoticeBoard board, DivisionDirectory divisions)
{
    internal const string Subject = "fine-outlier";
    const int Most = 2_000, Years = 3;

    /// <summary>Null: there is none yet.</summary>
    public async Task<SimilarCases?> SimilarAsync(CaseRecord row, TierLevel? tier, DateOnly today, CancellationToken ct)
    {
        var (id, act, industry, since) = (row.Id, row.ActCode, row.IndustryCode, today.AddYears(-Years));
        var decided = db.Set<CaseRecord>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(c => c.ActCode == act && c.Id != id && c.DecidedOn >= since && c.DecidedOn <= today && !c.Annulled && c.Fine > 0 && c.MoreActs == 0);
        SimilarCases? found = null;
        foreach (var (words, cases) in new[]
        {
            ($"近{Years}年同一案由、同行业（{industry}）、同一裁量阶次", decided.Where(c => c.IndustryCode == industry && c.Tier == tier)),
            ($"近{Years}年同一案由、同一裁量阶次", decided.Where(c => c.Tier == tier)),
            ($"近{Years}年同一案由", decided),
        })
        {
            var fines = await cases.OrderByDescending(c => c.DecidedOn).ThenBy(c => c.Id).Take(Most).Select(c => new { c.Fine, c.CountyCode }).ToListAsync(ct);
            if (FineSpread.Of(fines.Select(f => f.Fine)) is { } spread) found = new(words, spread, FineSpread.Of(fines.Where(f => f.CountyCode == row.CountyCode).Select(f => f.Fine)));
            if (fines.Count >= FineSpread.FewestCases) break;
        }
        return found;
    }

    /// <summary>With the decision: the city hears of a fine that stands out.</summary>
    internal async Task DecidedAsync(CaseFolder folder, Change change, CancellationToken ct)
    {
        var row = folder.Row;
        change.Raise(new CaseDecided(row.Id, row.EmployerId));
        var today = ChinaTime.DateOf(change.At);
        // Of several acts the first is compared: the others are of another kind.
        var fine = folder.File.Sanctions is [{ Fine: var first }, ..] ? first ?? 0 : row.Fine;
        if (fine <= 0 || await SimilarAsync(row, row.Tier, today, ct) is not { } similar || !similar.City.IsOutlier(fine)) return;
        await divisions.LoadAsync(db, ct);
        // The to-do is the city's.
        using var all = viewer.ActAsPlatform();
        var outlier = Outlier(row, fine, similar, folder.File.Noticed.FirstOrDefault()?.Reason, today);
        db.Add(outlier);
        board.Open(TodoOf(outlier, row, CityOf(row.AuthorityCode), change.At));
        await db.SaveChangesAsync(ct);
    }

    internal static FineOutlier Outlier(CaseRecord row, decimal fine, SimilarCases similar, string? reason, DateOnly on) => new()
    {
        CaseId = row.Id, DivisionCode = row.DivisionCode, Compared = similar.Compared, Cases = similar.City.Count, Fine = fine, Median = similar.City.Median, Low = similar.City.LowFence, High = similar.City.HighFence, Reason = reason, FlaggedOn = on,
    };

    internal static Todo TodoOf(FineOutlier outlier, CaseRecord row, string city, DateTime at) => new()
    {
        Title = Texts.Cut($"核查罚款偏离：{row.PartyName}，罚款{Money.Text(outlier.Fine)}，同类中位数{Money.Text(outlier.Median)}", 200), Link = "/cases/outliers", Permission = CasesModule.Compare, DivisionCode = city, OnlyThere = true,
        SubjectKind = Subject, SubjectId = outlier.Id.ToString(), CreatedAt = at,
    };

    /// <summary>The city says what it thinks of it; the decision itself stays.</summary>
    public Task ReviewAsync(Guid id, string? opinion, string? key, CancellationToken ct) => write.CommitAsync(new("cases.compare", opinion, key), async change =>
    {
        var words = Texts.Needed(opinion, CaseTables.Text, "Opinion", "核查意见");
        var outlier = await db.Set<FineOutlier>().SingleOrDefaultAsync(o => o.Id == id, ct) ?? throw new NotFoundException();
        if (outlier.ReviewedOn is not null) throw new Refusal("已经核查。");
        (outlier.ReviewedOn, outlier.ReviewedBy, outlier.Opinion) = (ChinaTime.DateOf(change.At), viewer.Name, words);
        await board.CloseAsync(change, Subject, id.ToString(), ct);
    }, ct);

    string CityOf(string authority)
    {
        for (var place = divisions.Find(authority); place is not null; place = place.ParentCode is { } above ? divisions.Find(above) : null)
            if (place.Level <= City) return place.Code;
        return authority;
    }

    const int City = 2;
}
