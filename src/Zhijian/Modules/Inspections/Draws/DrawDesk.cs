using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Credit;
using Zhijian.Rules.Draws;
using Zhijian.Rules.Inspections;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Inspections.Draws;

/// <param name="DivisionCode">County, functional zone or township to which the draw is limited; null: all that the authority supervises.</param>
/// <param name="NumberOn">The day of the public number, after today.</param>
public sealed record FreezeDraft(string? Title, string? DivisionCode, string? Industries, HazardRiskClass? Risk, int? Count, string? PublicSource, DateOnly? NumberOn, DateOnly? DueOn, string? ChecklistCode);

/// <summary>双随机: freeze, then draw with the public number of a later day; redraw only with a recorded reason.</summary>
public sealed class DrawDesk(ZhijianDb db, WritePath write, Viewer viewer, InspectionBook book, InspectionAccess access, InspectionOfficers officers, TaskDesk tasks, PlanDesk plans, DivisionDirectory divisions)
{
    public const int MostEmployers = 100_000, MostDrawn = 2_000;
    const int MostDays = 60, SecretBytes = 32;

    public Task<Guid> FreezeAsync(FreezeDraft draft, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.draw-freeze", Key: key), change => FreezeAsync(draft, null, null, change, ct), ct);

    /// <summary>Freezes a new pool in place of a draw whose result cannot stand; the old record stays published.</summary>
    public Task<Guid> FreezeAgainAsync(Guid id, FreezeDraft draft, string? reason, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.draw-again", reason, key), async change =>
    {
        var why = Texts.Needed(reason, InspectionTables.Note, "Reason", "重新抽取的理由");
        var old = await ForAsync(id, ct);
        if (old.State != RandomDrawState.Drawn) throw new Refusal(old.State == RandomDrawState.Frozen ? "尚未抽取，不需要重新抽取。" : "这次抽取已被重新抽取代替。");
        foreach (var task in await db.Set<InspectionTask>().Where(t => t.DrawId == id && t.IsOpen).ToListAsync(ct))
        {
            if (task.State is not (InspectionState.Planned or InspectionState.Approved)) throw new Refusal("抽取产生的检查已经开始，不能重新抽取。");
            access.Apply(task, new CallOffInspection(ChinaTime.DateOf(change.At), why), change.At, $"重新抽取：{why}");
        }
        old.State = RandomDrawState.Replaced;
        return await FreezeAsync(draft, old, why, change, ct);
    }, ct);

    async Task<Guid> FreezeAsync(FreezeDraft draft, RandomDraw? old, string? reason, Change change, CancellationToken ct)
    {
        var today = ChinaTime.DateOf(change.At);
        var authority = viewer.OrganisationId is null && viewer.DivisionCode is { } place ? place : throw new Refusal("只有监管机关的人员可以办理。");
        var title = Texts.Needed(draft.Title, InspectionTables.Title, nameof(draft.Title), "名称");
        var source = Texts.Needed(draft.PublicSource, 200, nameof(draft.PublicSource), "公开号码的来源");
        if (draft.NumberOn is not { } numberOn || numberOn <= today || numberOn > today.AddDays(MostDays)) throw new Refusal($"公开号码的日期应晚于今天，不超过 {MostDays} 天。", nameof(draft.NumberOn));
        if (draft.DueOn is not { } due || due <= numberOn || due > numberOn.AddYears(1)) throw new Refusal("检查完成期限应晚于公开号码的日期，不超过一年。", nameof(draft.DueOn));
        if (!book.Knows(draft.ChecklistCode, today)) throw new Refusal("请选择检查表。", nameof(draft.ChecklistCode));
        var industries = PlanDesk.Industries(draft.Industries);
        await divisions.LoadAsync(db, ct);
        var region = draft.DivisionCode is { Length: > 0 } code ? divisions.Find(code) ?? throw new Refusal("请选择区域。", nameof(draft.DivisionCode)) : null;
        var rows = PlanDesk.Narrow(region is null ? plans.Pool(authority) : plans.Pool(authority).Under(region.Path), industries, draft.Risk);
        var found = await rows.OrderBy(e => e.Id).Select(e => new { e.Id, e.Name, e.CreditCode, e.RiskClass, e.Credit }).Take(MostEmployers + 1).ToListAsync(ct);
        if (found.Count > MostEmployers) throw new Refusal($"名录库超过 {MostEmployers} 家，请按区域、行业或风险分批抽取。");
        if (draft.Count is not { } count || count < 1 || count > Math.Min(found.Count, MostDrawn)) throw new Refusal($"符合条件的单位有 {found.Count} 家，抽取数应在 1 至 {Math.Min(found.Count, MostDrawn)} 之间。", nameof(draft.Count));

        var complained = await ComplainedAsync(today, ct);
        var members = found.ConvertAll(e =>
        {
            List<(string, string)> marks = e.RiskClass is { } risk ? [("class", risk.ToString())] : [];
            if (e.Credit is { } credit) marks.Add(("credit", credit.DrawValue()));
            if (complained.Contains(e.Id)) marks.Add(("complaint", "yes"));
            var (weight, why) = book.Weights.Of(marks, today);
            return (e.Id, e.Name, Code: e.CreditCode ?? e.Id.ToString("N"), Weight: weight, Why: why);
        });
        var codes = members.ToDictionary(m => m.Id, m => m.Code);
        var held = (await officers.OfAsync(authority, ct)).Where(h => h.Certificate is not null && (h.ValidUntil is null || h.ValidUntil >= due)).ToList();
        var ids = held.ConvertAll(h => h.Id);
        var recusals = (await db.Set<OfficerRecusal>().AsNoTracking().Where(r => ids.Contains(r.UserId)).Select(r => new { r.UserId, r.EmployerId }).ToListAsync(ct)).Where(r => codes.ContainsKey(r.EmployerId)).ToLookup(r => r.UserId, r => codes[r.EmployerId]);
        if (held.Count < DrawPool.OfficersEach) throw new Refusal("执法证在检查完成期限前有效的执法人员少于两人，请先登记执法证。");

        var pool = Made(() => new DrawPool(count, members.Select(m => new DrawEmployer(m.Code, m.Weight, m.Why)), held.Select(h => new DrawOfficer(h.Id.ToString("N"), h.Name, [.. recusals[h.Id]]))));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
        var name = (await db.Set<Authority>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Include(a => a.Names).SingleOrDefaultAsync(a => a.DivisionCode == authority, ct))?.NameOn(today)?.Name ?? throw new Refusal("尚未设置本机关的名称。");
        var draw = new RandomDraw
        {
            Title = title, DivisionCode = authority, Authority = name, Filters = Words(region?.Name, industries, draft.Risk), ChecklistCode = draft.ChecklistCode!, Count = count, Employers = members.Count, Officers = held.Count,
            TotalWeight = members.Sum(m => (long)m.Weight), PoolHash = pool.Hash, Commitment = pool.Commitment(secret), Secret = secret, FrozenOn = today, PublicSource = source, NumberOn = numberOn, FrozenBy = viewer.Name,
            FrozenById = viewer.UserId!.Value, DueOn = due, RedrawOfId = old?.Id, RedrawOf = old?.PoolHash, RedrawReason = reason,
        };
        db.Add(draw);
        await db.SaveChangesAsync(ct);
        await Bulk.InsertAsync(db, change, draw.PoolHash, members.Select(m => new DrawMember { DrawId = draw.Id, EmployerId = m.Id, Code = m.Code, Name = m.Name, Weight = m.Weight, Why = m.Why }), ct);
        await Bulk.InsertAsync(db, change, draw.PoolHash, held.Select(h => new DrawPerson { DrawId = draw.Id, UserId = h.Id, Name = h.Name, Certificate = h.Certificate!, Recused = string.Join(',', recusals[h.Id]) }), ct);
        return draw.Id;
    }

    /// <summary>Draws with the public number; a task is made for each employer drawn, with its two officers.</summary>
    public Task<int> DrawAsync(Guid id, string? number, string? key, CancellationToken ct) => write.CommitAsync(new("inspections.draw", Key: key), async change =>
    {
        var today = ChinaTime.DateOf(change.At);
        var digits = Zhijian.Rules.Text.Width.Clean(number).Replace(" ", "", StringComparison.Ordinal);
        if (digits.Length is < 4 or > 60 || !digits.All(char.IsAsciiDigit)) throw new Refusal("公开号码应为 4 至 60 位数字。", "Number");
        var draw = await ForAsync(id, ct);
        if (draw.State != RandomDrawState.Frozen) throw new Refusal("已经抽取。重新抽取须写明理由、重新冻结名录库。");
        if (today < draw.NumberOn) throw new Refusal($"公开号码在 {draw.NumberOn:yyyy-MM-dd} 产生，之前不能抽取。", "Number");
        var members = await db.Set<DrawMember>().Where(m => m.DrawId == id).ToListAsync(ct);
        var persons = await db.Set<DrawPerson>().AsNoTracking().Where(p => p.DrawId == id).ToDictionaryAsync(p => p.UserId.ToString("N"), ct);
        (draw.State, draw.PublicNumber, draw.DrawnOn, draw.DrawnBy) = (RandomDrawState.Drawn, digits, today, viewer.Name);
        var file = Made(() => DrawFiles.Draw(draw, members, [.. persons.Values]));
        var byCode = members.ToDictionary(m => m.Code);
        var employers = await EmployersAsync([.. file.Drawn.Select(d => byCode[d.Id].EmployerId)], ct);
        foreach (var (drawn, place) in file.Drawn.Select((d, at) => (d, at + 1)))
        {
            var member = byCode[drawn.Id];
            (member.Place, member.FirstOfficer, member.SecondOfficer) = (place, drawn.Officers[0], drawn.Officers[1]);
            if (!employers.TryGetValue(member.EmployerId, out var employer)) continue;
            var task = tasks.Plan(employer, InspectionType.Random, draw.Title, draw.ChecklistCode, draw.DueOn, today, draw: draw.Id);
            TaskDesk.Name(task, (Officer(persons[drawn.Officers[0]]), Officer(persons[drawn.Officers[1]])));
            tasks.Keep(task, change);
        }
        return file.Drawn.Count;
    }, ct);

    static InspectionOfficer Officer(DrawPerson person) => new(person.UserId.ToString(), person.Name, person.Certificate);

    /// <summary>By the key in the pool; a file that was found to be a double since stands for its other half.</summary>
    async Task<Dictionary<Guid, Employer>> EmployersAsync(List<Guid> ids, CancellationToken ct)
    {
        var found = await db.Set<Employer>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(e => ids.Contains(e.Id)).ToListAsync(ct);
        var others = found.Select(e => e.MergedIntoId).OfType<Guid>().ToList();
        var whole = await db.Set<Employer>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(e => others.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        return found.Where(e => e.MergedIntoId is null || whole.ContainsKey(e.MergedIntoId.Value)).ToDictionary(e => e.Id, e => e.MergedIntoId is { } other ? whole[other] : e);
    }

    /// <summary>一年内有查实的举报.</summary>
    async Task<HashSet<Guid>> ComplainedAsync(DateOnly today, CancellationToken ct)
    {
        var since = today.AddYears(-1);
        return [.. await db.Set<HiddenDanger>().AsNoTracking().Where(d => d.Source == DangerSource.Complaint && d.FoundOn >= since).Select(d => d.EmployerId).Distinct().ToListAsync(ct)];
    }

    async Task<RandomDraw> ForAsync(Guid id, CancellationToken ct)
    {
        var draw = await db.Set<RandomDraw>().SingleOrDefaultAsync(d => d.Id == id, ct) ?? throw new NotFoundException();
        return access.IsCompetent(draw.DivisionCode) ? draw : throw new Refusal("抽取由组织抽查的机关办理，您只能查看。");
    }

    static string Words(string? region, IReadOnlyList<string> industries, HazardRiskClass? risk) => string.Join("；", new[]
    {
        "本机关监管、正常经营的用人单位", region is null ? null : $"区域：{region}", industries.Count == 0 ? null : $"行业：{string.Join('、', industries)}", risk is null ? null : $"职业病危害风险：{risk.Value.Text()}",
    }.OfType<string>());

    static T Made<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (DrawException e)
        {
            throw new Refusal(e.Message + "。");
        }
    }
}
