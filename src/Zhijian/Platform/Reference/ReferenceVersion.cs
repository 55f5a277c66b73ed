using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Platform.Reference;

public enum VersionStatus { Draft, Proposed, Approved, Rejected, Withdrawn, Replaced }

/// <summary>A new edition follows the last one in time; a correction takes the place of a faulty version for the same days.</summary>
public enum VersionKind { Edition, Correction }

/// <summary>
/// One dated version of a reference table. Rows can change while it is a draft, never afterwards. The day of effect may be
/// known only to lie within a span (a year without a month): then nothing inside the span is certain, and it is shown so.
/// </summary>
public sealed class ReferenceVersion : Entity
{
    public required string TableKey { get; init; }
    /// <summary>Which of the editions that come with the program this is; null for one made by an administrator.</summary>
    public string? ShippedKey { get; init; }
    public required string Title { get; set; }
    public VersionKind Kind { get; set; }
    public VersionStatus Status { get; private set; } = VersionStatus.Draft;
    public DateOnly FromEarliest { get; private set; }
    public DateOnly FromLatest { get; private set; }
    public DateOnly? ToEarliest { get; private set; }
    public DateOnly? ToLatest { get; private set; }
    public required string Source { get; set; }
    public string? ProvenanceFile { get; init; }
    /// <summary>SHA-256 of the file it was loaded from.</summary>
    public string? FileSha256 { get; init; }
    /// <summary>SHA-256 of the rows as written one under the other; set when it is proposed.</summary>
    public string? ContentSha256 { get; set; }
    public int RowCount { get; set; }
    /// <summary>What a reader must know before use, for instance that the edition is incomplete.</summary>
    public string? Note { get; set; }
    public Guid? BasedOnId { get; init; }
    public DateTime CreatedAt { get; init; }
    public Guid? ProposerId { get; private set; }
    public string? ProposerName { get; private set; }
    public string? Reason { get; private set; }
    public DateTime? ProposedAt { get; private set; }
    public Guid? ApproverId { get; private set; }
    public string? ApproverName { get; private set; }
    public string? DecisionReason { get; private set; }
    public DateTime? DecidedAt { get; private set; }

    /// <summary>The day of effect where it is known to the day.</summary>
    public DateOnly? ValidFrom => FromEarliest == FromLatest ? FromEarliest : null;
    public DateOnly? ValidTo => ToEarliest == ToLatest ? ToEarliest : null;
    public bool IsDateVerified => FromEarliest == FromLatest;

    public void TakeEffect(DateOnly earliest, DateOnly? latest = null)
    {
        RequireStatus(VersionStatus.Draft, "只有草稿可以修改生效日期。");
        (FromEarliest, FromLatest) = (earliest, latest ?? earliest);
        if (FromLatest < FromEarliest) throw new Refusal("生效日期的范围前后颠倒。", "from");
    }

    /// <summary>Who works on the draft, and later stands for the proposal.</summary>
    public void Draft(Guid? by, string name) => (ProposerId, ProposerName) = (by, name);

    public void RequireDraftOf(Guid? by)
    {
        RequireStatus(VersionStatus.Draft, "此版本已提交，内容不能再修改。");
        if (ProposerId != by) throw new Refusal("只有起草人可以修改草稿。");
    }

    public void Propose(Guid? by, string name, string reason, DateTime at)
    {
        RequireStatus(VersionStatus.Draft, "只有草稿可以提交审批。");
        (Status, ProposerId, ProposerName, Reason, ProposedAt) = (VersionStatus.Proposed, by, name, reason, at);
    }

    public void Approve(Guid? by, string name, string reason, DateTime at)
    {
        RequireStatus(VersionStatus.Proposed, "此版本不在待审批状态，可能已由他人处理。");
        if (by is not null && by == ProposerId) throw new Refusal("提出人不能批准自己提出的版本，须由第二人批准。");
        Decide(VersionStatus.Approved, by, name, reason, at);
    }

    public void Reject(Guid? by, string name, string reason, DateTime at)
    {
        RequireStatus(VersionStatus.Proposed, "此版本不在待审批状态，可能已由他人处理。");
        if (by is not null && by == ProposerId) throw new Refusal("提出人不能审批自己提出的版本；如不再需要，请撤回。");
        Decide(VersionStatus.Rejected, by, name, reason, at);
    }

    public void Withdraw(Guid? by, string reason, DateTime at)
    {
        if (Status is not (VersionStatus.Draft or VersionStatus.Proposed)) throw new Refusal("此版本已审批，不能撤回。");
        if (ProposerId is not null && by != ProposerId) throw new Refusal("只有提出人可以撤回。");
        (Status, DecisionReason, DecidedAt) = (VersionStatus.Withdrawn, reason, at);
    }

