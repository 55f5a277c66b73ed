using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Platform.Jobs;

public enum JobState { Queued, Running, Succeeded, Failed, Cancelled }

/// <summary>
/// A piece of long work: who asked, how far it is, what came out. It outlives the process: a run whose heartbeat
/// stopped is taken up again, so jobs do their work in steps that may be repeated.
/// </summary>
[NotAudited]
public sealed class JobRun : IPlaced, IOwned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Kind { get; init; }
    /// <summary>What the user reads, for instance 导入标准库 hazard-factors.xlsx.</summary>
    public required string Title { get; init; }
    /// <summary>What the job needs to know, JSON.</summary>
    public required string Body { get; init; }
    public JobState State { get; set; }
    public long Done { get; set; }
    /// <summary>Null while nobody knows how much there is.</summary>
    public long? Total { get; set; }
    public string? Message { get; set; }
    /// <summary>Path of the page or file that shows the result.</summary>
    public string? ResultPath { get; set; }
    public bool CancelRequested { get; set; }
    public int Attempts { get; set; }
    public Guid? StartedBy { get; init; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; private set; } = "";
    public Guid? OrganisationId { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime HeartbeatAt { get; set; }
    public DateTime? FinishedAt { get; set; }

    public bool IsOver => State is JobState.Succeeded or JobState.Failed or JobState.Cancelled;
}

sealed class JobTable : IEntityTypeConfiguration<JobRun>
{
    public void Configure(EntityTypeBuilder<JobRun> table)
    {
        table.ToTable("job_runs");
        table.Property(j => j.Kind).HasMaxLength(60);
        table.Property(j => j.Title).HasMaxLength(200);
        table.Property(j => j.Message).HasMaxLength(1000);
        table.Property(j => j.ResultPath).HasMaxLength(300);
        table.Property(j => j.DivisionCode).HasMaxLength(12);
        table.Property(j => j.ScopePath).HasMaxLength(80);
        table.Ignore(j => j.IsOver);
        table.HasIndex(j => new { j.State, j.HeartbeatAt });
        table.HasIndex(j => new { j.StartedBy, j.CreatedAt });
    }
}
