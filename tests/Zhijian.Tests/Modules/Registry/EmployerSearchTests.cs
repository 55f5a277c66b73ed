using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Search;
using Zhijian.Platform.Reference;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Modules.Registry;

/// <summary>The index of pairs against string.Contains, on both databases.</summary>
public sealed class EmployerSearchTests(Platforms platforms)
{
    static readonly string[] Pieces = ["郑州", "巩义", "示例", "耐火", "材料", "机械", "（", "）", "(", ")", "有限", "公司", "A1", "é", "𠮷", "·", "“", "'", "%", "_", "\\", "\"", " ", "　", "分", "厂", "OR", "*", "３号", "-"];

    static string Random(Random random, int most) => string.Concat(Enumerable.Range(0, random.Next(1, most)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    [Theory, BothDatabases]
    public async Task Random_parts_of_random_names_find_exactly_the_rows_that_contain_them(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var random = new Random(20260610);
        var made = Enumerable.Range(0, 150).Select(i => Make(platform, "甲" + Random(random, 9))).ToList();
        await LoadAsync(platform, made);
        var texts = made.ToDictionary(e => e.Id, e => e.SearchText);
        await platform.AsPlatformAsync(async s =>
        {
            var (search, db) = (s.GetRequiredService<EmployerSearch>(), s.GetRequiredService<ZhijianDb>());
            for (var round = 0; round < 300; round++)
            {
                var text = texts.Values.ElementAt(random.Next(texts.Count));
                var start = random.Next(text.Length - 1);
                var question = round % 4 == 0 ? Random(random, 4) : text.Substring(start, random.Next(1, Math.Min(12, text.Length - start)));
                var terms = EmployerSearch.Terms(question);
                if (terms.Count == 0) continue;
                var expected = texts.Where(t => terms.All(term => t.Value.Contains(term, StringComparison.Ordinal))).Select(t => t.Key).Order().ToList();

                var hits = await search.FindAsync(terms, [], default);
                var rows = db.Set<Employer>().Where(e => texts.Keys.Contains(e.Id));
                if (hits.Ids is { } ids)
                {
                    Assert.Empty(expected.Except(ids));
                    rows = rows.Where(e => EF.Parameter(ids).Contains(e.Id));
                }
                Assert.Equal(expected, (await EmployerList.Containing(rows, terms).Select(e => e.Id).ToListAsync()).Order());
            }
        });
    }

    [Theory, BothDatabases]
    public async Task What_changes_is_found_anew_and_what_is_merged_away_no_more(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await Files.MakeAsync(platform, "巩义市变更前铝业有限公司");
        Assert.Equal([id], await FindAsync(platform, "变更前铝"));
        Assert.Equal([id], await FindAsync(platform, "gysbgq"));
        var code = (await Files.ReadAsync(platform, id)).CreditCode!;
        Assert.Equal([id], await FindAsync(platform, code[..10]));
        Assert.Equal([id], await FindAsync(platform, code[5..]));

        await platform.AsAsync("gongyi", async s => await s.GetRequiredService<EmployerDesk>().EditAsync(id, 0, new("巩义市更名后铝业有限公司", code, "3240"), default));
        Assert.Equal([id], await FindAsync(platform, "更名后铝"));
        // 曾用名 finds it, too.
        Assert.Equal([id], await FindAsync(platform, "变更前铝"));
        Assert.Equal([id], await FindAsync(platform, "铝业 更名"));

        var other = await Files.MakeAsync(platform, "另一家");
        await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.merge"), async _ =>
            (await s.GetRequiredService<ZhijianDb>().Set<Employer>().SingleAsync(e => e.Id == id)).MergedIntoId = other));
        Assert.Empty(await FindAsync(platform, "更名后铝"));
        await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.undo"), async _ =>
            (await s.GetRequiredService<ZhijianDb>().Set<Employer>().SingleAsync(e => e.Id == id)).MergedIntoId = null));
        Assert.Equal([id], await FindAsync(platform, "更名后铝"));
    }

    [Theory, BothDatabases]
    public async Task Rows_that_were_loaded_in_bulk_are_found(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await LoadAsync(platform, [.. Enumerable.Range(0, 20).Select(i => Make(platform, $"批量导入{i}号耐火厂"))]);
        Assert.Equal(20, (await FindAsync(platform, "批量导入")).Count);
        Assert.Single(await FindAsync(platform, "入7号"));
    }

    static Employer Make(TestPlatform platform, string name) => new()
    {
        Name = name, DivisionCode = Files.Gongyi, ScopePath = "410000/410100/410181/", CountyCode = Files.Gongyi, SupervisorCode = Files.Gongyi, IndustryCode = "3089",
        Source = "test", CreatedAt = DateTime.UnixEpoch, SearchText = platform.Services.GetRequiredService<SearchTexts>().Of(name, []),
    };

    static Task LoadAsync(TestPlatform platform, List<Employer> rows) => platform.AsPlatformAsync(s =>
        s.GetRequiredService<WritePath>().CommitAsync(new("test.bulk"), change => Bulk.InsertAsync(s.GetRequiredService<ZhijianDb>(), change, "test", rows, default)));

    [Theory, BothDatabases]
    public async Task A_word_in_very_many_rows_is_counted_as_many_and_its_pages_are_those_of_the_whole_list(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var names = Enumerable.Range(0, 6_000).Select(i => $"{"甲乙丙丁戊己庚辛"[i % 8]}{i:D4}号{(i % 2 == 0 ? "耐火材料" : "机械制造")}厂").ToList();
        await LoadAsync(platform, [.. names.Select(n => Make(platform, n))]);
        var client = await platform.SignInAsync("gongyi");

        var many = await client.PageAsync("/registry?q=号&size=200&page=2");
        Assert.Equal("5,000+", many.Of(".z-list-total strong"));
        Assert.Equal([.. names.Order(StringComparer.Ordinal).Skip(200).Take(200)], many.Document.QuerySelectorAll("tbody td[data-label=单位名称]").Select(c => c.TextContent.Trim()).ToArray());
        if (database == Database.Sqlite)
            await platform.AsAsync("gongyi", async s =>
            {
                // By sorting what was found, and by walking the names: the same rows, none of another place.
                var search = s.GetRequiredService<EmployerSearch>();
                foreach (var (terms, properties) in ((string[], string[])[])[(["材料"], []), (["材料"], ["xstatusOperating"]), (["号"], ["xcounty410181"])])
                {
                    var sorted = await search.FirstByNameAsync(terms, properties, "410000/410100/410181/", 250, EmployerSearch.MostSorted, default);
                    Assert.Equal(250, sorted!.Count);
                    Assert.Equal(sorted, await search.FirstByNameAsync(terms, properties, "410000/410100/410181/", 250, 100, default));
                    Assert.Empty((await search.FirstByNameAsync(terms, properties, "410000/410100/410185/", 250, 100, default))!);
                }
            });
        Assert.Contains("5,000+", (await client.PageAsync("/registry?status=Operating")).Of(".z-list-total strong"), StringComparison.Ordinal);

        var half = await client.PageAsync("/registry?q=材料厂&size=200&page=3");
        Assert.Equal("3,000", half.Of(".z-list-total strong"));
        var expected = names.Where(n => n.Contains("材料厂", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Skip(400).Take(200).ToHashSet();
        Assert.Equal(expected, half.Document.QuerySelectorAll("tbody td[data-label=单位名称]").Select(c => c.TextContent.Trim()).ToHashSet());
        Assert.Equal("1", (await client.PageAsync("/registry?q=甲0008")).Of(".z-list-total strong"));
        Assert.Equal("0", (await client.PageAsync("/registry?q=耐火机械")).Of(".z-list-total strong"));
    }

    static Task<IReadOnlyList<Guid>> FindAsync(TestPlatform platform, string q) => platform.AsAsync("gongyi", async s =>
        (IReadOnlyList<Guid>)[.. (await s.GetRequiredService<EmployerQueries>().FindAsync(q, 50, default)).Select(e => e.Id)]);
}
