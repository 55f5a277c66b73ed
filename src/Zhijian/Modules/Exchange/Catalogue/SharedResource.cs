using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;

namespace Zhijian.Modules.Exchange.Catalogue;

/// <summary>What is left of a personal value for a partner whose duty does not need it whole.</summary>
public enum FieldMask { None, Name, Phone }

/// <summary>信息项 of a resource.</summary>
/// <param name="Key">Name in json and heading in csv.</param>
/// <param name="Type">文字、日期、整数、小数、是否、代码.</param>
/// <param name="Mask">Other than None: personal, given whole only to a subscription that was approved with it.</param>
public sealed record SharedField(string Key, string Title, string Type, FieldMask Mask = FieldMask.None)
{
    public bool IsPersonal => Mask != FieldMask.None;

    public object? Hide(object? value) => value is not string { Length: > 0 } text ? value : Mask switch
    {
        FieldMask.Name => text[..1] + new string('*', Math.Max(1, text.Length - 1)),
        FieldMask.Phone => text.Length < 7 ? "****" : $"{text[..3]}****{text[^4..]}",
        _ => value,
    };
}

/// <summary>One record as it is now.</summary>
/// <param name="Values">In the order of the resource's fields, nothing masked.</param>
public sealed record SharedRecord(Guid Key, long Version, object?[] Values);

/// <summary>A resource that partners may subscribe: where its records come from and what they say. Its facts stand in reference/shared-resources.csv.</summary>
public abstract class SharedResource
{
    /// <summary>数据编码 of the catalogue, also its name in paths.</summary>
    public required string Code { get; init; }
    public abstract IReadOnlyList<SharedField> Fields { get; }
    public abstract Type RowType { get; }

    /// <summary>Records in the scope, in the order of their keys.</summary>
    public abstract Task<IReadOnlyList<SharedRecord>> PageAsync(ZhijianDb db, Scope scope, Guid? after, int take, CancellationToken ct);

    /// <summary>Those of the keys that are there, in the scope.</summary>
    public abstract Task<IReadOnlyDictionary<Guid, SharedRecord>> FindAsync(ZhijianDb db, Scope scope, IReadOnlyCollection<Guid> keys, CancellationToken ct);
}

/// <summary>A row with the employer that it is about.</summary>
public readonly record struct SharedRow<TRow>(TRow Row, Employer? Employer);

public sealed class SharedResource<TRow> : SharedResource where TRow : Entity, IPlaced
{
    readonly List<(SharedField Field, Func<SharedRow<TRow>, object?> Get)> fields = [];
    /// <summary>What of the table is shared: what is not decided yet is not.</summary>
    public Func<IQueryable<TRow>, IQueryable<TRow>> Where { get; init; } = rows => rows;
    /// <summary>The employer of a row whose code and name partners match by; null where the row is the employer itself.</summary>
    public Func<TRow, Guid?>? EmployerOf { get; init; }

    public override IReadOnlyList<SharedField> Fields => field ??= fields.ConvertAll(f => f.Field);
    public override Type RowType => typeof(TRow);

    public SharedResource<TRow> With(string key, string title, string type, Func<SharedRow<TRow>, object?> get, FieldMask mask = FieldMask.None)
    {
        fields.Add((new(key, title, type, mask), get));
        return this;
    }

    public override async Task<IReadOnlyList<SharedRecord>> PageAsync(ZhijianDb db, Scope scope, Guid? after, int take, CancellationToken ct)
    {
        var rows = Where(db.Set<TRow>().AsNoTracking().InScopeByKey(scope));
        if (after is { } from) rows = rows.Where(r => r.Id > from);
        return await ReadAsync(db, await rows.OrderBy(r => r.Id).Take(take).ToListAsync(ct), ct);
    }

    public override async Task<IReadOnlyDictionary<Guid, SharedRecord>> FindAsync(ZhijianDb db, Scope scope, IReadOnlyCollection<Guid> keys, CancellationToken ct)
    {
        Guid[] asked = [.. keys];
        return (await ReadAsync(db, await Rows(db, scope).Where(r => EF.Parameter(asked).Contains(r.Id)).ToListAsync(ct), ct)).ToDictionary(r => r.Key);
    }

    IQueryable<TRow> Rows(ZhijianDb db, Scope scope) => Where(db.Set<TRow>().AsNoTracking().InScopeOf(scope));

    async Task<IReadOnlyList<SharedRecord>> ReadAsync(ZhijianDb db, List<TRow> rows, CancellationToken ct)
    {
        Guid[] ids = EmployerOf is null ? [] : [.. rows.Select(EmployerOf).OfType<Guid>().Distinct()];
        var employers = ids.Length == 0 ? [] : await db.Set<Employer>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(e => EF.Parameter(ids).Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        return rows.ConvertAll(row =>
        {
            var known = new SharedRow<TRow>(row, EmployerOf?.Invoke(row) is { } id ? employers.GetValueOrDefault(id) : null);
            return new SharedRecord(row.Id, row.Version, [.. fields.Select(f => f.Get(known))]);
        });
    }
}
