using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference;
using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations;

/// <summary>An open duty of an employer to declare, change, renew or cancel.</summary>
public sealed record OpenDue(Guid? WorkplaceId, DeclarationTrigger Trigger, DateOnly On, DateOnly DueOn, string Title, string Basis, string? Cause);

/// <summary>The duties of declaration among the registry's dues: which trigger opens which, until when, and what is open.</summary>
public sealed class DeclarationDues(ZhijianDb db, DeclarationBook book, ReferenceDirectory reference)
{
    public const string Prefix = "declaration.";

    static readonly (DeclarationTrigger Trigger, DeclarationKind Kind, string Key)[] Kinds =
    [
        (DeclarationTrigger.HazardFound, DeclarationKind.Initial, Prefix + "initial"),
        (DeclarationTrigger.ProjectAccepted, DeclarationKind.Change, Prefix + "change-project"),
        (DeclarationTrigger.ProcessChanged, DeclarationKind.Change, Prefix + "change-process"),
        (DeclarationTrigger.RegisteredFactChanged, DeclarationKind.Change, Prefix + "change-fact"),
        (DeclarationTrigger.TestDiffers, DeclarationKind.Change, Prefix + "change-test"),
        (DeclarationTrigger.YearPassed, DeclarationKind.Yearly, Prefix + "yearly"),
        (DeclarationTrigger.ProductionEnded, DeclarationKind.Cancellation, Prefix + "cancel"),
    ];

    public static IEnumerable<string> KeysOf(DeclarationKind kind) => Kinds.Where(k => k.Kind == kind).Select(k => k.Key);
    public static DeclarationKind? KindOf(DeclarationTrigger trigger) => Kinds.Where(k => k.Trigger == trigger).Select(k => (DeclarationKind?)k.Kind).SingleOrDefault();
    static string KeyOf(DeclarationTrigger trigger) => Kinds.Single(k => k.Trigger == trigger).Key;

    /// <summary>Null when no term is known, or the calendar does not reach so far.</summary>
    public async Task<DateOnly?> LastDayAsync(DeclarationTrigger trigger, DateOnly on, CancellationToken ct) =>
        book.Clock(trigger, on) is { } clock ? clock.LastDay(on, await reference.CalendarAsync(ct)) : null;

    /// <summary>Opens the duty. One whose trigger lies before the order has no term and opens none.</summary>
    /// <param name="never">No earlier than this: a duty that a return opens again gets time to be fulfilled.</param>
    public async Task ArisesAsync(Change change, Guid employerId, Guid? workplaceId, DeclarationTrigger trigger, DateOnly on, string cause, CancellationToken ct, DateOnly? never = null)
    {
        if (book.Clock(trigger, on) is not { } clock || await LastDayAsync(trigger, on, ct) is not { } last) return;
        Arises(change, employerId, workplaceId, trigger, on, never > last ? never.Value : last, clock.Term.Article, cause);
    }

    public static void Arises(Change change, Guid employerId, Guid? workplaceId, DeclarationTrigger trigger, DateOnly on, DateOnly due, string basis, string cause) =>
        change.Raise(new DueArose(employerId, workplaceId, KeyOf(trigger), TitleOf(trigger), basis, on, due, cause, "/my/declarations"));

    static string TitleOf(DeclarationTrigger trigger) => KindOf(trigger) switch
    {
        DeclarationKind.Initial => "职业病危害项目初次申报",
        DeclarationKind.Yearly => "职业病危害项目年度更新",
        DeclarationKind.Cancellation => "职业病危害项目申报注销",
        _ => $"职业病危害项目变更申报：{trigger.ChineseName()}",
    };

    /// <summary>A filing fulfils every open duty of its kind at the workplace.</summary>
    public static void Settle(Change change, HazardDeclaration declaration, DateOnly on)
    {
        foreach (var key in KeysOf(declaration.Kind))
        {
            change.Raise(new DueSettled(declaration.EmployerId, declaration.WorkplaceId, key, on, $"{declaration.Kind.ChineseName()} {on:yyyy-MM-dd} 提交"));
            // A duty that was known before the workplace was.
            if (declaration.Kind == DeclarationKind.Initial) change.Raise(new DueSettled(declaration.EmployerId, null, key, on, $"初次申报 {on:yyyy-MM-dd} 提交"));
        }
    }

    public async Task<IReadOnlyList<OpenDue>> OpenAsync(Guid employerId, CancellationToken ct) =>
        [.. (await db.Set<Due>().AsNoTracking().Where(d => d.EmployerId == employerId && d.SettledOn == null && d.Kind.StartsWith(Prefix)).OrderBy(d => d.DueOn).ToListAsync(ct)).SelectMany(Of)];

    /// <summary>Open duties of many employers, in one query.</summary>
    public async Task<ILookup<Guid, OpenDue>> OpenAsync(IReadOnlyCollection<Guid> employerIds, Scope scope, CancellationToken ct)
    {
        Guid[] wanted = [.. employerIds];
        return (await db.Set<Due>().AsNoTracking().InScopeOf(scope).Where(d => EF.Parameter(wanted).Contains(d.EmployerId) && d.SettledOn == null && d.Kind.StartsWith(Prefix)).OrderBy(d => d.DueOn).ToListAsync(ct))
            .SelectMany(d => Of(d).Select(o => (d.EmployerId, Due: o))).ToLookup(x => x.EmployerId, x => x.Due);
    }

    static IEnumerable<OpenDue> Of(Due due) => Kinds.Where(k => k.Key == due.Kind).Select(k => new OpenDue(due.WorkplaceId, k.Trigger, due.TriggeredOn, due.DueOn, due.Title, due.Basis, due.Cause));

    /// <summary>Key of the duty that a trigger opens, as the registry knows it.</summary>
    public static string KeyOf(OpenDue due) => KeyOf(due.Trigger);

    /// <summary>The nearest open duty that a filing of this kind would fulfil.</summary>
    public async Task<OpenDue?> OpenAsync(Guid employerId, Guid workplaceId, DeclarationKind kind, CancellationToken ct) =>
        (await OpenAsync(employerId, ct)).FirstOrDefault(d => KindOf(d.Trigger) == kind && (d.WorkplaceId is null || d.WorkplaceId == workplaceId));
}
