using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Platform.Files;

namespace Zhijian.Platform.Imports;

public enum ImportState { Uploaded, Previewed, Applying, Done, Failed, Cancelled }

/// <summary>
/// One file on its way into the database: received, checked, written batch by batch. How far it is stands in the
/// transaction of each batch, so that an import that was killed goes on exactly where it stopped.
/// </summary>
public sealed class ImportRun : Entity, IPlaced, IOwned
{
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required string Kind { get; init; }
    public required string KindTitle { get; init; }
    public Guid FileId { get; init; }
    public required string FileHash { get; init; }
    public required string FileName { get; init; }
    public long FileSize { get; init; }
    public FileKind FileKind { get; init; }
    public ImportState State { get; set; }
    public int Good { get; private set; }
    public int Bad { get; private set; }
    /// <summary>What the check found, JSON; shows cells of the file.</summary>
    [Confidential]
    public string? Preview { get; private set; }
    /// <summary>The workbook of bad rows, to be corrected; null when there is none.</summary>
    public Guid? ErrorsFileId { get; private set; }
    /// <summary>Row number of the last row of the last committed batch; these three are written by the ledger alone.</summary>
    public int LastRow { get; private set; }
    public int Written { get; private set; }
    public int Skipped { get; private set; }
    public Guid? JobId { get; set; }
    public Guid? StartedBy { get; init; }
    public required string StartedByName { get; init; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; private set; } = "";
    public Guid? OrganisationId { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? FinishedAt { get; set; }
    public string? Message { get; set; }

    public bool IsPreviewed => Preview is not null;
    public ImportProgress Progress => new(LastRow, Written, Skipped);

    public SheetPreview? ReadPreview() => Preview is null ? null : JsonSerializer.Deserialize<SheetPreview>(Preview, Json);

    /// <summary>Keeps what the check found.</summary>
    public void Previewed(SheetPreview preview, Guid? errorsFileId)
    {
        (Good, Bad, Preview, ErrorsFileId) = (preview.Good, preview.Bad, JsonSerializer.Serialize(preview, Json), errorsFileId);
        (State, Message) = (ImportState.Previewed, null);
    }
}

sealed class ImportRunTable : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> table)
    {
        table.ToTable("import_runs");
        table.Property(r => r.Kind).HasMaxLength(60);
        table.Property(r => r.KindTitle).HasMaxLength(60);
        table.Property(r => r.FileHash).HasMaxLength(64);
        table.Property(r => r.FileName).HasMaxLength(StoredFileNames.MaxLength);
        table.Property(r => r.StartedByName).HasMaxLength(100);
        table.Property(r => r.DivisionCode).HasMaxLength(12);
        table.Property(r => r.ScopePath).HasMaxLength(80);
        table.Property(r => r.Message).HasMaxLength(1000);
        table.Ignore(r => r.IsPreviewed);
        table.Ignore(r => r.Progress);
        table.HasOne<StoredFile>().WithMany().HasForeignKey(r => r.FileId).OnDelete(DeleteBehavior.Restrict);
        table.HasOne<StoredFile>().WithMany().HasForeignKey(r => r.ErrorsFileId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(r => new { r.Kind, r.FileHash });
        table.HasIndex(r => r.CreatedAt);
    }
}
