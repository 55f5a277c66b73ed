using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Merging;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Risk;

namespace Zhijian.Modules.Registry.Risk;

/// <summary>风险类别认定: what an evaluation found of an employer whose industry no catalogue lists. Never edited; a later one takes its place.</summary>
public sealed class RiskEvaluation : Entity, IPlaced, IOwned
{
    public Guid EmployerId { get; init; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>For which it was decided; of another industry it says nothing.</summary>
    public required string IndustryCode { get; init; }
    public HazardRiskClass Class { get; init; }
    /// <summary>Number of the evaluation report or of the review of it.</summary>
    public required string Document { get; init; }
    /// <summary>评价机构.</summary>
    public required string Institution { get; init; }
    public DateOnly DecidedOn { get; init; }
    public required string Reason { get; init; }
    public required string EnteredBy { get; init; }
    public DateTime EnteredAt { get; init; }

    /// <summary>At most one for each employer.</summary>
    public bool IsStanding { get; set; } = true;
    public DateTime? EndedAt { get; set; }
    public string? EndedBy { get; set; }
    public string? EndReason { get; set; }

    public EvaluatedClass? Evaluated => Rules.Identifiers.IndustryCode.TryParse(IndustryCode, out var industry) ? new(Class, industry, Document, DecidedOn) : null;
}

sealed class RiskEvaluationTable : IEntityTypeConfiguration<RiskEvaluation>
{
    public const int DocumentLength = 120, ReasonLength = 500;

    public void Configure(EntityTypeBuilder<RiskEvaluation> table)
    {
        table.ToTable("risk_evaluations");
        table.Ignore(e => e.Evaluated);
        table.Property(e => e.DivisionCode).HasMaxLength(12);
        table.Property(e => e.ScopePath).HasMaxLength(80);
        table.Property(e => e.IndustryCode).HasMaxLength(4);
        table.Property(e => e.Document).HasMaxLength(DocumentLength);
        table.Property(e => e.Institution).HasMaxLength(RegistryTables.NameLength);
        table.Property(e => e.Reason).HasMaxLength(ReasonLength);
        table.Property(e => e.EnteredBy).HasMaxLength(100);
        table.Property(e => e.EndedBy).HasMaxLength(100);
        table.Property(e => e.EndReason).HasMaxLength(ReasonLength);
        table.HasOne<Employer>().WithMany().HasForeignKey(e => e.EmployerId);
        table.HasIndex(e => e.EmployerId, "ix_risk_evaluations_standing").IsUnique().HasFilter("is_standing");
        table.HasIndex(e => new { e.EmployerId, e.EnteredAt });
    }
}

/// <summary>When two files become one, that of the kept file stands.</summary>
sealed class RiskEvaluationRows : IMoveWithEmployer
{
    public IReadOnlyList<Type> Types { get; } = [typeof(RiskEvaluation)];

    public async Task MoveAsync(EmployerMove move, CancellationToken ct)
    {
        var to = move.To;
        var held = await move.Db.Set<RiskEvaluation>().IgnoreQueryFilters([Conventions.ScopeFilter]).AnyAsync(e => e.EmployerId == to && e.IsStanding, ct);
        foreach (var evaluation in await move.RowsAsync<RiskEvaluation>(ct))
        {
            if (held) move.Set(evaluation, nameof(RiskEvaluation.IsStanding), false);
            move.Set(evaluation, EmployerMove.EmployerId, to);
        }
    }
}
