using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Platform.Organisations;

/// <summary>
/// A division as it is supervised today: GB/T 2260 and statistical codes, functional zones standing as counties.
/// Path holds the codes from the province down, each with a slash behind it.
/// </summary>
public sealed class Division : IVersioned
{
    public required string Code { get; init; }
    public string? ParentCode { get; set; }
    public required string Name { get; set; }
    /// <summary>1 province, 2 city, 3 county or functional zone, 4 township or subdistrict.</summary>
    public int Level { get; set; }
    public bool FunctionalZone { get; set; }
    public required string Path { get; set; }
    public long Version { get; private set; }
}

sealed class DivisionTable : IEntityTypeConfiguration<Division>
{
    public void Configure(EntityTypeBuilder<Division> table)
    {
        table.ToTable("divisions");
        table.HasKey(d => d.Code);
        table.Property(d => d.Code).HasMaxLength(12);
        table.Property(d => d.ParentCode).HasMaxLength(12);
        table.Property(d => d.Name).HasMaxLength(60);
        table.Property(d => d.Path).HasMaxLength(80);
        table.HasIndex(d => d.Path);
        table.HasIndex(d => d.ParentCode);
    }
}
