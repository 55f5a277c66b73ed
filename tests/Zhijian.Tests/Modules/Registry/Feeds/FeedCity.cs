using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Modules.Registry.Supervision;
using Zhijian.Platform.Access;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Organisations;
using Zhijian.Rules.Identifiers;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Platform.Files.HostileFiles;

namespace Zhijian.Tests.Modules.Registry.Feeds;

/// <summary>Employers that do not exist, and the ways in which lists of them arrive.</summary>
static class FeedCity
{
    public const string Gongyi = "410181", Dengfeng = "410185", Industry = "3082";
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    static int next = 1_000;

    /// <summary>Numbers that no other test uses.</summary>
    public static int Number() => Interlocked.Increment(ref next);

    public static string Code(int n, string division = Gongyi) => UnifiedSocialCreditCode.Create('9', '1', division, OrganisationCode.Create($"MF{n:D6}")).Value;

    /// <summary>Well-formed, with a check character that does not hold.</summary>
    public static string WrongCode(int n) => Code(n)[..17] + (Code(n)[17] == '0' ? '1' : '0');

    public static byte[] Sheet(string[] headings, params string[][] rows) => Xlsx(Rows([headings, .. rows]));

    public static readonly string[] Headings = ["单位名称", "统一社会信用代码", "行政区划", "注册地址", "工作场所地址", "行业代码", "法定代表人", "经营状态"];

    public static string[] Row(int n, string? name = null, string place = "巩义市", string? person = null, string status = "存续", string? address = null, string? code = null) =>
        [name ?? $"巩义市{Word(n)}耐火材料有限公司", code ?? Code(n), place, address ?? $"巩义市米河镇{Word(n)}路{n}号", $"米河镇{Word(n)}路{n}号", Industry, person ?? "张三", status];

    /// <summary>Two characters that differ from those of other numbers.</summary>
    public static string Word(int n) => string.Concat((char)('丁' + n * 7 % 9_000), (char)('亮' + n * 13 % 9_000));

    public static Task<Guid> SourceAsync(TestPlatform platform, string key) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<FeedSource>().Where(x => x.Key == key).Select(x => x.Id).SingleAsync());

    /// <summary>Receives, checks; does not write.</summary>
    public static async Task<Guid> CheckAsync(TestPlatform platform, string user, string source, byte[] file, string name = "名单.xlsx")
    {
        var sourceId = await SourceAsync(platform, source);
        var id = await platform.AsAsync(user, async s => await s.GetRequiredService<FeedDesk>().StartAsync(sourceId, await s.GetRequiredService<ImportDesk>().ReceiveAsync(FeedFileKind.TypeKey, new MemoryStream(file), name, Cancel), true, null, Cancel, inBackground: false));
        await platform.Services.GetRequiredService<ImportRunner>().PreviewAsync(id, await ScopesAsync(platform, user), _ => Task.CompletedTask, Cancel);
        return id;
    }

    public static async Task<(FeedBatch Batch, ImportRun Run)> FeedAsync(TestPlatform platform, string user, string source, byte[] file, string name = "名单.xlsx")
    {
        var id = await CheckAsync(platform, user, source, file, name);
        await platform.AsAsync(user, s => s.GetRequiredService<ImportDesk>().ApplyAsync(id, null, Cancel, inBackground: false));
        await platform.Services.GetRequiredService<ImportRunner>().ApplyAsync(id, await ScopesAsync(platform, user), _ => Task.CompletedTask, Cancel);
        return await ReadAsync(platform, id);
    }

    public static Task<(FeedBatch Batch, ImportRun Run)> ReadAsync(TestPlatform platform, Guid id) => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        return (await db.Set<FeedBatch>().AsNoTracking().SingleAsync(b => b.Id == id), await db.Set<ImportRun>().AsNoTracking().SingleAsync(r => r.Id == id));
    });

    public static async Task<ViewerScopes> ScopesAsync(TestPlatform platform, string user)
    {
        var id = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Users.Where(u => u.UserName == user).Select(u => u.Id).SingleAsync());
        return await ViewerScopes.OfUserAsync(platform.Services.GetRequiredService<IServiceScopeFactory>(), id, Cancel);
    }

    /// <summary>A file written by somebody else, as a declaration or the census would.</summary>
    public static Task<Employer> KnownAsync(TestPlatform platform, string name, string? code = null, string division = Gongyi, string address = "米河镇工业路8号", string source = "declaration:1", Action<Employer>? more = null) =>
        platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var divisions = s.GetRequiredService<DivisionDirectory>();
            await divisions.LoadAsync(db, Cancel);
            var rules = await s.GetRequiredService<Jurisdiction>().RulesAsync(Cancel);
            return await s.GetRequiredService<WritePath>().CommitAsync(new("test.known"), change =>
            {
                var (employer, main) = s.GetRequiredService<EmployerMaker>().Make(new(name, code, divisions.Find(division)!, address, Industry, source), rules, change.At, new(2026, 6, 10));
                more?.Invoke(employer);
                db.AddRange(employer, main);
                return Task.FromResult(employer);
            });
        });

    public static Task<Employer?> FindAsync(TestPlatform platform, string code) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<Employer>().AsNoTracking().SingleOrDefaultAsync(e => e.CreditCode == code));

    public static Task<List<FeedItem>> ItemsAsync(TestPlatform platform, Guid batch) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<FeedItem>().AsNoTracking().Where(i => i.BatchId == batch).OrderBy(i => i.RowNumber).ToListAsync());
}
