using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Modules.Registry.Feeds.Sources;

namespace Zhijian.Modules.Registry.Feeds.Intake;

public enum FeedChannel { File, Api }

public enum FeedOutcome { New, Changed, Unchanged, ToConfirm, Rejected }

/// <summary>What records of a batch came to.</summary>
public sealed record FeedCounts(int New, int Changed, int Unchanged, int ToConfirm, int Rejected)
{
    public static readonly FeedCounts None = new(0, 0, 0, 0, 0);
    public int Total => New + Changed + Unchanged + ToConfirm + Rejected;

    public FeedCounts And(FeedOutcome outcome) => outcome switch
    {
        FeedOutcome.New => this with { New = New + 1 },
        FeedOutcome.Changed => this with { Changed = Changed + 1 },
        FeedOutcome.Unchanged => this with { Unchanged = Unchanged + 1 },
        FeedOutcome.ToConfirm => this with { ToConfirm = ToConfirm + 1 },
        _ => this with { Rejected = Rejected + 1 },
    };
}

/// <summary>One delivery of a source. A file's batch has the key of its import, which knows how far it is.</summary>
public sealed class FeedBatch : Entity, IPlaced
{
    public Guid SourceId { get; init; }
    public required string SourceKey { get; init; }
    public required string SourceTitle { get; init; }
    /// <summary>Unique in the source: the partner's batch id, or one of ours for a file. Stands in the lineage behind the colon.</summary>
    public required string Code { get; init; }
    public Guid MappingId { get; init; }
    public FeedChannel Channel { get; init; }
    public string? FileName { get; init; }
    /// <summary>The partner's running number; a gap is told, not refused.</summary>
    public int? Sequence { get; init; }
    /// <summary>How many records the partner says there are.</summary>
    public int? Declared { get; init; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; private set; } = "";
    public required string SentBy { get; init; }
    public DateTime ReceivedAt { get; init; }
    public DateTime? FinishedAt { get; set; }
    public string? Remark { get; set; }

    public int New { get; private set; }
    public int Changed { get; private set; }
    public int Unchanged { get; private set; }
    public int ToConfirm { get; private set; }
    public int Rejected { get; private set; }
    /// <summary>What the check of a file expects, before anything is written.</summary>
    public int? ExpectNew { get; private set; }
    public int? ExpectChanged { get; private set; }
    public int? ExpectUnchanged { get; private set; }
    public int? ExpectToConfirm { get; private set; }

    public string Lineage => $"{SourceKey}:{Code}";
    public FeedCounts Counts => new(New, Changed, Unchanged, ToConfirm, Rejected);

    public void Add(FeedCounts more)
    {
        (New, Changed, Unchanged) = (New + more.New, Changed + more.Changed, Unchanged + more.Unchanged);
        (ToConfirm, Rejected) = (ToConfirm + more.ToConfirm, Rejected + more.Rejected);
    }

    public void Expect(FeedCounts counts) =>
        (ExpectNew, ExpectChanged, ExpectUnchanged, ExpectToConfirm) = (counts.New, counts.Changed, counts.Unchanged, counts.ToConfirm);
}

public enum FeedDecision { None, Accepted, MadeNew, Dismissed }

/// <summary>One record of a batch with what came of it; one that waits for a person keeps what it said.</summary>
public sealed class FeedItem : Entity, IPlaced
{
    public Guid BatchId { get; init; }
    /// <summary>Unique in the batch: the partner's key, else the row of the file.</summary>
    public required string RecordKey { get; init; }
    public int RowNumber { get; init; }
    public required string Name { get; init; }
    public FeedOutcome Outcome { get; init; }
    public Guid? EmployerId { get; set; }
    /// <summary>What changed, for people: "名称：甲 → 乙；…".</summary>
    public string? Changes { get; set; }
    /// <summary>Why rejected, or why a person is asked.</summary>
    public string? Message { get; init; }
    /// <summary>Codes of <see cref="FeedProblem"/>, separated by blanks.</summary>
    public string? Rules { get; init; }
    /// <summary>Of the best candidate, in thousandths.</summary>
    public int? Score { get; init; }
    /// <summary>JSON of the candidates with the working.</summary>
    public string? Working { get; init; }
    /// <summary>JSON of the record while a person is asked.</summary>
    [Confidential]
    public string? Payload { get; set; }
    public FeedDecision Decision { get; set; }
    public bool Deferred { get; set; }
    public DateTime? DecidedAt { get; set; }
    public string? DecidedBy { get; set; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; internal set; } = "";

