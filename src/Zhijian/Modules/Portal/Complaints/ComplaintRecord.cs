using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Rules.Complaints;

namespace Zhijian.Modules.Portal.Complaints;

/// <summary>举报投诉. What tells who complained is encrypted, shown to few and never without a line in the audit.</summary>
public sealed class ComplaintRecord : Entity, IPlaced
{
    /// <summary>For officers: 2026-12 of its authority.</summary>
    public required string Number { get; init; }
    /// <summary>SM3 of the query code; the code itself is known to the complainant only.</summary>
    public required string CodeHash { get; init; }
    /// <summary>The authority that has it now.</summary>
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    /// <summary>As the complainant names it.</summary>
    public required string EmployerName { get; init; }
    public required string Address { get; init; }
    /// <summary>As an officer recognised it.</summary>
    public Guid? EmployerId { get; set; }
    public required ComplaintSubject Subject { get; init; }
    [Confidential]
    public required string Content { get; init; }
    [Confidential]
    public string? ComplainantName { get; init; }
    [Confidential]
    public string? ComplainantPhone { get; init; }
    /// <summary>实名: a name and a telephone number were given.</summary>
    public bool IsNamed { get; init; }
    public int Photos { get; init; }
    public ComplaintState State { get; set; }
    public DateOnly ReceivedOn { get; init; }
    public DateOnly TermFrom { get; set; }
    public DateOnly? DueOn { get; set; }
    public bool Extended { get; set; }
    /// <summary>What the complainant reads: reason or answer.</summary>
    public string? Reply { get; set; }
    public DateOnly? ClosedOn { get; set; }
    public bool MadeDanger { get; set; }
    /// <summary>Number of lines in its history.</summary>
    public int Lines { get; internal set; }

    public Complaint ToComplaint() => new(State, TermFrom, DueOn, Extended);
    internal void Take(Complaint complaint) => (State, TermFrom, DueOn, Extended) = (complaint.State, complaint.TermFrom, complaint.DueOn, complaint.Extended);
}

public enum ComplaintSubject { Dust, Chemical, Noise, NoExam, NoProtection, NoTraining, NotTested, DiseaseTreatment, Other }

/// <summary>A step. Words are shown to the complainant when they are an answer.</summary>
[NotAudited]
public sealed class ComplaintLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ComplaintId { get; init; }
    public int Number { get; init; }
    public DateOnly On { get; init; }
    public DateTime At { get; init; }
    public required string Title { get; init; }
    public string? Note { get; init; }
    public required string By { get; init; }
}

/// <summary>A photo of a complaint; its name is not kept, since names of files tell whose they are.</summary>
public sealed class ComplaintPhoto : Entity, IPlaced
{
    public Guid ComplaintId { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public Guid FileId { get; init; }
    public int Number { get; init; }
}

sealed class ComplaintTables : IEntityTypeConfiguration<ComplaintRecord>, IEntityTypeConfiguration<ComplaintLine>, IEntityTypeConfiguration<ComplaintPhoto>
{
    public const int Content = 1000, Reply = 1000, Name = 60, Phone = 30, Address = 200;

    public void Configure(EntityTypeBuilder<ComplaintRecord> table)
    {
        table.ToTable("complaints");
        table.Property(c => c.Number).HasMaxLength(30);
        table.Property(c => c.CodeHash).HasMaxLength(64);
        table.Property(c => c.DivisionCode).HasMaxLength(12);
        table.Property(c => c.ScopePath).HasMaxLength(80);
        table.Property(c => c.EmployerName).HasMaxLength(RegistryTables.NameLength);
        table.Property(c => c.Address).HasMaxLength(Address);
        table.Property(c => c.Reply).HasMaxLength(Reply);
        table.HasOne<Employer>().WithMany().HasForeignKey(c => c.EmployerId);
        table.HasIndex(c => c.CodeHash).IsUnique();
        table.HasIndex(c => new { c.State, c.DueOn, c.Id });
    }

    public void Configure(EntityTypeBuilder<ComplaintLine> table)
    {
        table.ToTable("complaint_lines");
        table.Property(l => l.Title).HasMaxLength(100);
        table.Property(l => l.Note).HasMaxLength(Reply);
        table.Property(l => l.By).HasMaxLength(100);
        table.HasOne<ComplaintRecord>().WithMany().HasForeignKey(l => l.ComplaintId);
        table.HasIndex(l => new { l.ComplaintId, l.Number }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ComplaintPhoto> table)
    {
        table.ToTable("complaint_photos");
        table.Property(p => p.DivisionCode).HasMaxLength(12);
        table.Property(p => p.ScopePath).HasMaxLength(80);
        table.HasOne<ComplaintRecord>().WithMany().HasForeignKey(p => p.ComplaintId);
        table.HasIndex(p => p.ComplaintId);
    }
}

public static class ComplaintWords
{
    public static string Text(this ComplaintState state) => state switch
    {
        ComplaintState.Received => "已收到，待受理", ComplaintState.Accepted => "已受理，办理中", ComplaintState.NotAccepted => "不予受理", ComplaintState.Transferred => "已转送", ComplaintState.Answered => "已答复",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Text(this ComplaintActKind act) => act switch
    {
        ComplaintActKind.Refer => "转交其他监管机关", ComplaintActKind.Accept => "受理", ComplaintActKind.NotAccept => "不予受理", ComplaintActKind.Transfer => "转送其他部门", ComplaintActKind.Extend => "延长办理期限", ComplaintActKind.Answer => "答复办结",
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, null),
    };

    public static string Text(this ComplaintSubject subject) => subject switch
    {
        ComplaintSubject.Dust => "粉尘危害", ComplaintSubject.Chemical => "化学毒物危害", ComplaintSubject.Noise => "噪声危害", ComplaintSubject.NoExam => "没有安排职业健康检查", ComplaintSubject.NoProtection => "没有防护设施、防护用品",
        ComplaintSubject.NoTraining => "没有培训、告知", ComplaintSubject.NotTested => "没有检测或者不公布结果", ComplaintSubject.DiseaseTreatment => "职业病病人待遇", ComplaintSubject.Other => "其他",
        _ => throw new ArgumentOutOfRangeException(nameof(subject), subject, null),
    };
}
