using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Modules.Registry.Undeclared;

/// <summary>How far an employer on the list has come. Everything from HasHazard on has been looked into.</summary>
public enum LeadState { Found, Assigned, HasHazard, NoHazard, Closed, NotFound, Declared, Lapsed }

/// <summary>应报未报线索: an employer that probably has hazards and has declared none. One for each employer.</summary>
public sealed class UndeclaredLead : Entity, IPlaced
{
    public const string Subject = "registry.undeclared";

    public Guid EmployerId { get; init; }
    /// <summary>Of the day it was found or last looked at.</summary>
    public required string EmployerName { get; set; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public required string CountyCode { get; set; }
    public required string IndustryCode { get; set; }
    public int Score { get; set; }
    /// <summary>A reason in a line, the weightiest first.</summary>
    public required string Reasons { get; set; }
    public DateOnly FoundOn { get; set; }
    public LeadState State { get; set; }
    public DateOnly? AssignedOn { get; set; }
    public string? AssignedBy { get; set; }
    /// <summary>Day by which the township answers.</summary>
    public DateOnly? AnswerDueOn { get; set; }
    public DateOnly? AnsweredOn { get; set; }
    public string? AnsweredBy { get; set; }
    public string? Note { get; set; }
    public DateOnly? DeclaredOn { get; set; }

    public bool IsOpen => State is LeadState.Found or LeadState.Assigned;
}

public static class LeadTerms
{
    public static string ChineseName(this LeadState state) => state switch
    {
        LeadState.Found => "待交办", LeadState.Assigned => "已交办", LeadState.HasHazard => "核实有危害，待申报", LeadState.NoHazard => "核实无危害",
        LeadState.Closed => "已关闭停产", LeadState.NotFound => "查无此单位", LeadState.Declared => "已申报", LeadState.Lapsed => "情况变化，自动移出",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}

sealed class UndeclaredTable : IEntityTypeConfiguration<UndeclaredLead>
{
    public const int NoteLength = 500;

    public void Configure(EntityTypeBuilder<UndeclaredLead> table)
    {
        table.ToTable("undeclared_leads");
        table.Property(l => l.EmployerName).HasMaxLength(RegistryTables.NameLength);
        table.Property(l => l.DivisionCode).HasMaxLength(12);
        table.Property(l => l.ScopePath).HasMaxLength(80);
        table.Property(l => l.CountyCode).HasMaxLength(12);
        table.Property(l => l.IndustryCode).HasMaxLength(4);
        table.Property(l => l.Reasons).HasMaxLength(1000);
        table.Property(l => l.AssignedBy).HasMaxLength(100);
        table.Property(l => l.AnsweredBy).HasMaxLength(100);
        table.Property(l => l.Note).HasMaxLength(NoteLength);
        table.Ignore(l => l.IsOpen);
        table.HasOne<Employer>().WithMany().HasForeignKey(l => l.EmployerId);
        table.HasIndex(l => l.EmployerId).IsUnique();
        table.HasIndex(l => new { l.State, l.Score });
        table.HasIndex(l => new { l.CountyCode, l.State, l.Score });
    }
}
