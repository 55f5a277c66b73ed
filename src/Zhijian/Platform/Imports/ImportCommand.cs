using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Hosting.Commands;

namespace Zhijian.Platform.Imports;

/// <summary><c>import KIND FILE</c>: checks a sheet, prints what is wrong, writes the good rows.</summary>
static class ImportCommand
{
    const int Done = ExitCode.Done, Unreadable = ExitCode.WrongUsage, SomeRowsBad = ExitCode.ProblemsFound;
    const string Name = "命令行";

    /// <summary>
    /// Imports as the platform itself, in this process; a running server does not take it up. Killed, it goes on when the
    /// same import is continued on its page.
    /// </summary>
    /// <param name="services">The root of a host that was built, started or not.</param>
    /// <param name="again">Take a file that was imported before.</param>
    /// <returns>0: every row was written; 3: some rows were bad and are printed, the others were written; 2: the file could not be read, or the kind is unknown.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, string kindKey, string path, TextWriter output, CancellationToken ct, bool again = false)
    {
        var kinds = services.GetRequiredService<ImportKinds>();
        if (kinds.All.All(k => k.Key != kindKey))
        {
            await output.WriteLineAsync($"没有可导入的表 {kindKey} · unknown kind；可用 · known: {string.Join("、", kinds.All.Select(k => $"{k.Key}（{k.Title}）"))}");
            return Unreadable;
        }
        var scopes = ViewerScopes.OfPlatform(services.GetRequiredService<IServiceScopeFactory>(), Name);
        var runner = services.GetRequiredService<ImportRunner>();
        try
        {
            var id = await StartAsync(scopes, kindKey, path, again, ct);
            await runner.PreviewAsync(id, scopes, _ => Task.CompletedTask, ct);
            var preview = (await ReadAsync(scopes, id, ct)).ReadPreview()!;
            await PrintAsync(output, preview);
            if (preview.Good == 0) return preview.Bad == 0 ? Done : SomeRowsBad;
            await InScopeAsync(scopes, s => s.GetRequiredService<ImportDesk>().ApplyAsync(id, null, ct, inBackground: false));
            await runner.ApplyAsync(id, scopes, _ => Task.CompletedTask, ct);
            var run = await ReadAsync(scopes, id, ct);
            await output.WriteLineAsync($"已写入 {run.Written:N0} 行，未导入 {run.Skipped:N0} 行 · written {run.Written}, not written {run.Skipped}");
            return run.Skipped == 0 ? Done : SomeRowsBad;
        }
        catch (DuplicateFileException twice)
        {
            await output.WriteLineAsync($"{twice.Message.Split('。')[0]}。确需再次导入请加 --again · imported before; add --again to import it once more");
            return Unreadable;
        }
        catch (Exception e) when (e is Refusal or FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            await output.WriteLineAsync(e is Refusal ? e.Message : $"无法读取文件 {path} · cannot read the file");
            return Unreadable;
        }
    }

    static async Task<Guid> StartAsync(ViewerScopes scopes, string kindKey, string path, bool again, CancellationToken ct)
    {
        await using var file = File.OpenRead(path);
        await using var scope = scopes.CreateAsyncScope();
        var desk = scope.ServiceProvider.GetRequiredService<ImportDesk>();
        var sheet = await desk.ReceiveAsync(kindKey, file, Path.GetFileName(path), ct);
        return await desk.StartAsync(sheet, again, null, ct, inBackground: false);
    }

    static async Task<ImportRun> ReadAsync(ViewerScopes scopes, Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.Db().Set<ImportRun>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
    }

    static async Task InScopeAsync(ViewerScopes scopes, Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    static async Task PrintAsync(TextWriter output, SheetPreview preview)
    {
        await output.WriteLineAsync($"共 {preview.Rows:N0} 行，可导入 {preview.Good:N0} 行，有问题 {preview.Bad:N0} 行 · {preview.Rows} rows, {preview.Bad} with problems");
        foreach (var note in preview.Notes) await output.WriteLineAsync($"  {note}");
        foreach (var problem in preview.Problems)
            await output.WriteLineAsync($"  第 {problem.RowNumber} 行　{problem.ColumnTitle}：{problem.Message}（{problem.RawValue ?? "空"}）");
        if (preview.ProblemCount > preview.Problems.Count) await output.WriteLineAsync($"  …… 另有 {preview.ProblemCount - preview.Problems.Count:N0} 处");
    }
}
