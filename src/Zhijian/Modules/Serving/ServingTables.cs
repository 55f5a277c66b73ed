using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Rules.Service;

namespace Zhijian.Modules.Serving;

/// <summary>One attempt to serve a paper, as it goes into the return of service; only its end is written later.</summary>
public sealed class ServiceLine : Entity, IPlaced
{
    public Guid PaperId { get; init; }
    /// <summary>Counted from 1; of two at once one is refused.</summary>
    public int Number { get; init; }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    public DateOnly On { get; init; }
    public ServiceMethod Method { get; init; }
    public ServiceResult Result { get; set; }
    public DateOnly? ServedOn { get; set; }
    /// <summary>Of a letter or an announcement: when its end was put on record.</summary>
    public DateOnly? EndedOn { get; set; }
    /// <summary>Names with certificates.</summary>
    public string? Servers { get; init; }
    [Confidential]
    public string? Receiver { get; init; }
    public string? ReceiverRole { get; init; }
    [Confidential]
    public string? Witness { get; init; }
    public string? Place { get; init; }
    public string? Tracking { get; init; }
    public string? Reason { get; set; }
    /// <summary>Signed return or picture of the service.</summary>
    public Guid? FileId { get; init; }
    [FileHash]
    public string? FileHash { get; init; }
    public string? FileName { get; init; }
    public required string By { get; init; }
    public DateTime At { get; init; }
    /// <summary>The party confirmed that it has it.</summary>
    public DateTime? ReadAt { get; set; }

    public ServiceAttempt ToAttempt() => new(On, Method, Result, ServedOn);
}

/// <summary>送达地址确认书 of an employer; the newest counts, none is changed.</summary>
public sealed class ServiceAddress : Entity, IPlaced, IOwned
{
    public Guid EmployerId { get; init; }
    public Guid? OrganisationId { get => EmployerId; private set { _ = value; } }
    public required string DivisionCode { get; set; }
    public string ScopePath { get; internal set; } = "";
    [Confidential]
    public required string Recipient { get; init; }
    [Confidential]
    public required string Phone { get; init; }
    public required string Address { get; init; }
    public string? PostCode { get; init; }
    /// <summary>The party agrees to be served through its account here.</summary>
    public bool Electronic { get; init; }
    public DateOnly On { get; init; }
    /// <summary>Who signed: an account of the employer, or the officer who put the paper form on record.</summary>
    public required string By { get; init; }
    public bool ByEmployer { get; init; }
    public DateTime At { get; init; }
    /// <summary>The signed form, where it came on paper.</summary>
    public Guid? FileId { get; init; }
    public string? FileName { get; init; }
}

sealed class ServingTables : IEntityTypeConfiguration<ServiceLine>, IEntityTypeConfiguration<ServiceAddress>
{
    public const int Text = 500, Short = 100, Place = 200, Phone = 30;

    public void Configure(EntityTypeBuilder<ServiceLine> table)
    {
        table.ToTable("service_lines");
        table.Property(l => l.DivisionCode).HasMaxLength(12);
        table.Property(l => l.ScopePath).HasMaxLength(80);
        table.Property(l => l.Servers).HasMaxLength(200);
        table.Property(l => l.Receiver).HasMaxLength(Short);
        table.Property(l => l.ReceiverRole).HasMaxLength(Short);
        table.Property(l => l.Witness).HasMaxLength(Short);
        table.Property(l => l.Place).HasMaxLength(Place);
        table.Property(l => l.Tracking).HasMaxLength(Short);
        table.Property(l => l.Reason).HasMaxLength(Text);
        table.Property(l => l.FileHash).HasMaxLength(64);
        table.Property(l => l.FileName).HasMaxLength(StoredFileNames.MaxLength);
        table.Property(l => l.By).HasMaxLength(100);
        table.HasOne<Paper>().WithMany().HasForeignKey(l => l.PaperId);
        table.HasOne<StoredFile>().WithMany().HasForeignKey(l => l.FileId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(l => new { l.PaperId, l.Number }).IsUnique();
        table.HasIndex(l => l.FileId);
    }

    public void Configure(EntityTypeBuilder<ServiceAddress> table)
    {
        table.ToTable("service_addresses");
        table.Property(a => a.DivisionCode).HasMaxLength(12);
        table.Property(a => a.ScopePath).HasMaxLength(80);
        table.Property(a => a.Recipient).HasMaxLength(Short);
        table.Property(a => a.Phone).HasMaxLength(Phone);
        table.Property(a => a.Address).HasMaxLength(Place);
        table.Property(a => a.PostCode).HasMaxLength(6);
        table.Property(a => a.By).HasMaxLength(100);
        table.Property(a => a.FileName).HasMaxLength(StoredFileNames.MaxLength);
        table.HasOne<Employer>().WithMany().HasForeignKey(a => a.EmployerId);
        table.HasOne<StoredFile>().WithMany().HasForeignKey(a => a.FileId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(a => new { a.EmployerId, a.At });
        table.HasIndex(a => a.OrganisationId);
        table.HasIndex(a => a.FileId);
    }
}
