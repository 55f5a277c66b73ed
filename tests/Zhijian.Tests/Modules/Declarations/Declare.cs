using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Declarations;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Declarations;

/// <summary>Steps of declarations as people take them, for the tests of the module.</summary>
static partial class Declare
{
    [GeneratedRegex(@"/my/declarations/([0-9a-f-]{36})")]
    private static partial Regex Ids();

    public static DeclarationForm Form(int exposed = 20, string factor = "D01") => new()
    {
        EmployerName = "测试用人单位", CreditCode = "91410181MA0000011X", RegisteredAddress = "巩义市测试路1号", WorkplaceAddress = "巩义市测试路1号", Size = "Small", IndustryCode = "3089",
        RegistrationType = "LimitedLiability", LegalRepresentative = "张测试", Phone = "0371-60000000", PrincipalPerson = "张测试", Reporter = "李测试", ReporterPhone = "13800000000",
        HasManagementUnit = true, FullTimeManagers = 1, PartTimeManagers = 0, TotalWorkers = 60, DispatchedWorkers = 0, CumulativeCases = 0, TotalExposed = exposed,
        Workshops = [new() { Name = "破碎车间", Distinct = exposed, Hazards = [new() { FactorCode = factor, Persons = exposed }, new() { FactorCode = "P01", Persons = exposed }] }],
    };

