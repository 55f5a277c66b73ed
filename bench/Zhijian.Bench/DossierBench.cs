using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Documents.Pdf;
using Zhijian.Platform.Files;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Cases;

namespace Zhijian.Bench;

/// <summary>A case of N papers bound into one PDF: once when every paper has its own PDF already, once when each is converted on the way.</summary>
internal static class DossierBench
{
    public static async Task<int> RunAsync(string[] args)
    {
        var papers = args is [var many, ..] ? int.Parse(many, CultureInfo.InvariantCulture) : 60;
        var folder = Directory.CreateTempSubdirectory("zhijian-bench-").FullName;
        try
        {
            await using var app = AppHost.Build(new ServerSettings { DataFolder = folder }, Rooms.All, builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
            var setup = app.Services.GetRequiredService<DatabaseSetup>();
            await setup.MigrateAsync(default);
            await setup.SeedAsync(new Demonstration(0), default);
            var id = await CaseAsync(app.Services, papers);
            await BindAsync(app.Services, id, "each paper converted on the way");
            var made = Stopwatch.StartNew();
            await PdfsAsync(app.Services, id);
            Console.WriteLine($"PDF of each paper: {made.Elapsed.TotalSeconds:0.0} s, one after the other");
            await BindAsync(app.Services, id, "papers with their PDF");
            await using var scope = app.Services.CreatePlatformScope();
            var row = await scope.Db().Set<CaseRecord>().AsNoTracking().SingleAsync(c => c.Id == id);
            var store = scope.ServiceProvider.GetRequiredService<FileStore>();
            await using var whole = store.OpenRead(row.DossierHash!);
            if (args is [_, var path])
            {
                await using var copy = File.Create(path);
                await whole.CopyToAsync(copy);
            }
            Console.WriteLine($"{papers:N0} papers, {row.DossierPages:N0} pages, {whole.Length >> 10:N0} KiB, peak {ImportBench.Peak()} MiB");
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    static async Task BindAsync(IServiceProvider services, Guid id, string what)
    {
        await using var scope = services.CreatePlatformScope();
        var took = await ImportBench.TimeAsync(() => scope.ServiceProvider.GetRequiredService<CaseDossier>().MakeAsync(id, (_, _, _) => Task.CompletedTask, default));
        Console.WriteLine($"bound, {what}: {took.TotalSeconds:0.0} s");
    }

    static async Task PdfsAsync(IServiceProvider services, Guid id)
    {
        await using var scope = services.CreatePlatformScope();
        var (db, key) = (scope.Db(), id.ToString());
        var (store, pdf, desk) = (scope.ServiceProvider.GetRequiredService<FileStore>(), scope.ServiceProvider.GetRequiredService<IPdfConverter>(), scope.ServiceProvider.GetRequiredService<PaperDesk>());
        foreach (var paper in await db.Set<Paper>().AsNoTracking().Where(p => p.SubjectId == key && p.PdfHash == null).ToListAsync())
        {
            await using var docx = store.OpenRead(paper.DocxHash);
            using var copy = new MemoryStream();
            await docx.CopyToAsync(copy);
            var receipt = await store.SaveAsync(new MemoryStream(await pdf.ConvertAsync(copy.ToArray())), "paper.pdf", FilePolicy.Evidence, default);
            await desk.AddPdfAsync(paper.Id, receipt.Hash, default);
        }
    }

    /// <summary>Filed in Gongyi; filled up with records of the site.</summary>
    static async Task<Guid> CaseAsync(IServiceProvider services, int papers)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var (first, second, employer) = await AsAsync(services, "gongyi-zf", async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            return ((await db.Users.SingleAsync(u => u.UserName == "gongyi-zf")).Id, (await db.Users.SingleAsync(u => u.UserName == "gongyi-zf2")).Id, (await db.Set<Employer>().FirstAsync(e => e.ScopePath.Contains("410181"))).Id);
        });
        var id = await AsAsync(services, "gongyi-zf", s => s.GetRequiredService<CaseDesk>().RequestAsync(new(null, employer, "OD72-1", "破碎岗位矽尘超标", today.AddDays(-3), null, today.AddDays(-1)), null, default));
        Task StepAsync(string user, CaseActKind kind, CaseStepForm form) => AsAsync(services, user, s => s.GetRequiredService<CaseDesk>().StepAsync(id, kind, form, null, null, default));
        CaseStepForm Form() => new() { First = first, Second = second };
        await StepAsync("gongyi-ju", CaseActKind.File, Form());
        for (var n = 1; n < papers; n++)
        {
            var form = Form();
            form.Record = new() { Kind = "case-site", From = new(9, 0), Until = new(10, 0), Place = $"{n}号车间", Who = "王样张", Role = "厂长", Words = string.Join('\n', Enumerable.Range(1, 12).Select(i => $"{n}号车间第{i}处：除尘设施运行情况和现场积尘情况的记录。")) };
            await StepAsync("gongyi-zf", CaseActKind.CollectEvidence, form);
        }
        return id;
    }

    static async Task<T> AsAsync<T>(IServiceProvider services, string userName, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = services.CreatePlatformScope();
        var db = scope.Db();
        var user = await db.Users.SingleAsync(u => u.UserName == userName);
        scope.ServiceProvider.GetRequiredService<Viewer>().Become((await scope.ServiceProvider.GetRequiredService<ViewerDirectory>().LoadAsync(user.Id, db, default))!, null);
        return await work(scope.ServiceProvider);
    }
}
