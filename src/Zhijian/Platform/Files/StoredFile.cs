using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;

namespace Zhijian.Platform.Files;

/// <summary>What a file was given for; decides what is accepted and who may read it.</summary>
/// <param name="Key">Stable name, kept with the file: "import".</param>
/// <param name="Policy">Accepted kinds and sizes.</param>
/// <param name="Permission">What a reader must hold besides having the place in his scope; null: the scope is enough.</param>
/// <param name="IsPersonal">Holds personal data: every reading is a line in the audit.</param>
public sealed record FilePurpose(string Key, FilePolicy Policy, string? Permission = null, bool IsPersonal = false);

/// <summary>A file that somebody gave to the platform or that it made for somebody. The content lies in the <see cref="FileStore"/> and never changes.</summary>
public sealed class StoredFile : Entity, IPlaced, IOwned
{
    [FileHash]
    public required string Hash { get; init; }
    public long Size { get; init; }
    public FileKind Kind { get; init; }
    /// <summary>As the user called it, without folders and control characters.</summary>
    public required string Name { get; init; }
    public required string Purpose { get; init; }
    public string? Permission { get; init; }
    public bool IsPersonal { get; init; }
    public Guid? UploadedBy { get; init; }
    public DateTime UploadedAt { get; init; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; private set; } = "";
    public Guid? OrganisationId { get; init; }
}

/// <summary>The column names a file of the store: as long as the row is there, the file is.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FileHashAttribute : Attribute;

sealed class StoredFileTable : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> table)
    {
        table.ToTable("stored_files");
        table.Property(f => f.Hash).HasMaxLength(64);
        table.Property(f => f.Name).HasMaxLength(StoredFileNames.MaxLength);
        table.Property(f => f.Purpose).HasMaxLength(60);
        table.Property(f => f.Permission).HasMaxLength(80);
        table.Property(f => f.DivisionCode).HasMaxLength(12);
        table.Property(f => f.ScopePath).HasMaxLength(80);
        table.HasIndex(f => f.Hash);
    }
}

static class StoredFileNames
{
    public const int MaxLength = 120;

    /// <summary>A name from outside: no folders, no control characters, not too long, the extension kept.</summary>
    public static string Clean(string name)
    {
        var plain = new string([.. name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(c => !char.IsControl(c) && c is not ('"' or '\u202E'))]).Trim();
        if (plain.Length == 0) return "未命名";
        if (plain.Length <= MaxLength) return plain;
        var extension = FileGuard.Extension(plain);
        return plain[..(MaxLength - extension.Length)] + extension;
    }
}