    /// <summary>Ends the day before the next one begins. The rows stay as they are.</summary>
    public void EndBefore(ReferenceVersion next)
    {
        RequireStatus(VersionStatus.Approved, "只有已批准的版本有截止日期。");
        (ToEarliest, ToLatest) = (next.FromEarliest.AddDays(-1), next.FromLatest.AddDays(-1));
    }

    /// <summary>A correction stands in for a faulty version on exactly its days.</summary>
    public void Replace(ReferenceVersion faulty)
    {
        faulty.RequireStatus(VersionStatus.Approved, "被更正的版本不是现行或历史版本，可能已被更正。");
        (FromEarliest, FromLatest, ToEarliest, ToLatest) = (faulty.FromEarliest, faulty.FromLatest, faulty.ToEarliest, faulty.ToLatest);
        faulty.Status = VersionStatus.Replaced;
    }

    void Decide(VersionStatus status, Guid? by, string name, string reason, DateTime at) =>
        (Status, ApproverId, ApproverName, DecisionReason, DecidedAt) = (status, by, name, reason, at);

    internal void RequireStatus(VersionStatus status, string message)
    {
        if (Status != status) throw new Refusal(message);
    }
}

public static class VersionWords
{
    /// <summary>The last day of the newest version, which may itself still be to come.</summary>
    public const string UntilNext = "至下一版施行";

    public static string Word(this VersionStatus status) => status switch
    {
        VersionStatus.Draft => "草稿",
        VersionStatus.Proposed => "待审批",
        VersionStatus.Approved => "已批准",
        VersionStatus.Rejected => "已退回",
        VersionStatus.Withdrawn => "已撤回",
        _ => "已被更正",
    };

    public static string Word(this VersionKind kind) => kind == VersionKind.Correction ? "更正" : "新版本";

    /// <summary>2020-04-01, or "日期未核实（2022 年内）".</summary>
    public static string Day(DateOnly earliest, DateOnly latest) =>
        earliest == latest ? $"{earliest:yyyy-MM-dd}"
        : earliest == new DateOnly(earliest.Year, 1, 1) && latest == new DateOnly(earliest.Year, 12, 31) ? $"日期未核实（{earliest.Year} 年内）"
        : $"日期未核实（{earliest:yyyy-MM-dd} 至 {latest:yyyy-MM-dd} 之间）";
}

/// <summary>One row changed in a draft: by whom, why, from which source. Audited like every fact.</summary>
public sealed class ReferenceEdit : Entity
{
    public required Guid VersionId { get; init; }
    public required string RowKey { get; init; }
    /// <summary>added, changed, removed.</summary>
    public required string Kind { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
    public required string Reason { get; init; }
    public required string Source { get; init; }
    public required string ByName { get; init; }
    public DateTime At { get; init; }
}

sealed class ReferenceVersionTable : IEntityTypeConfiguration<ReferenceVersion>
{
    public void Configure(EntityTypeBuilder<ReferenceVersion> table)
    {
        table.ToTable("reference_versions");
        table.Ignore(v => v.ValidFrom).Ignore(v => v.ValidTo).Ignore(v => v.IsDateVerified);
        table.Property(v => v.TableKey).HasMaxLength(40);
        table.Property(v => v.ShippedKey).HasMaxLength(80);
        table.Property(v => v.Title).HasMaxLength(120);
        table.Property(v => v.Source).HasMaxLength(500);
        table.Property(v => v.ProvenanceFile).HasMaxLength(200);
        table.Property(v => v.FileSha256).HasMaxLength(64);
        table.Property(v => v.ContentSha256).HasMaxLength(64);
        table.Property(v => v.Note).HasMaxLength(1000);
        table.Property(v => v.ProposerName).HasMaxLength(100);
        table.Property(v => v.ApproverName).HasMaxLength(100);
        table.Property(v => v.Reason).HasMaxLength(1000);
        table.Property(v => v.DecisionReason).HasMaxLength(1000);
        table.HasIndex(v => new { v.TableKey, v.Status, v.FromLatest });
        table.HasIndex(v => new { v.TableKey, v.ShippedKey });
        table.HasIndex(v => v.CreatedAt);
    }
}

sealed class ReferenceEditTable : IEntityTypeConfiguration<ReferenceEdit>
{
    public void Configure(EntityTypeBuilder<ReferenceEdit> table)
    {
        table.ToTable("reference_edits");
        table.HasOne<ReferenceVersion>().WithMany().HasForeignKey(e => e.VersionId).OnDelete(DeleteBehavior.Cascade);
        table.Property(e => e.RowKey).HasMaxLength(300);
        table.Property(e => e.Kind).HasMaxLength(20);
        table.Property(e => e.Reason).HasMaxLength(1000);
        table.Property(e => e.Source).HasMaxLength(500);
        table.Property(e => e.ByName).HasMaxLength(100);
        table.HasIndex(e => new { e.VersionId, e.At });
    }
}
