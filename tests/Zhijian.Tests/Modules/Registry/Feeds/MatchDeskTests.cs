using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Feeds.Confirming;
using Zhijian.Modules.Registry.Feeds.Intake;
using Zhijian.Tests.Harness;
using static Zhijian.Tests.Modules.Registry.Feeds.FeedCity;

namespace Zhijian.Tests.Modules.Registry.Feeds;

public sealed class MatchDeskTests(Platforms platforms)
{
    static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    static readonly string[] Taxes = ["纳税人名称", "纳税人识别号", "生产经营地址", "行业代码", "法定代表人"];

    static Task As(TestPlatform platform, string user, Func<MatchDesk, Task> act) => platform.AsAsync(user, s => act(s.GetRequiredService<MatchDesk>()));

    /// <summary>A record of the tax office without a code, like a firm on file but for its legal representative.</summary>
    static async Task<(Employer Known, FeedItem Item)> AskedAsync(TestPlatform platform, string name, string person = "李四", string user = "gongyi")
    {
        var known = await KnownAsync(platform, $"巩义市{name}有限公司", more: e => e.LegalRepresentative = "张三");
        var (batch, _) = await FeedAsync(platform, user, "tax", Sheet(Taxes, [$"{name}有限责任公司", "", "巩义市米河镇工业路8号", Industry, person]));
        Assert.Equal(1, batch.ToConfirm);
        return (known, Assert.Single(await ItemsAsync(platform, batch.Id)));
    }

    static Task<FeedItem> ReadAsync(TestPlatform platform, Guid id) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<FeedItem>().AsNoTracking().SingleAsync(i => i.Id == id));

    [Theory, BothDatabases]
    public async Task A_person_accepts_and_the_record_is_applied(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var n = Number();
        var (known, item) = await AskedAsync(platform, $"{Word(n)}炉料");
        var candidate = Assert.Single(MatchDesk.Candidates(item.Working));
        Assert.Equal((known.Id, 0.9), (candidate.EmployerId, candidate.Score));
        Assert.Contains(candidate.Evidence, e => e.Part == "得分" && e.Says.Contains("名称 1.00×0.65"));
        Assert.Equal("李四", MatchDesk.Record(item)!.LegalRepresentative);

        await As(platform, "dengfeng", d => Assert.ThrowsAsync<NotFoundException>(() => d.AcceptAsync(item.Id, known.Id, null, Cancel)));
        await As(platform, "gongyi", d => Assert.ThrowsAsync<NotFoundException>(() => d.AcceptAsync(item.Id, Guid.NewGuid(), null, Cancel)));
        await As(platform, "gongyi", d => d.AcceptAsync(item.Id, known.Id, null, Cancel));
        var done = await ReadAsync(platform, item.Id);
        Assert.Equal((FeedDecision.Accepted, known.Id, null), (done.Decision, done.EmployerId!.Value, done.Payload));
        // The declaration goes before the tax office: the file keeps its legal representative.
        await platform.AsPlatformAsync(async s => Assert.Equal("张三", (await s.GetRequiredService<ZhijianDb>().Set<Employer>().SingleAsync(e => e.Id == known.Id)).LegalRepresentative));
        await As(platform, "gongyi", async d => Assert.Contains("已由巩义监管科（示例）处理", (await Assert.ThrowsAsync<Refusal>(() => d.MakeNewAsync(item.Id, null, Cancel))).Message));
    }

    [Theory, BothDatabases]
    public async Task Somebody_else_gets_a_file_of_his_own_and_what_is_useless_none(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var (a, b) = (Number(), Number());
        var (known, item) = await AskedAsync(platform, $"{Word(a)}炉料");
        await As(platform, "gongyi", d => d.DeferAsync(item.Id, Cancel));
        Assert.True((await ReadAsync(platform, item.Id)).Deferred);
        await As(platform, "gongyi", d => d.MakeNewAsync(item.Id, null, Cancel));
        var done = await ReadAsync(platform, item.Id);
        Assert.NotEqual(known.Id, done.EmployerId);
        await platform.AsPlatformAsync(async s =>
        {
            var made = await s.GetRequiredService<ZhijianDb>().Set<Employer>().SingleAsync(e => e.Id == done.EmployerId);
            Assert.Equal(($"{Word(a)}炉料有限责任公司", CodeStanding.Missing, Gongyi), (made.Name, made.CodeStanding, made.CountyCode));
        });

        var (_, useless) = await AskedAsync(platform, $"{Word(b)}炉料");
        await As(platform, "gongyi", d => d.DismissAsync(useless.Id, "已拆除", null, Cancel));
        Assert.Equal(FeedDecision.Dismissed, (await ReadAsync(platform, useless.Id)).Decision);
    }

    [Theory, BothDatabases]
    public async Task A_code_whose_check_fails_is_asked_about_unless_the_register_says_it(Database database)
    {
        var platform = await platforms.SharedAsync(database);
        var n = Number();
        var (batch, _) = await FeedAsync(platform, "gongyi", "tax", Sheet(Taxes, [$"{Word(n)}铸管有限公司", WrongCode(n), "巩义市米河镇工业路8号", Industry, "张三"]));
        Assert.Equal(new FeedCounts(0, 0, 0, 1, 0), batch.Counts);
        var item = Assert.Single(await ItemsAsync(platform, batch.Id));
        Assert.Contains("校验位不符", item.Message);
        Assert.Equal("410181100", item.DivisionCode);
        await As(platform, "gongyi", d => d.MakeNewAsync(item.Id, null, Cancel));
        Assert.Equal(CodeStanding.CheckFailed, (await FindAsync(platform, WrongCode(n)))!.CodeStanding);
    }

    [Theory, BothDatabases]
    public async Task All_above_a_score_are_accepted_at_once_but_not_the_doubtful(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (a, b, c) = (Number(), Number(), Number());
        var (first, clear) = await AskedAsync(platform, $"{Word(a)}炉料");
        await KnownAsync(platform, $"巩义市{Word(b)}炉料有限公司", more: e => e.LegalRepresentative = "张三");
        var (_, doubtful) = await AskedAsync(platform, $"{Word(b)}炉料");
        Assert.Equal(2, MatchDesk.Candidates(doubtful.Working).Count);
        var (_, selected) = await AskedAsync(platform, $"{Word(c)}炉料");
        await As(platform, "gongyi", async d => Assert.Equal((1, 0), await d.AcceptAboveAsync(990, [selected.Id], Cancel)));
        await As(platform, "gongyi", async d => Assert.Equal((0, 0), await d.AcceptAboveAsync(950, null, Cancel)));
        await As(platform, "dengfeng", async d => Assert.Equal((0, 0), await d.AcceptAboveAsync(600, null, Cancel)));
        await As(platform, "gongyi", async d => Assert.Equal((1, 1), await d.AcceptAboveAsync(900, null, Cancel)));
        Assert.Equal((FeedDecision.Accepted, FeedDecision.None), ((await ReadAsync(platform, clear.Id)).Decision, (await ReadAsync(platform, doubtful.Id)).Decision));
        Assert.Equal(first.Id, (await ReadAsync(platform, clear.Id)).EmployerId);
        await As(platform, "gongyi", d => Assert.ThrowsAsync<Refusal>(() => d.AcceptAboveAsync(100, null, Cancel)));
    }
}
