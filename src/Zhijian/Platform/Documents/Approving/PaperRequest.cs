using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Platform.Files;

namespace Zhijian.Platform.Documents.Approving;

public enum RequestState { Waiting, Approved, Returned, Withdrawn }

public static class RequestStates
{
    public static string Text(this RequestState state) => state switch { RequestState.Waiting => "待审批", RequestState.Approved => "已批准", RequestState.Returned => "已退回", _ => "已撤回" };
}

/// <summary>文书审批: what officers want to issue, as they wrote it, until a head decides. The step itself is done when it is approved.</summary>
public sealed class PaperRequest : Entity, IPlaced
{
    /// <summary>Code of the <see cref="PaperForm"/>.</summary>
    public required string Form { get; init; }
    public required string Title { get; init; }
    public required string SubjectKind { get; init; }
    public required string SubjectId { get; init; }
    /// <summary>Page of what it is about.</summary>
    public required string Link { get; init; }
    /// <summary>Form where it was written.</summary>
    public required string FormLink { get; init; }
    public string? Addressee { get; init; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>What the step takes, as JSON; read by its <see cref="IApprovedStep"/>.</summary>
    public required string Draft { get; init; }
    /// <summary>The paper as the officers saw it when they asked.</summary>
    [FileHash]
    public required string DraftHash { get; init; }
    public Guid? FirstOfficerId { get; init; }
    public Guid? SecondOfficerId { get; init; }
    public Guid RequesterId { get; init; }
    public required string RequestedBy { get; init; }
    public DateTime RequestedAt { get; init; }
    public RequestState State { get; set; }
    public string? DecidedBy { get; set; }
    public DateTime? DecidedAt { get; set; }
    public string? Opinion { get; set; }
    public Guid? PaperId { get; set; }
    public string? PaperNumber { get; set; }

    /// <summary>Whoever handles a matter does not approve it.</summary>
    public bool IsHandledBy(Guid? user) => user is { } id && (id == RequesterId || id == FirstOfficerId || id == SecondOfficerId);
}

sealed class PaperRequestTable : IEntityTypeConfiguration<PaperRequest>
{
    public const int Opinion = 500, MostDraft = 20_000;

    public void Configure(EntityTypeBuilder<PaperRequest> table)
    {
        table.ToTable("paper_requests");
        table.Property(r => r.Form).HasMaxLength(60);
        table.Property(r => r.Title).HasMaxLength(200);
        table.Property(r => r.SubjectKind).HasMaxLength(60);
        table.Property(r => r.SubjectId).HasMaxLength(80);
        table.Property(r => r.Link).HasMaxLength(300);
        table.Property(r => r.FormLink).HasMaxLength(300);
        table.Property(r => r.Addressee).HasMaxLength(200);
        table.Property(r => r.DivisionCode).HasMaxLength(12);
        table.Property(r => r.ScopePath).HasMaxLength(80);
        table.Property(r => r.Draft).HasMaxLength(MostDraft);
        table.Property(r => r.DraftHash).HasMaxLength(64);
        table.Property(r => r.RequestedBy).HasMaxLength(100);
        table.Property(r => r.DecidedBy).HasMaxLength(100);
        table.Property(r => r.Opinion).HasMaxLength(Opinion);
        table.Property(r => r.PaperNumber).HasMaxLength(60);
        // Two requests for one paper at once: the second finds this.
        table.HasIndex(r => new { r.Form, r.SubjectKind, r.SubjectId }, "ix_paper_requests_waiting").IsUnique().HasFilter("state = 'Waiting'");
        table.HasIndex(r => new { r.SubjectKind, r.SubjectId });
        table.HasIndex(r => r.RequestedAt);
    }
}
