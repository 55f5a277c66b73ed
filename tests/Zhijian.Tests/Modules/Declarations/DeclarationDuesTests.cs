using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Declarations;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Events;
using Zhijian.Platform.Files;
using Zhijian.Rules.Declarations;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Platform.Access;

namespace Zhijian.Tests.Modules.Declarations;

public sealed class DeclarationDuesTests(Platforms platforms)
{
    static Task RaiseAsync(TestPlatform platform, object happened, Func<ZhijianDb, Task>? before = null) => platform.AsPlatformAsync(s =>
        s.GetRequiredService<WritePath>().CommitAsync(new("test.raise"), async change =>
        {
            if (before is not null) await before(s.GetRequiredService<ZhijianDb>());
            change.Raise(happened);
        }));

    static Task<List<string>> ArisenAsync(TestPlatform platform, Guid employer) => platform.AsPlatformAsync(async s =>
        (await s.GetRequiredService<ZhijianDb>().Set<EventMessage>().Where(e => e.Type.EndsWith("DueArose")).OrderBy(e => e.Id).Select(e => e.Body).ToListAsync())
            .Where(b => b.Contains(employer.ToString(), StringComparison.Ordinal)).ToList());

    [Theory, BothDatabases]
    public async Task The_platform_calls_for_changes_by_itself_with_the_terms_of_the_law(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var declared = await platform.AsPlatformAsync(s => Declare.PutAsync(s, "410181", DeclarationState.Effective));
        var day = new DateOnly(2026, 6, 10);
        // Nothing that the form says differs: no duty.
        await RaiseAsync(platform, new EmployerChanged(declared.EmployerId, [nameof(Employer.Phone)], "user", day));
        Assert.Empty(await ArisenAsync(platform, declared.EmployerId));

        await RaiseAsync(platform, new EmployerChanged(declared.EmployerId, [nameof(Employer.LegalRepresentative)], "register:1", day),
            async db => (await db.Set<Employer>().SingleAsync(e => e.Id == declared.EmployerId)).LegalRepresentative = "王新任");
        var arisen = await ArisenAsync(platform, declared.EmployerId);
        Assert.Contains("declaration.change-fact", arisen[^1]);
        Assert.Contains("2026-06-25", arisen[^1]);

        await RaiseAsync(platform, new DeclarationCalledFor(declared.EmployerId, declared.WorkplaceId, DeclarationTrigger.ProjectAccepted, day, "示例项目竣工验收"));
        arisen = await ArisenAsync(platform, declared.EmployerId);
        Assert.Contains("declaration.change-project", arisen[^1]);
        Assert.Contains("2026-07-10", arisen[^1]);

        await RaiseAsync(platform, new DeclarationCalledFor(declared.EmployerId, null, DeclarationTrigger.TestDiffers, day, "报告发现未申报的苯"));
        Assert.Contains("declaration.change-test", (await ArisenAsync(platform, declared.EmployerId))[^1]);

        await RaiseAsync(platform, new EmployerChanged(declared.EmployerId, [nameof(Employer.Status)], "register:2", day),
            async db =>
            {
                (await db.Set<Employer>().SingleAsync(e => e.Id == declared.EmployerId)).Status = EmployerStatus.Revoked;
                (await db.Set<Workplace>().SingleAsync(w => w.Id == declared.WorkplaceId)).Status = EmployerStatus.Revoked;
            });
        Assert.Contains("declaration.cancel", (await ArisenAsync(platform, declared.EmployerId))[^1]);

        var never = await platform.AsPlatformAsync(s => Declare.EmployerAsync(s, "410181"));
        await RaiseAsync(platform, new DeclarationCalledFor(never.Employer.Id, never.Workplace.Id, DeclarationTrigger.ProjectAccepted, day, "示例项目竣工验收"));
        Assert.Contains("declaration.initial", (await ArisenAsync(platform, never.Employer.Id))[^1]);
    }

