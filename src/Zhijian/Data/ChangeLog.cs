using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;

namespace Zhijian.Data;

/// <summary>One row's change as the audit keeps it; before and after are JSON of the changed columns.</summary>
sealed record EntityChange(string Entity, string EntityId, string Kind, string? Before, string? After, string? ScopePath);

/// <summary>Reads from the change tracker what is about to be written.</summary>
static class ChangeLog
{
    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly HashSet<string> Secrets = [nameof(User.PasswordHash), nameof(User.SecurityStamp), "ClientSecret"];
    static readonly HashSet<string> Noise = [nameof(User.ConcurrencyStamp), nameof(User.NormalizedUserName), nameof(User.NormalizedEmail), nameof(IVersioned.Version),
        // Told by the sign-in's own lines; the token is OpenIddict's version.
        nameof(User.AccessFailedCount), nameof(User.SecondFactorStep), "ConcurrencyToken"];

    public static string ToJson(object value) => JsonSerializer.Serialize(value, Json);

    /// <summary>Raises versions, writes supervision paths and refuses rows outside the writer's scope.</summary>
    public static void Prepare(ChangeTracker tracker, DivisionDirectory divisions, IViewer viewer)
    {
        foreach (var entry in tracker.Entries())
        {
            if (entry.State is EntityState.Modified or EntityState.Deleted) RefuseTouched(entry);
            if (entry.State is not (EntityState.Added or EntityState.Modified)) continue;
            if (entry is { State: EntityState.Modified, Entity: IVersioned })
            {
                var version = entry.Property(nameof(IVersioned.Version));
                version.CurrentValue = (long)version.OriginalValue! + 1;
            }
            RefuseTooLong(entry);
            if (entry.Entity is IPlaced placed) Place(entry, placed, divisions, viewer);
        }
    }

    // Where it belongs may change with the map or by a merge of files; what it shows may not.
    static readonly HashSet<string> Belongs = [nameof(IPlaced.DivisionCode), nameof(IPlaced.ScopePath), nameof(IOwned.OrganisationId), "EmployerId"];

    static void RefuseTouched(EntityEntry entry)
    {
        if (!entry.Metadata.ClrType.IsDefined(typeof(KeptAsMadeAttribute), inherit: false)) return;
        if (entry.State == EntityState.Deleted || entry.Properties.Any(p => p.IsModified && !Belongs.Contains(p.Metadata.Name)))
            throw new Refusal("证据材料和办理记录只能追加，不得更改、替换、删除（《行政处罚法》第四十七条）。");
    }

    /// <summary>SQLite takes any length and PostgreSQL answers with an error that names no field: both refuse here, alike.</summary>
    static void RefuseTooLong(EntityEntry entry)
    {
        foreach (var property in entry.Properties)
        {
            if (entry.State == EntityState.Modified && !property.IsModified) continue;
            if (property.CurrentValue is string text && property.Metadata.GetMaxLength() is { } most && text.Length > most && text.EnumerateRunes().Count() > most)
                throw new Refusal($"内容超过 {most} 个字的上限，请缩短后再提交。", property.Metadata.Name);
        }
    }

    static void Place(EntityEntry entry, IPlaced placed, DivisionDirectory divisions, IViewer viewer)
    {
        var division = divisions.Find(placed.DivisionCode) ?? throw new Refusal($"行政区划代码 {placed.DivisionCode} 不存在。", nameof(IPlaced.DivisionCode));
        entry.Property(nameof(IPlaced.ScopePath)).CurrentValue = division.Path;
        var own = placed is IOwned { OrganisationId: { } owner } && owner == viewer.Scope.OrganisationId;
        if (!own && !viewer.Scope.Covers(division.Path)) throw new NotFoundException();
    }

    public static List<EntityChange> Read(ChangeTracker tracker) =>
        [.. tracker.Entries().Where(IsAudited).Select(Describe)];

    static bool IsAudited(EntityEntry entry) =>
        entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
        && entry.Metadata.ClrType.GetCustomAttribute<NotAuditedAttribute>() is null
        && (entry.State != EntityState.Modified || entry.Properties.Any(Tells));

    // Identity marks every column as modified; only what differs is told.
    static bool Tells(PropertyEntry property) =>
        property.IsModified && !Noise.Contains(property.Metadata.Name) && !Equals(property.OriginalValue, property.CurrentValue);

    static EntityChange Describe(EntityEntry entry)
    {
        var kind = entry.State switch { EntityState.Added => "insert", EntityState.Deleted => "delete", _ => "update" };
        var properties = entry.Properties.Where(p => !Noise.Contains(p.Metadata.Name)
            && (entry.State != EntityState.Modified || Tells(p))).ToList();
        return new(
            entry.Metadata.ClrType.Name,
            string.Join('|', entry.Metadata.FindPrimaryKey()!.Properties.Select(k => entry.Property(k.Name).CurrentValue)),
            kind,
            entry.State == EntityState.Added ? null : ToJson(properties.ToDictionary(p => p.Metadata.Name, p => Show(p, p.OriginalValue))),
            entry.State == EntityState.Deleted ? null : ToJson(properties.ToDictionary(p => p.Metadata.Name, p => Show(p, p.CurrentValue))),
            (entry.Entity as IPlaced)?.ScopePath);
    }

    static object? Show(PropertyEntry property, object? value)
    {
        if (value is null) return null;
        return Secrets.Contains(property.Metadata.Name) || Conventions.IsConfidential(property.Metadata) ? "***" : value is Enum ? value.ToString() : value;
    }
}
