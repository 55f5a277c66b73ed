using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Zhijian.Platform.Access;
using Zhijian.Platform.Crypto;

namespace Zhijian.Data;

/// <summary>A record with its own UUIDv7 key and a version that every change raises.</summary>
public abstract class Entity : IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public long Version { get; private set; }
}

/// <summary>A change is refused when somebody else changed the record since it was read.</summary>
public interface IVersioned
{
    long Version { get; }
}

/// <summary>
/// A record with a place. The path is who supervises that place ("410000/410100/410181/"); it is written by the
/// database context from the division, and every query sees only the paths inside the viewer's scope.
/// </summary>
public interface IPlaced
{
    string DivisionCode { get; }
    string ScopePath { get; }
}

/// <summary>A record that belongs to an employer, institution or other organisation, whose own users see it.</summary>
public interface IOwned
{
    Guid? OrganisationId { get; }
}

/// <summary>Written by the platform itself, many times a minute; its changes are not facts that an auditor asks for.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NotAuditedAttribute : Attribute;

/// <summary>Evidence and steps on record: added, never changed, replaced or taken away (行政处罚法 Art 47).</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeptAsMadeAttribute : Attribute;

/// <summary>Personal or secret: the audit keeps that it changed, not what it says.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConfidentialAttribute : Attribute;

static class Conventions
{
    public const string ScopeFilter = "scope";
    const int KeyLength = 64;

    /// <summary>Version tokens, UTC times and byte-ordered codes for every table.</summary>
    public static void Apply(ModelBuilder model, bool postgres, ColumnCipher cipher)
    {
        foreach (var type in model.Model.GetEntityTypes().ToList())
        {
            if (typeof(IVersioned).IsAssignableFrom(type.ClrType))
                type.FindProperty(nameof(IVersioned.Version))!.IsConcurrencyToken = true;

            foreach (var property in type.GetProperties())
            {
                Shape(property, postgres);
                if (IsConfidential(property)) Encrypt(property, cipher);
            }

            if (typeof(IPlaced).IsAssignableFrom(type.ClrType))
                model.Entity(type.ClrType).HasIndex(nameof(IPlaced.ScopePath));
        }
    }

    static void Shape(IMutableProperty property, bool postgres)
    {
        var clr = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
        if (clr == typeof(DateTime)) property.SetValueConverter(Utc);
        if (clr.IsEnum && property.GetValueConverter() is null)
        {
            property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(EnumToStringConverter<>).MakeGenericType(clr))!);
            property.SetMaxLength(KeyLength);
        }
        // Ranges over codes and paths must compare byte by byte, whatever the language of the database.
        if (postgres && clr == typeof(string) && (property.Name.EndsWith("Code", StringComparison.Ordinal) || property.Name == nameof(IPlaced.ScopePath)))
            property.SetCollation("C");
    }

    /// <summary>Encrypted in the column; cannot be searched or sorted by.</summary>
    public static bool IsConfidential(IReadOnlyProperty property) =>
        property.PropertyInfo?.GetCustomAttribute<ConfidentialAttribute>() is not null
        // Identity's own: the phone number, and second-factor keys with their recovery codes.
        || (property.DeclaringType.ClrType == typeof(User) && property.Name == nameof(User.PhoneNumber))
        || (property.DeclaringType.ClrType == typeof(IdentityUserToken<Guid>) && property.Name == nameof(IdentityUserToken<>.Value));

    static void Encrypt(IMutableProperty property, ColumnCipher cipher)
    {
        property.SetValueConverter(new ValueConverter<string, string>(plain => cipher.Seal(plain), stored => cipher.Open(stored)));
        property.SetMaxLength(null);
    }

    static readonly ValueConverter<DateTime, DateTime> Utc = new(
        v => v.Kind == DateTimeKind.Utc ? v : Refuse(v),
        v => DateTime.SpecifyKind(v, DateTimeKind.Utc));

    static DateTime Refuse(DateTime value) =>
        throw new InvalidOperationException($"Only UTC times are stored, not {value:o} ({value.Kind}).");

    /// <summary>Puts the scope filter on every table with a place or an owner.</summary>
    public static void FilterByScope(ModelBuilder model, ZhijianDb db)
    {
        var method = typeof(Conventions).GetMethod(nameof(Filter), BindingFlags.Static | BindingFlags.NonPublic)!;
        foreach (var type in model.Model.GetEntityTypes().Where(t => t.BaseType is null).ToList())
        {
            var filter = (LambdaExpression?)method.MakeGenericMethod(type.ClrType).Invoke(null, [db]);
            if (filter is not null) model.Entity(type.ClrType).HasQueryFilter(ScopeFilter, filter);
        }
    }

    static Expression<Func<T, bool>>? Filter<T>(ZhijianDb db) where T : class
    {
        var placed = typeof(IPlaced).IsAssignableFrom(typeof(T));
        var owned = typeof(IOwned).IsAssignableFrom(typeof(T));
        if (placed && owned)
            return e => db.SeesAll
                || (string.Compare(EF.Property<string>(e, "ScopePath"), db.PathFrom) >= 0 && string.Compare(EF.Property<string>(e, "ScopePath"), db.PathTo) < 0)
                || EF.Property<Guid?>(e, "OrganisationId") == db.OwnOrganisation;
        if (placed)
            return e => db.SeesAll
                || (string.Compare(EF.Property<string>(e, "ScopePath"), db.PathFrom) >= 0 && string.Compare(EF.Property<string>(e, "ScopePath"), db.PathTo) < 0);
        if (owned)
            return e => db.SeesAll || EF.Property<Guid?>(e, "OrganisationId") == db.OwnOrganisation;
        return null;
    }
}
