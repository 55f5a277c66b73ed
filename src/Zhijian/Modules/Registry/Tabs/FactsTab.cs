using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Registry;
using Zhijian.Rules.Text;

namespace Zhijian.Modules.Registry.Tabs;

/// <summary>基本信息 with the lineage of every field: a click on a field shows what it was and who said so.</summary>
sealed class FactsTab(ZhijianDb db, DivisionDirectory divisions, ReferenceDirectory reference, SizeTable sizes, Viewer viewer, TimeProvider clock) : IEmployerTab
{
    const int MostChanges = 200;
    public string Key => "facts";
    public string Title => "基本信息";
    public int Order => 20;
    public string View => "/Modules/Registry/Tabs/_Facts.cshtml";

    public sealed record Fact(string Field, string Title, string Text, bool HasHistory, string? Hint = null);
    public sealed record Line(string Before, string After, string Source, string By, DateTime At);
    public sealed record Model(IReadOnlyList<Fact> Facts, string? Field, string? FieldTitle, IReadOnlyList<Line> Lines, EmployerTabContext Context);

    public async Task<object> ModelAsync(EmployerTabContext context, CancellationToken ct)
    {
        var e = context.Employer;
        await divisions.LoadAsync(db, ct);
        var changed = await db.Set<FieldChange>().Where(c => c.EmployerId == e.Id && c.WorkplaceId == null).Select(c => c.Field).Distinct().ToListAsync(ct);
        var names = await reference.IndustryNamesAsync(ct);
        var field = context.Request["field"] is { } asked && FieldWords.OfEmployer.ContainsKey(asked) ? asked : null;
        var lines = field is null ? [] : await db.Set<FieldChange>().AsNoTracking().Where(c => c.EmployerId == e.Id && c.WorkplaceId == null && c.Field == field)
            .OrderByDescending(c => c.At).ThenByDescending(c => c.Id).Take(MostChanges).ToListAsync(ct);
        return new Model([.. Facts(e, names).Select(f => f with { HasHistory = changed.Contains(f.Field) })], field, field is null ? null : FieldWords.OfEmployer[field],
            [.. lines.Select(l => new Line(Show(l.Before), Show(l.After), FieldWords.Source(l.Source), l.By, l.At))], context);

        string Show(string? stored) => field == nameof(Employer.IndustryCode) && stored is not null && names.TryGetValue(stored, out var name) ? $"{stored} {name}" : FieldWords.Show(field!, stored, divisions);
    }

    IEnumerable<Fact> Facts(Employer e, IReadOnlyDictionary<string, string> industries)
    {
        yield return Of(nameof(e.Name), e.Name);
        yield return Of(nameof(e.CreditCode), e.CreditCode, e.CodeStanding == CodeStanding.CheckFailed ? e.CodeStanding.ChineseName() : null);
        yield return Of(nameof(e.RegistrationNumber), e.RegistrationNumber);
        yield return Of(nameof(e.DivisionCode), divisions.Name(e.DivisionCode));
        yield return Of(nameof(e.SupervisorCode), divisions.Name(e.SupervisorCode));
        yield return Of(nameof(e.RegisteredAddress), e.RegisteredAddress);
        yield return Of(nameof(e.IndustryCode), $"{e.IndustryCode} {industries.GetValueOrDefault(e.IndustryCode)}");
        yield return Of(nameof(e.RegistrationType), e.RegistrationType.ChineseName());
        yield return Of(nameof(e.OwnershipLevel), e.OwnershipLevel.ChineseName());
        yield return Of(nameof(e.Size), e.Size?.ChineseName() ?? "不能确定", SizeHint(e));
        yield return Of(nameof(e.Revenue), Money(e.Revenue));
        yield return Of(nameof(e.Assets), Money(e.Assets));
        yield return Of(nameof(e.LegalRepresentative), e.LegalRepresentative);
        yield return Of(nameof(e.Principal), e.Principal);
        // Whoever keeps the file needs the number; others see that there is one.
        yield return Of(nameof(e.Phone), e.Phone is null ? null : viewer.May(RegistryModule.Edit) || viewer.OrganisationId == e.Id ? e.Phone : Mask.Phone(e.Phone));
        yield return Of(nameof(e.EstablishedOn), e.EstablishedOn is { } day ? Display.Date(day) : null);
        yield return Of(nameof(e.Status), e.Status.ChineseName());
        if (e.ClosedOn is { } closed) yield return Of(nameof(e.ClosedOn), Display.Date(closed));
        yield return Of(nameof(e.Workers), Persons(e.Workers));
        yield return Of(nameof(e.DispatchedWorkers), Persons(e.DispatchedWorkers));
        yield return Of(nameof(e.ExposedWorkers), Persons(e.ExposedWorkers));
    }

    /// <summary>Why the size is what it is, or what is missing to tell.</summary>
    string SizeHint(Employer e)
    {
        var answer = sizes.Judge(e.IndustryCode, e.Workers, e.Revenue, e.Assets, ChinaTime.DateOf(clock.GetUtcNow()));
        if (answer.Group is null) return "该行业不在划型办法所列行业内";
        var missing = string.Join("、", answer.Missing.Select(m => m switch { SizeFigure.Workers => "劳动者总人数", SizeFigure.Revenue => "营业收入", _ => "资产总额" }));
        return answer.Size is null ? $"按{answer.Group.Name}划型，缺少{missing}" : $"按{answer.Group.Name}划型：{answer.Group.Basis}";
    }

    static Fact Of(string field, string? text, string? hint = null) => new(field, FieldWords.OfEmployer[field], string.IsNullOrWhiteSpace(text) ? Display.Nothing : text, false, hint);
    static string? Persons(int? count) => count is { } n ? $"{Display.Count(n)} 人" : null;
    static string? Money(decimal? amount) => amount is { } n ? Display.Number(n) : null;
}
