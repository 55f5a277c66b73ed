using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Registry;

/// <summary>
/// Whoever changes facts of a file does it here: what follows from them is worked out anew, every field's former value is
/// kept with its source, the time line gets a line, and others hear of it.
/// </summary>
public sealed class FileKeeper(ZhijianDb db, Viewer viewer, DivisionDirectory divisions, Jurisdiction jurisdiction, EmployerMaker maker, SizeTable sizes, ViewerDirectory directory)
{
    const int TextLength = RegistryTables.AddressLength, DetailLength = 500;

    /// <param name="source">Source key with what identifies the fact there, see <see cref="FieldChange.Source"/>.</param>
    /// <param name="title">Of the line in the time line; null when whoever asks writes his own.</param>
    /// <returns>Names of the fields that changed; empty when nothing did.</returns>
    public async Task<IReadOnlyList<string>> ChangeAsync(Change change, Employer employer, string source, string? title, Action edit, CancellationToken ct)
    {
        var before = FieldWords.Read(employer);
        var formerName = employer.Name;
        edit();
        await DeriveAsync(employer, change, ct);
        var changed = Record(change, employer.Id, null, before, FieldWords.Read(employer), source);
        if (changed.Count == 0) return [];
        if (employer.Name != formerName)
            db.Add(new FormerName { EmployerId = employer.Id, Name = formerName, Until = Today(change).AddDays(-1), Source = source });
        if (changed.Any(c => c.Field is nameof(Employer.Name) or nameof(Employer.CreditCode) or nameof(Employer.RegistrationNumber)))
            await WriteSearchAsync(employer, ct);
        if (changed.Any(c => c.Field is nameof(Employer.Name) or nameof(Employer.CreditCode) or nameof(Employer.DivisionCode)))
            await FollowAsync(change, employer, ct);
        return Tell(change, employer.Id, changed, source, title);
    }

    public async Task<IReadOnlyList<string>> ChangeAsync(Change change, Workplace workplace, OwnershipLevel ownership, string source, string? title, Action edit, CancellationToken ct)
    {
        var before = FieldWords.Read(workplace);
        edit();
        await divisions.LoadAsync(db, ct);
        var place = divisions.Find(workplace.DivisionCode)!;
        workplace.CountyCode = Jurisdiction.CountyOf(place);
        workplace.SupervisorCode = Jurisdiction.SupervisorOf(await jurisdiction.RulesAsync(ct), Matters.Supervision, ownership, place, Today(change));
        var changed = Record(change, workplace.EmployerId, workplace.Id, before, FieldWords.Read(workplace), source);
        if (changed.Count == 0) return [];
        if (changed.Any(c => c.Field == nameof(Workplace.DivisionCode))) await MovePartsAsync(workplace, ct);
        return Tell(change, workplace.EmployerId, changed, source, title is null ? null : $"{title}：{workplace.Name}");
    }

    public static DateOnly Today(Change change) => ChinaTime.DateOf(change.At);

    async Task DeriveAsync(Employer employer, Change change, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var place = divisions.Find(employer.DivisionCode) ?? throw new Refusal("请选择行政区划。", nameof(Employer.DivisionCode));
        employer.CountyCode = Jurisdiction.CountyOf(place);
        employer.SupervisorCode = Jurisdiction.SupervisorOf(await jurisdiction.RulesAsync(ct), Matters.Supervision, employer.OwnershipLevel, place, Today(change));
        employer.CodeStanding = EmployerMaker.StandingOf(employer.CreditCode);
        employer.Size = sizes.Of(employer.IndustryCode, employer.Workers, employer.Revenue, employer.Assets, Today(change));
    }

    List<FieldChange> Record(Change change, Guid employerId, Guid? workplaceId, Dictionary<string, string?> before, Dictionary<string, string?> after, string source)
    {
        var changed = after.Where(a => before[a.Key] != a.Value).Select(a => new FieldChange
        {
            EmployerId = employerId, WorkplaceId = workplaceId, Field = a.Key, Before = Texts.CutIfAny(before[a.Key], TextLength), After = Texts.CutIfAny(a.Value, TextLength),
            Source = source, By = viewer.Name, At = change.At,
        }).ToList();
        db.AddRange(changed);
        return changed;
    }

    string[] Tell(Change change, Guid employerId, List<FieldChange> changed, string source, string? title)
    {
        if (title is not null)
        {
            var detail = string.Join("；", changed.Select(c => $"{FieldWords.Title(c)}：{FieldWords.Show(c.Field, c.Before, divisions)} → {FieldWords.Show(c.Field, c.After, divisions)}"));
            change.Raise(new EmployerHappening(employerId, Today(change), "registry.changed", Texts.Cut(title, 200), Texts.CutIfAny(detail, DetailLength)));
        }
        string[] fields = [.. changed.Select(c => c.WorkplaceId is null ? c.Field : $"{nameof(Workplace)}.{c.Field}")];
        change.Raise(new EmployerChanged(employerId, fields, source, Today(change)));
        return fields;
    }

    /// <summary>Found by former names, too.</summary>
    public async Task WriteSearchAsync(Employer employer, CancellationToken ct)
    {
        var former = await db.Set<FormerName>().Where(n => n.EmployerId == employer.Id).Select(n => n.Name).ToListAsync(ct);
        var added = db.ChangeTracker.Entries<FormerName>().Where(e => e.State == EntityState.Added && e.Entity.EmployerId == employer.Id).Select(e => e.Entity.Name);
        employer.SearchText = maker.Search(employer.Name, [employer.CreditCode, employer.RegistrationNumber, .. former.Concat(added).Distinct()]);
    }

    /// <summary>The organisation with the accounts bears the same name and code and lies in the same place, and its users with it.</summary>
    async Task FollowAsync(Change change, Employer employer, CancellationToken ct)
    {
        var organisation = await db.Set<Organisation>().IgnoreQueryFilters([Conventions.ScopeFilter]).SingleOrDefaultAsync(o => o.Id == employer.Id, ct);
        if (organisation is null) return;
        organisation.Name = employer.Name;
        change.AfterCommit(directory.Forget);
        if (employer.CreditCode is not null) organisation.CreditCode = employer.CreditCode;
        if (organisation.DivisionCode == employer.DivisionCode) return;
        organisation.DivisionCode = employer.DivisionCode;
        foreach (var user in await db.Users.IgnoreQueryFilters([Conventions.ScopeFilter]).Where(u => u.OrganisationId == employer.Id).ToListAsync(ct))
            user.DivisionCode = employer.DivisionCode;
    }

    async Task MovePartsAsync(Workplace workplace, CancellationToken ct)
    {
        foreach (var part in await db.Set<Workshop>().Where(p => p.WorkplaceId == workplace.Id).ToListAsync(ct)) part.DivisionCode = workplace.DivisionCode;
        foreach (var part in await db.Set<JobPost>().Where(p => p.WorkplaceId == workplace.Id).ToListAsync(ct)) part.DivisionCode = workplace.DivisionCode;
        foreach (var part in await db.Set<Exposure>().Where(p => p.WorkplaceId == workplace.Id).ToListAsync(ct))
            (part.DivisionCode, part.CountyCode) = (workplace.DivisionCode, workplace.CountyCode);
        foreach (var finding in await db.Set<Risk.ExposureFinding>().Where(f => f.WorkplaceId == workplace.Id).ToListAsync(ct)) finding.DivisionCode = workplace.DivisionCode;
    }
}
