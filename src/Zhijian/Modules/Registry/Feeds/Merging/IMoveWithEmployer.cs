using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Modules.Registry.Feeds.Merging;

/// <summary>
/// Answers for tables with an employer_id when two files become one. Every module registers its tables, most by
/// <see cref="MoveRegistration.AddEmployerRows{T}"/>; a test finds a table that nobody answers for.
/// </summary>
public interface IMoveWithEmployer
{
    /// <summary>Entities whose EmployerId this answers for.</summary>
    IReadOnlyList<Type> Types { get; }

    /// <summary>Moves rows from one employer to the other by <see cref="EmployerMove.Set"/>, so that they can be moved back.</summary>
    Task MoveAsync(EmployerMove move, CancellationToken ct);
}

public static class MoveRegistration
{
    /// <summary>All rows of the table go with the employer.</summary>
    public static IServiceCollection AddEmployerRows<T>(this IServiceCollection services) where T : class => services.AddSingleton<IMoveWithEmployer, AllRows<T>>();

    /// <summary>The rows stay with the file they were written for.</summary>
    public static IServiceCollection KeepEmployerRows<T>(this IServiceCollection services) where T : class => services.AddSingleton<IMoveWithEmployer, NoRows<T>>();

    sealed class AllRows<T> : IMoveWithEmployer where T : class
    {
        public IReadOnlyList<Type> Types { get; } = [typeof(T)];
        public Task MoveAsync(EmployerMove move, CancellationToken ct) => move.AllAsync<T>(ct);
    }

    sealed class NoRows<T> : IMoveWithEmployer where T : class
    {
        public IReadOnlyList<Type> Types { get; } = [typeof(T)];
        public Task MoveAsync(EmployerMove move, CancellationToken ct) => Task.CompletedTask;
    }
}

/// <summary>A value that was written over, enough to write it back.</summary>
/// <param name="Type">Full name of the entity.</param>
/// <param name="Key">Its Id.</param>
public sealed record MovedValue(string Type, Guid Key, string Property, JsonElement Before, JsonElement After);

/// <summary>A merge under way: every value goes through here and is remembered.</summary>
public sealed class EmployerMove(ZhijianDb db, Guid from, Guid to, DateOnly today)
{
    public const string EmployerId = "EmployerId";
    static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };
    readonly List<MovedValue> moved = [];

    public Guid From => from;
    public Guid To => to;
    public ZhijianDb Db => db;
    public DateOnly Today => today;
    public IReadOnlyList<MovedValue> Moved => moved;

    /// <summary>Writes a value of a tracked row that has a key Id; the same value is nothing.</summary>
    public void Set(object row, string property, object? value)
    {
        var entry = db.Entry(row).Property(property);
        if (Equals(entry.CurrentValue, value)) return;
        moved.Add(new(row.GetType().FullName!, (Guid)db.Entry(row).Property("Id").CurrentValue!, property, JsonSerializer.SerializeToElement(entry.CurrentValue, Json), JsonSerializer.SerializeToElement(value, Json)));
        entry.CurrentValue = value;
    }

    /// <summary>Every row of the table, whoever may see it.</summary>
    public async Task AllAsync<T>(CancellationToken ct) where T : class
    {
        foreach (var row in await RowsAsync<T>(ct)) Set(row, EmployerId, to);
    }

    public Task<List<T>> RowsAsync<T>(CancellationToken ct) where T : class => db.Set<T>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(r => EF.Property<Guid?>(r, EmployerId) == from).ToListAsync(ct);

    /// <summary>Writes a value back where nobody wrote another since.</summary>
    internal static bool Restore(ZhijianDb db, object row, MovedValue value)
    {
        var entry = db.Entry(row).Property(value.Property);
        var type = entry.Metadata.ClrType;
        if (!Equals(entry.CurrentValue, value.After.Deserialize(type, Json))) return false;
        entry.CurrentValue = value.Before.Deserialize(type, Json);
        return true;
    }

    internal static string Store(IReadOnlyList<MovedValue> values) => JsonSerializer.Serialize(values, Json);
    internal static IReadOnlyList<MovedValue> Read(string stored) => JsonSerializer.Deserialize<List<MovedValue>>(stored, Json)!;
}