    /// <summary>An employer with a file, made by the registry's own maker.</summary>
    public static async Task<(Employer Employer, Workplace Workplace)> EmployerAsync(IServiceProvider services, string division, Guid? id = null, string? name = null)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var divisions = services.GetRequiredService<DivisionDirectory>();
        await divisions.LoadAsync(db);
        if (id is { } known && await db.Set<Employer>().SingleOrDefaultAsync(e => e.Id == known) is { } held) return (held, await db.Set<Workplace>().SingleAsync(w => w.EmployerId == known && w.IsMain));
        var rules = await services.GetRequiredService<Jurisdiction>().RulesAsync(default);
        var draft = new EmployerDraft(name ?? $"矩阵用人单位{Guid.NewGuid():N}"[..20], null, divisions.Find(division)!, "测试路1号", "3089", "test") { Workers = 60, LegalRepresentative = "张测试", Principal = "张测试" };
        var (employer, main) = services.GetRequiredService<EmployerMaker>().Make(draft, rules, new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc), new(2026, 6, 1), id);
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.employer"), _ => { db.AddRange(employer, main); return Task.CompletedTask; });
        return (employer, main);
    }

    /// <summary>A declaration in a state, without the steps that lead there.</summary>
    public static async Task<HazardDeclaration> PutAsync(IServiceProvider services, string division, DeclarationState state, Guid? employerId = null, DeclarationForm? form = null, string? authority = null)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var factorOf = await services.GetRequiredService<FactorCatalogue>().LoadAsync(default);
        var (employer, place) = await EmployerAsync(services, division, employerId);
        var number = await db.Set<HazardDeclaration>().CountAsync(d => d.WorkplaceId == place.Id) + 1;
        if (number > 1 && DeclarationMachine.IsOpen(state) && await db.Set<HazardDeclaration>().FirstOrDefaultAsync(d => d.WorkplaceId == place.Id && d.IsOpen) is { } open) return open;
        var made = new HazardDeclaration
        {
            EmployerId = employer.Id, WorkplaceId = place.Id, DivisionCode = place.DivisionCode, CountyCode = place.CountyCode, AuthorityCode = authority ?? place.CountyCode,
            Kind = DeclarationKind.Initial, Edition = "2019", Number = number, EmployerName = employer.Name, IndustryCode = "3089", StartedAt = DateTime.UnixEpoch, SavedAt = DateTime.UnixEpoch,
        };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.declaration"), _ =>
        {
            var filled = (form ?? Form()) with { EmployerName = employer.Name };
            if (DeclarationMachine.IsEditable(state)) made.SaveDraft(filled);
            else db.AddRange(made.Take(filled, factorOf));
            made.MoveTo(state);
            if (state != DeclarationState.Draft) (made.SubmittedAt, made.FiledOn, made.DeadlineOn) = (DateTime.UnixEpoch, new DateOnly(2026, 6, 9), new DateOnly(2026, 6, 16));
            db.Add(made);
            return Task.CompletedTask;
        });
        return made;
    }

    public static Task<HazardDeclaration> ReadAsync(TestPlatform platform, Guid id) =>
        platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<HazardDeclaration>().AsNoTracking().SingleAsync(d => d.Id == id));

    /// <summary>Begins by the button of the employer's page.</summary>
    public static async Task<Guid> StartAsync(HttpClient client, DeclarationKind kind, bool quick = false)
    {
        var page = await client.PageAsync("/my/declarations");
        var button = page.Document.QuerySelectorAll("button[formaction]").Select(b => b.GetAttribute("formaction")!)
            .First(a => a.Contains($"kind={kind}", StringComparison.Ordinal) && a.Contains("quick=true", StringComparison.OrdinalIgnoreCase) == quick);
        var form = page.Document.QuerySelector("form[action*='Start'], form input[name='workplace']")!.Closest("form")!;
        var fields = form.QuerySelectorAll("input[name]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).ToList();
        var answer = await client.PostPageAsync(button, fields);
        Assert.True(answer.Status == HttpStatusCode.Redirect, answer.Text);
        return Guid.Parse(Ids().Match(answer.Location!).Groups[1].Value);
    }

    static Dictionary<string, string?> Basics => new()
    {
        ["Input.EmployerName"] = "巩义市示例耐火材料有限公司", ["Input.RegisteredAddress"] = "巩义市示例路1号", ["Input.WorkplaceAddress"] = "巩义市示例路1号", ["Input.Size"] = "Small", ["Input.IndustryCode"] = "3089",
        ["Input.RegistrationType"] = "LimitedLiability", ["Input.LegalRepresentative"] = "张示例", ["Input.Phone"] = "0371-60000000", ["Input.PrincipalPerson"] = "张示例",
        ["Input.Reporter"] = "李示例", ["Input.ReporterPhone"] = "13800000000",
    };

    /// <summary>Fills steps 1 to 3 by their pages: every row of step 2 with the same persons.</summary>
    public static async Task FillAsync(HttpClient client, Guid id, int persons, Dictionary<string, string?>? more = null)
    {
        var path = $"/my/declarations/{id}/edit";
        var basics = Basics;
        foreach (var (key, value) in more ?? []) basics[key] = value;
        var page = await (await client.PageAsync(path)).SubmitAsync(basics, "Next");
        Assert.True(page.Status == HttpStatusCode.Redirect, page.Of(".z-errors") ?? page.Text);
        page = await client.FollowAsync(page);
        if (page.Document.QuerySelector("[data-workshop]") is null) page = await client.FollowAsync(await page.SubmitAsync([], "AddWorkshop"));
        var rows = page.Document.QuerySelectorAll("[data-workshop] input[name]").Select(i => i.GetAttribute("name")!).ToDictionary(n => n, n => (string?)(
            n.EndsWith(".FactorCode", StringComparison.Ordinal) ? page.Document.QuerySelector($"[name='{n}']")!.GetAttribute("value") is { Length: > 0 } held ? held : "D01"
            : n.EndsWith(".Name", StringComparison.Ordinal) ? page.Document.QuerySelector($"[name='{n}']")!.GetAttribute("value") is { Length: > 0 } name ? name : "破碎车间" : $"{persons}"));
        page = await page.SubmitAsync(rows, "Next");
        Assert.True(page.Status == HttpStatusCode.Redirect, page.Of(".z-errors") ?? page.Text);
        page = await (await client.FollowAsync(page)).SubmitAsync(new()
        {
            ["Input.TotalWorkers"] = "90", ["Input.DispatchedWorkers"] = "0", ["Input.TotalExposed"] = $"{persons}", ["Input.CumulativeCases"] = "0", ["Input.HasManagementUnit"] = "True",
            ["Input.FullTimeManagers"] = "1", ["Input.PartTimeManagers"] = "0",
        }, "Next");
        Assert.True(page.Status == HttpStatusCode.Redirect, page.Of(".z-errors") ?? page.Text);
    }

    public static async Task<WebPage> SubmitAsync(HttpClient client, Guid id) => await (await client.PageAsync($"/my/declarations/{id}/edit?step=4")).SubmitAsync([], "Submit");

    /// <summary>Presses a button of the reviewer's page.</summary>
    public static async Task<WebPage> ActAsync(HttpClient client, Guid id, string handler, Dictionary<string, string?>? values = null) =>
        await (await client.PageAsync($"/declarations/{id}")).SubmitAsync(values ?? [], handler);

    /// <summary>From filed to effective, by the reviewer's pages.</summary>
    public static async Task<string> AcceptAsync(TestPlatform platform, HttpClient reviewer, Guid id)
    {
        foreach (var handler in (string[])["Approve", "Paper", "Receipt"])
        {
            var page = await ActAsync(reviewer, id, handler);
            Assert.True(page.Status == HttpStatusCode.Redirect, $"{handler}: {page.Of(".z-errors") ?? page.Text}");
        }
        return (await ReadAsync(platform, id)).ReceiptNumber!;
    }
}
