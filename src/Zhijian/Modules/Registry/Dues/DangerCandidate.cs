using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;

namespace Zhijian.Modules.Registry.Dues;

/// <summary>Something looks like a hidden danger: who must look into it finds the article and the evidence.</summary>
/// <param name="Source">What it came from, for instance "due:ID" or "declaration:编号"; the same source makes one candidate.</param>
public sealed record DangerSuspected(Guid EmployerId, Guid? WorkplaceId, string Article, string Evidence, string Source);

/// <summary>The suspicion fell away before anybody took it up.</summary>
public sealed record SuspicionLapsed(Guid EmployerId, string Source, string Why);

/// <summary>Who judges dangers took a suspicion up or dismissed it.</summary>
/// <param name="DangerId">The danger that it became; null: dismissed.</param>
public sealed record SuspicionJudged(Guid CandidateId, Guid? DangerId, string Why);

/// <summary>疑似隐患: kept so that nothing is lost until it is judged.</summary>
public sealed class DangerCandidate : Entity, IPlaced, IOwned
{
    public Guid EmployerId { get; init; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public Guid? WorkplaceId { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string CountyCode { get; set; }
    public required string Article { get; init; }
    public required string Evidence { get; init; }
    public required string Source { get; init; }
    public DateOnly FoundOn { get; init; }
    public DateOnly? LapsedOn { get; set; }
    public string? LapsedWhy { get; set; }
    /// <summary>Taken up or dismissed; null: waits.</summary>
    public DateOnly? JudgedOn { get; set; }
    public string? JudgedBy { get; set; }
    public string? JudgedWhy { get; set; }
    /// <summary>The danger that it became.</summary>
    public Guid? DangerId { get; set; }
}

sealed class DangerCandidateTable : IEntityTypeConfiguration<DangerCandidate>
{
    public const int Evidence = 1000;

    public void Configure(EntityTypeBuilder<DangerCandidate> table)
    {
        table.ToTable("danger_candidates");
        table.Property(d => d.DivisionCode).HasMaxLength(12);
        table.Property(d => d.ScopePath).HasMaxLength(80);
        table.Property(d => d.CountyCode).HasMaxLength(12);
        table.Property(d => d.Article).HasMaxLength(LadderTable.ArticleLength);
        table.Property(d => d.Evidence).HasMaxLength(Evidence);
        table.Property(d => d.Source).HasMaxLength(120);
        table.Property(d => d.LapsedWhy).HasMaxLength(200);
        table.Property(d => d.JudgedBy).HasMaxLength(100);
        table.Property(d => d.JudgedWhy).HasMaxLength(200);
        table.HasOne<Employer>().WithMany().HasForeignKey(d => d.EmployerId);
        table.HasIndex(d => new { d.EmployerId, d.Source }).IsUnique();
        table.HasIndex(d => new { d.JudgedOn, d.LapsedOn, d.FoundOn });
    }
}

sealed class CandidateKeeper(ZhijianDb db, Viewer viewer) : IHandleNow<DangerSuspected>, IHandleNow<SuspicionLapsed>, IHandleNow<SuspicionJudged>
{
    public async Task HandleAsync(DangerSuspected suspected, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        if (await db.Set<DangerCandidate>().SingleOrDefaultAsync(d => d.EmployerId == suspected.EmployerId && d.Source == suspected.Source, ct) is { } known)
        {
            (known.LapsedOn, known.LapsedWhy) = (null, null);
            return;
        }
        var place = await DuePlaces.OfAsync(db, suspected.EmployerId, suspected.WorkplaceId, ct);
        db.Add(new DangerCandidate
        {
            EmployerId = suspected.EmployerId, WorkplaceId = suspected.WorkplaceId, DivisionCode = place.DivisionCode, CountyCode = place.CountyCode,
            // Whoever suspects keeps the whole wording; here stands what the list needs.
            Article = Texts.Cut(suspected.Article, LadderTable.ArticleLength), Evidence = Texts.Cut(suspected.Evidence, DangerCandidateTable.Evidence), Source = suspected.Source, FoundOn = ChinaTime.DateOf(change.At),
        });
        await db.SaveChangesAsync(ct);
        change.Raise(new EmployerHappening(suspected.EmployerId, ChinaTime.DateOf(change.At), "danger.suspected", "列为疑似隐患", suspected.Evidence));
    }

    public async Task HandleAsync(SuspicionLapsed lapsed, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        if (await db.Set<DangerCandidate>().SingleOrDefaultAsync(d => d.EmployerId == lapsed.EmployerId && d.Source == lapsed.Source && d.LapsedOn == null, ct) is not { } known) return;
        (known.LapsedOn, known.LapsedWhy) = (ChinaTime.DateOf(change.At), lapsed.Why);
    }

    public async Task HandleAsync(SuspicionJudged judged, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        var candidate = await db.Set<DangerCandidate>().SingleAsync(d => d.Id == judged.CandidateId, ct);
        (candidate.JudgedOn, candidate.JudgedBy, candidate.JudgedWhy, candidate.DangerId) = (ChinaTime.DateOf(change.At), change.Viewer.Name, judged.Why, judged.DangerId);
    }
}