    [Theory, BothDatabases]
    public async Task An_overdue_duty_is_recorded_once_with_its_article(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (employer, place) = await platform.AsPlatformAsync(s => Declare.EmployerAsync(s, "410181"));
        Due Duty(string kind, DateOnly due) => new()
        {
            EmployerId = employer.Id, EmployerName = employer.Name, WorkplaceId = place.Id, DivisionCode = place.DivisionCode, CountyCode = place.CountyCode, SupervisorCode = place.CountyCode, Kind = kind, Title = "申报", Basis = "第八条",
            TriggeredOn = due.AddDays(-15), DueOn = due,
        };
        await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.due"), _ =>
        {
            s.GetRequiredService<ZhijianDb>().AddRange(Duty("declaration.change-fact", new(2026, 6, 9)), Duty("declaration.initial", new(2026, 6, 1)), Duty("declaration.yearly", new(2026, 6, 10)), Duty("monitoring.test", new(2026, 1, 1)));
            return Task.CompletedTask;
        }));
        var today = new DateOnly(2026, 6, 10);
        Assert.Equal(2, await platform.AsPlatformAsync(s => s.GetRequiredService<LatenessDesk>().DetectAsync(today, default)));
        Assert.Equal(0, await platform.AsPlatformAsync(s => s.GetRequiredService<LatenessDesk>().DetectAsync(today, default)));
        var codes = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<DeclarationOffence>().Where(o => o.EmployerId == employer.Id).OrderBy(o => o.Code).Select(o => o.Code).ToListAsync());
        Assert.Equal(["DECL-01", "DECL-02"], codes);
    }

    [Theory, BothDatabases]
    public async Task The_desks_pages_list_filter_export_and_count(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await platform.AsPlatformAsync(async s =>
        {
            for (var i = 0; i < 3; i++) await Declare.PutAsync(s, i == 0 ? "410185" : "410181", DeclarationState.Submitted);
            await Declare.PutAsync(s, "410181", DeclarationState.Effective);
        });
        var county = await platform.SignInAsync("gongyi");
        Assert.Equal(2, (await county.PageAsync("/declarations")).Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(3, (await county.PageAsync("/declarations?tab=all")).Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(1, (await county.PageAsync("/declarations?tab=all&state=Effective")).Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(0, (await county.PageAsync("/declarations?tab=all&class=3")).Document.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(HttpStatusCode.OK, (await county.PageAsync("/declarations?tab=overdue&q=%25&filed.from=2026-01-01&sort=deadline&dir=desc")).Status);
        foreach (var path in (string[])["/declarations?handler=Export&tab=all", "/declarations/statistics?handler=Export&by=Industry"])
        {
            using var zip = new ZipArchive(await county.GetStreamAsync(path));
            Assert.Contains(zip.Entries, e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal));
        }
        foreach (var by in (string[])["County", "Industry", "HazardClass", "Authority", "nonsense"])
            Assert.Contains("申报率", (await county.PageAsync($"/declarations/statistics?by={by}")).Text);
        var forms = await county.PageAsync("/declarations/forms");
        Assert.Contains("快速申报", forms.Text);
        Assert.Contains("DECL-04", forms.Text);
    }
}

sealed class DeclarationTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes =>
    [
        "declarations/{id:guid}", "my/declarations/{id:guid}", "my/declarations/{id:guid}/edit", "my/declarations/{id:guid}/quick", "my/declarations/{id:guid}/print", "my/declarations/{id:guid}/form.docx",
        "my/declarations/{id:guid}/sheet", "my/declarations/{id:guid}/filled.xlsx",
    ];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var made = await Declare.PutAsync(services, divisionCode, DeclarationState.Draft, organisationId);
        return new(made.Id.ToString(), made.EmployerId);
    }
}

sealed class ReceiptTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => 
    [
        "my/declarations/{id:guid}/receipt/docx", "my/declarations/{id:guid}/receipt/pdf",
        "api/v1/declarations/{id:guid}", "api/v1/declarations/{id:guid}/status", "api/v1/declarations/{id:guid}/submit",
    ];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var made = await Declare.PutAsync(services, divisionCode, DeclarationState.Effective, organisationId);
        var file = await services.GetRequiredService<FileStore>().SaveAsync(new MemoryStream(PaperTemplates.BuiltIn(DeclarationReceipt.Form)), "矩阵.docx", FilePolicy.Templates);
        var paper = new Paper
        {
            Kind = "matrix", Title = "矩阵回执", Number = $"矩{Guid.NewGuid():N}", Authority = "矩阵", SealText = "矩阵", IssuedOn = new(2026, 6, 10), DocxHash = file.Hash, PdfHash = file.Hash,
            Code = VerificationCode.New().Value, DivisionCode = divisionCode, SubjectKind = "Matrix", SubjectId = "1", IssuedBy = "矩阵", IssuedAt = DateTime.UnixEpoch,
        };
        var db = services.GetRequiredService<ZhijianDb>();
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { db.Add(paper); made.ReceiptPaperId = paper.Id; return Task.CompletedTask; });
        return new(made.Id.ToString(), made.EmployerId);
    }
}
