using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Modules.Oversight;

/// <summary>What one employer adds to the figures, with the dimensions it is counted under.</summary>
public abstract class FigureStanding : IPlaced
{
    public Guid EmployerId { get; init; }
    public required string Name { get; set; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; set; } = "";
    /// <summary>GB/T 4754, first two digits.</summary>
    public required string IndustryCode { get; set; }
    public required string Size { get; set; }
    public required string Ownership { get; set; }
    public required string Risk { get; set; }
    /// <summary>First month at whose end it stood so, as far back as is known.</summary>
    public DateOnly Since { get; set; }

    public long Employers { get; set; }
    public long Workers { get; set; }
    public long Exposed { get; set; }
    public long Hazardous { get; set; }
    public long Declared { get; set; }
    public long DeclarationOverdue { get; set; }
    public long Tested { get; set; }
    public long TestOverdue { get; set; }
    public long Results { get; set; }
    public long ResultsOver { get; set; }
    public long DangersOpen { get; set; }
    public long DangersMajor { get; set; }
    public long DangersOverdue { get; set; }
    public long DangersFound { get; set; }
    public long DangersClosed { get; set; }
    public long Visits { get; set; }
    public long Cases { get; set; }
    /// <summary>Yuan, whole.</summary>
    public long Fines { get; set; }
    /// <summary>Adds the same in the same place.</summary>
    public bool Counts(FigureStanding other) => ScopePath == other.ScopePath && Measures.All.All(m => this.Of(m) == other.Of(m));
}

/// <summary>
/// What one employer adds to the figures now, with the dimensions it is counted under. Every sum in <see cref="FigureCell"/> of
/// the present month is the sum of these rows, so a figure and the list behind it cannot differ.
/// </summary>
[NotAudited]
public sealed class FigureMember : FigureStanding
{
    /// <summary>Day from which the passing of time alone gives other figures; null: never.</summary>
    public DateOnly? ChangesOn { get; set; }
}

/// <summary>How an employer stood at the ends of months that are over, written when it first stands otherwise: what explains a change is kept, what did not change is not.</summary>
[NotAudited]
public sealed class FigurePast : FigureStanding
{
    /// <summary>Last month at whose end it stood so.</summary>
    public DateOnly Through { get; init; }

    public static FigurePast Of(FigureStanding stood, DateOnly through)
    {
        var past = new FigurePast { EmployerId = stood.EmployerId, Name = stood.Name, DivisionCode = stood.DivisionCode, ScopePath = stood.ScopePath, IndustryCode = stood.IndustryCode, Size = stood.Size, Ownership = stood.Ownership, Risk = stood.Risk, Since = stood.Since, Through = through };
        foreach (var measure in Measures.All) past.Set(measure, stood.Of(measure));
        return past;
    }
}

/// <summary>By what a cell is broken down; <see cref="All"/> stands once for each division from the province down, the others for the employer's own division.</summary>
public enum FigureDimension { All, Industry, Size, Ownership, Risk }

/// <summary>A sum of a month; the present month is kept up to date, past months stay as they were at their end.</summary>
[NotAudited]
public sealed class FigureCell : IPlaced
{
    /// <summary>First day of the month.</summary>
    public DateOnly Period { get; init; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; init; } = "";
    public FigureDimension Dimension { get; init; }
    public required string Value { get; init; }
    public Measure Measure { get; init; }
    public long Amount { get; init; }
}

/// <summary>An employer of whom something changed, written in the transaction of the change; taken away when it has been counted anew.</summary>
[NotAudited]
public sealed class FigureTouch
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid EmployerId { get; init; }
}

sealed class FigureTables : IEntityTypeConfiguration<FigureMember>, IEntityTypeConfiguration<FigurePast>, IEntityTypeConfiguration<FigureCell>, IEntityTypeConfiguration<FigureTouch>
{
    public void Configure(EntityTypeBuilder<FigureMember> table)
    {
        Shape(table, "figure_members");
        table.HasKey(m => m.EmployerId);
        table.HasIndex(m => m.Since);
        table.HasIndex(m => m.ChangesOn);
        table.HasIndex(m => new { m.Name, m.EmployerId });
    }

    public void Configure(EntityTypeBuilder<FigurePast> table)
    {
        Shape(table, "figure_pasts");
        table.HasKey(p => new { p.EmployerId, p.Through });
        table.HasIndex(p => new { p.Through, p.Since });
        table.HasIndex(p => p.Since);
    }

    static void Shape<T>(EntityTypeBuilder<T> table, string name) where T : FigureStanding
    {
        table.ToTable(name);
        table.Property(m => m.EmployerId).ValueGeneratedNever();
        table.Property(m => m.Name).HasMaxLength(Registry.RegistryTables.NameLength);
        table.Property(m => m.DivisionCode).HasMaxLength(12);
        table.Property(m => m.ScopePath).HasMaxLength(80);
        table.Property(m => m.IndustryCode).HasMaxLength(4);
        foreach (var text in (string[])[nameof(FigureStanding.Size), nameof(FigureStanding.Ownership), nameof(FigureStanding.Risk)]) table.Property(text).HasMaxLength(40);
    }

    public void Configure(EntityTypeBuilder<FigureCell> table)
    {
        table.ToTable("figure_cells");
        table.HasKey(c => new { c.Period, c.Dimension, c.DivisionCode, c.Value, c.Measure });
        table.Property(c => c.DivisionCode).HasMaxLength(12);
        table.Property(c => c.ScopePath).HasMaxLength(80);
        table.Property(c => c.Value).HasMaxLength(40);
        table.HasIndex(c => c.Amount, "ix_figure_cells_empty").HasFilter("amount = 0");
        // The trend of one division.
        table.HasIndex(c => new { c.DivisionCode, c.Dimension, c.Measure, c.Period });
    }

    public void Configure(EntityTypeBuilder<FigureTouch> table) => table.ToTable("figure_touches");
}