    public bool IsOpen => Outcome == FeedOutcome.ToConfirm && Decision == FeedDecision.None;
}

/// <summary>危害线索: what a partner's list says that hints at hazards. The newest of each kind and source.</summary>
public sealed class FeedHint : Entity, IPlaced
{
    public Guid EmployerId { get; init; }
    public required string SourceKey { get; init; }
    public HintKind Kind { get; init; }
    public required string Value { get; set; }
    public DateOnly SeenOn { get; set; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; internal set; } = "";
}

sealed class FeedBatchTables : IEntityTypeConfiguration<FeedBatch>, IEntityTypeConfiguration<FeedItem>, IEntityTypeConfiguration<FeedHint>
{
    public const int ChangesLength = 1000, MessageLength = 500, CodeLength = 60, RecordKeyLength = 80;

    public void Configure(EntityTypeBuilder<FeedBatch> table)
    {
        table.ToTable("feed_batches");
        table.Property(b => b.SourceKey).HasMaxLength(FeedSourceTables.KeyLength);
        table.Property(b => b.SourceTitle).HasMaxLength(60);
        table.Property(b => b.Code).HasMaxLength(CodeLength);
        table.Property(b => b.FileName).HasMaxLength(260);
        table.Property(b => b.DivisionCode).HasMaxLength(12);
        table.Property(b => b.ScopePath).HasMaxLength(80);
        table.Property(b => b.SentBy).HasMaxLength(100);
        table.Property(b => b.Remark).HasMaxLength(500);
        table.Ignore(b => b.Lineage);
        table.Ignore(b => b.Counts);
        table.HasOne<FeedSource>().WithMany().HasForeignKey(b => b.SourceId);
        table.HasOne<FeedMapping>().WithMany().HasForeignKey(b => b.MappingId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(b => new { b.SourceId, b.Code }).IsUnique();
        table.HasIndex(b => b.ReceivedAt);
    }

    public void Configure(EntityTypeBuilder<FeedItem> table)
    {
        table.ToTable("feed_items");
        table.Property(i => i.RecordKey).HasMaxLength(RecordKeyLength);
        table.Property(i => i.Name).HasMaxLength(RegistryTables.NameLength);
        table.Property(i => i.Changes).HasMaxLength(ChangesLength);
        table.Property(i => i.Message).HasMaxLength(MessageLength);
        table.Property(i => i.Rules).HasMaxLength(100);
        table.Property(i => i.DecidedBy).HasMaxLength(100);
        table.Property(i => i.DivisionCode).HasMaxLength(12);
        table.Property(i => i.ScopePath).HasMaxLength(80);
        table.Ignore(i => i.IsOpen);
        table.HasOne<FeedBatch>().WithMany().HasForeignKey(i => i.BatchId);
        table.HasOne<Employer>().WithMany().HasForeignKey(i => i.EmployerId);
        table.HasIndex(i => new { i.BatchId, i.RecordKey }).IsUnique();
        table.HasIndex(i => new { i.BatchId, i.Outcome, i.RowNumber });
        table.HasIndex(i => new { i.Outcome, i.Decision, i.Deferred, i.Score });
    }

    public void Configure(EntityTypeBuilder<FeedHint> table)
    {
        table.ToTable("feed_hints");
        table.Property(h => h.SourceKey).HasMaxLength(FeedSourceTables.KeyLength);
        table.Property(h => h.Value).HasMaxLength(200);
        table.Property(h => h.DivisionCode).HasMaxLength(12);
        table.Property(h => h.ScopePath).HasMaxLength(80);
        table.HasOne<Employer>().WithMany().HasForeignKey(h => h.EmployerId);
        table.HasIndex(h => new { h.EmployerId, h.SourceKey, h.Kind }).IsUnique();
    }
}