/// <summary>Workplaces keep one main and names of their own.</summary>
sealed class WorkplaceRows : IMoveWithEmployer
{
    public IReadOnlyList<Type> Types { get; } = [typeof(Workplace)];

    public async Task MoveAsync(EmployerMove move, CancellationToken ct)
    {
        var to = move.To;
        var names = (await move.Db.Set<Workplace>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(w => w.EmployerId == to).Select(w => w.Name).ToListAsync(ct)).ToHashSet();
        foreach (var workplace in await move.RowsAsync<Workplace>(ct))
        {
            move.Set(workplace, nameof(Workplace.IsMain), false);
            move.Set(workplace, nameof(Workplace.Name), Free(names, workplace.Name));
            move.Set(workplace, EmployerMove.EmployerId, to);
        }
    }

    static string Free(HashSet<string> names, string name)
    {
        const string mark = "（并入）";
        var free = name;
        for (var n = 2; !names.Add(free); n++) free = name[..Math.Min(name.Length, RegistryTables.NameLength - 10)] + mark + (n == 2 ? "" : n);
        return free;
    }
}

/// <summary>Of hints there is one for each source and kind: that of the kept file stands.</summary>
sealed class HintRows : IMoveWithEmployer
{
    public IReadOnlyList<Type> Types { get; } = [typeof(Intake.FeedHint)];

    public async Task MoveAsync(EmployerMove move, CancellationToken ct)
    {
        var to = move.To;
        var held = (await move.Db.Set<Intake.FeedHint>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(h => h.EmployerId == to).Select(h => new { h.SourceKey, h.Kind }).ToListAsync(ct)).Select(h => (h.SourceKey, h.Kind)).ToHashSet();
        foreach (var hint in await move.RowsAsync<Intake.FeedHint>(ct))
            if (held.Add((hint.SourceKey, hint.Kind))) move.Set(hint, EmployerMove.EmployerId, to);
    }
}

/// <summary>Of each kind one duty of the employer stays open: the earlier day counts.</summary>
sealed class DueRows : IMoveWithEmployer
{
    public IReadOnlyList<Type> Types { get; } = [typeof(Dues.Due)];

    public async Task MoveAsync(EmployerMove move, CancellationToken ct)
    {
        var to = move.To;
        var held = await move.Db.Set<Dues.Due>().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(d => d.EmployerId == to && d.SettledOn == null && d.WorkplaceId == null).ToDictionaryAsync(d => d.Kind, ct);
        foreach (var due in await move.RowsAsync<Dues.Due>(ct))
        {
            if (due is { SettledOn: null, WorkplaceId: null } && held.TryGetValue(due.Kind, out var stays)) Join(move, due, stays);
            move.Set(due, EmployerMove.EmployerId, to);
        }
    }

    static void Join(EmployerMove move, Dues.Due due, Dues.Due stays)
    {
        if (due.DueOn < stays.DueOn)
        {
            move.Set(stays, nameof(Dues.Due.NextStepOn), due.NextStepOn);
            move.Set(stays, nameof(Dues.Due.Step), due.Step);
            move.Set(stays, nameof(Dues.Due.DueOn), due.DueOn);
        }
        move.Set(due, nameof(Dues.Due.SettledOn), move.Today);
        move.Set(due, nameof(Dues.Due.SettledBy), "档案合并，与保留档案的同类事项合为一项");
        move.Set(due, nameof(Dues.Due.NextStepOn), null);
    }
}

/// <summary>An employer stands on the list of the undeclared once.</summary>
sealed class LeadRows : IMoveWithEmployer
{
    public IReadOnlyList<Type> Types { get; } = [typeof(Undeclared.UndeclaredLead)];

    public async Task MoveAsync(EmployerMove move, CancellationToken ct)
    {
        var to = move.To;
        var held = await move.Db.Set<Undeclared.UndeclaredLead>().IgnoreQueryFilters([Conventions.ScopeFilter]).AnyAsync(l => l.EmployerId == to, ct);
        foreach (var lead in await move.RowsAsync<Undeclared.UndeclaredLead>(ct))
        {
            if (held) move.Set(lead, nameof(Undeclared.UndeclaredLead.State), Undeclared.LeadState.Lapsed);
            else move.Set(lead, EmployerMove.EmployerId, to);
        }
    }
}
