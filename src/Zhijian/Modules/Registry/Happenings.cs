using Zhijian.Data;
using Zhijian.Platform.Events;
using Zhijian.Rules.Credit;

namespace Zhijian.Modules.Registry;

// What other modules tell the registry. They raise these; the registry keeps its file by them, in the same transaction.

/// <summary>Something that belongs into the employer's time line.</summary>
/// <param name="Kind">Stable key "module.what".</param>
public sealed record EmployerHappening(Guid EmployerId, DateOnly On, string Kind, string Title, string? Detail = null, string? Link = null);

/// <summary>The same happened to many employers at once: one event for all of them.</summary>
public sealed record EmployersHappened(DateOnly On, string Kind, string Title, IReadOnlyList<HappenedTo> To);

public sealed record HappenedTo(Guid EmployerId, string? Link);

/// <summary>The employer's standing in declaration changed.</summary>
public sealed record DeclarationStood(Guid EmployerId, DeclarationStanding Standing, DateOnly? DeclaredOn, DateOnly? Due);

/// <summary>The employer came onto a list of credit or left it (null).</summary>
/// <param name="Source">For instance "credit:（郑）卫职失决〔2026〕1号".</param>
public sealed record CreditStood(Guid EmployerId, CreditMark? Mark, string Source);

/// <summary>An approved declaration says who is exposed to what; replaces what earlier declarations of the workplace said.</summary>
/// <param name="Source">For instance "declaration:410181202600012".</param>
public sealed record ExposuresDeclared(Guid EmployerId, Guid WorkplaceId, int Workers, int DispatchedWorkers, int ExposedWorkers, IReadOnlyList<DeclaredWorkshop> Workshops, string Source);

public sealed record DeclaredWorkshop(string Name, int? ExposedDistinct, IReadOnlyList<DeclaredExposure> Exposures);

public sealed record DeclaredExposure(string FactorCode, int Persons, string? Post = null, decimal? HoursPerDay = null, decimal? DaysPerWeek = null, string? Facilities = null, string? ProtectiveEquipment = null);

// What the registry tells others.

/// <summary>Facts of the file changed; for who recomputes something from them.</summary>
/// <param name="Fields">Property names that changed.</param>
public sealed record EmployerChanged(Guid EmployerId, IReadOnlyList<string> Fields, string Source, DateOnly On);

/// <summary>The time line's writer.</summary>
sealed class TimelineKeeper(ZhijianDb db) : IHandleNow<EmployerHappening>, IHandleNow<EmployersHappened>
{
    public Task HandleAsync(EmployersHappened happened, Change change, CancellationToken ct) =>
        Bulk.InsertAsync(db, change, happened.Kind, happened.To.Select(to => new EmployerEvent
        {
            EmployerId = to.EmployerId, On = happened.On, RecordedAt = change.At, Kind = happened.Kind, Title = happened.Title, Link = to.Link, By = change.Viewer.Name,
        }), ct);

    public Task HandleAsync(EmployerHappening happened, Change change, CancellationToken ct)
    {
        db.Add(new EmployerEvent
        {
            EmployerId = happened.EmployerId, On = happened.On, RecordedAt = change.At, Kind = happened.Kind,
            // The time line tells the beginning; the record behind the link has the whole.
            Title = Texts.Cut(happened.Title, RegistryTables.EventTitle), Detail = Texts.CutIfAny(happened.Detail, RegistryTables.EventDetail), Link = happened.Link, By = change.Viewer.Name,
        });
        return Task.CompletedTask;
    }
}
