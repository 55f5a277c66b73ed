using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Cases.Figures;
using Zhijian.Modules.Credit.Typical;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Service;
using Zhijian.Rules.Penalties;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;
using Zhijian.Tests.Modules.Registry;

namespace Zhijian.Tests.Modules.Cases;

/// <summary>Similar cases, fines that stand out, figures of enforcement and typical cases, from cases that were walked by the rules.</summary>
public sealed class FairnessTests(Platforms platforms)
{
    static readonly CasePerson First = new(Guid.CreateVersion7().ToString(), "甲", "豫A1"), Second = new(Guid.CreateVersion7().ToString(), "乙", "豫A2"), Head = new("3", "丙"), Reviewer = new("4", "丁");

    /// <summary>A decided case of another employer in Dengfeng.</summary>
    static Task DecidedAsync(TestPlatform platform, decimal fine, bool annulled = false, bool several = false) => platform.AsPlatformAsync(async s =>
    {
        var employer = await RegistryRecords.EmployerAsync(s, $"登封示例{Guid.NewGuid():N}厂", "410185", industry: "3011");
        var (db, book) = (s.GetRequiredService<ZhijianDb>(), s.GetRequiredService<CaseBook>());
        var law = await book.LawAsync(default);
        DateOnly start = new(2026, 2, 2);
        var act = book.Catalogue.On("OD72-1", start)!;
        var row = new CaseRecord
        {
            EmployerId = employer.Id, PartyName = employer.Name, IndustryCode = "30", DivisionCode = "410185", CountyCode = "410185", AuthorityCode = "410185", ActCode = act.Code, Cause = act.Act, Facts = $"{employer.Name}超标", ActKey = $"test:{employer.Id:N}",
            FoundOn = start.AddDays(-60), OrderDeadline = start.AddDays(-20), Tier = TierLevel.General,
        };
        var sanction = new Sanction(row.ActKey, act, 0, null, true, true, fine, OrderExpired: true);
        var other = new Charge($"other:{employer.Id:N}", "OD75-5", "安排未经岗前职业健康检查的劳动者作业", start.AddDays(-1));
        Sanction[] sanctions = several ? [sanction, new(other.Key, book.Catalogue.On(other.Code, start)!, 0, null, true, true, 100_000)] : [sanction];
        DateOnly Day(int n) => start.AddDays(n);
        List<CaseAct> acts =
        [
            new RequestFiling(Day(0), First, null, Day(-60)), new ApproveFiling(Day(2), Head, First, Second), new CollectEvidence(Day(3), First, Second, "检测报告"), new FinishInvestigation(Day(15), First, Second, "超标"),
            new ServeNotice(Day(18), sanctions, HearingOffered: true), new LegalReview(Day(38), Reviewer, true, "同意"), new Discuss(Day(39), [Head, Reviewer, First], "同意"), new Decide(Day(40), Head, sanctions, []), new ServeDecision(Day(42), ServiceMethod.Direct),
        ];
        if (several) acts.Insert(3, new AddCharge(Day(4), First, Second, other, "检查时发现"));
        if (annulled) acts.AddRange([new SeekReview(Day(50)), new EndRemedy(Day(90), RemedyOutcome.Annulled)]);
        await s.GetRequiredService<WritePath>().CommitAsync(new("test"), _ =>
        {
            var folder = new CaseFolder(row, []);
            foreach (var step in acts) folder.Apply(step, law, "测试", null, DateTime.UnixEpoch, CaseTexts.Note(step));
            row.DecisionNumber = $"（示）罚{Guid.NewGuid():N}"[..20];
            db.Add(row);
            db.AddRange(folder.Added);
            return Task.CompletedTask;
        });
    });

    [Theory, BothDatabases]
    public async Task A_fine_far_from_similar_cases_is_seen_and_told_to_the_city(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        foreach (var fine in (decimal[])[60_000, 60_000, 70_000, 70_000, 80_000]) await DecidedAsync(platform, fine);
        await DecidedAsync(platform, 200_000, annulled: true);
        // A sum for several acts says nothing about what one of them is worth.
        await DecidedAsync(platform, 200_000, several: true);
        var id = await CasePlay.RipeAsync(platform, 120_000);
        var head = await platform.SignInAsync(CasePlay.Head, platform.PasswordOf(CasePlay.Head));
        var form = await head.PageAsync($"/cases/{id}/approve?kind=Decide");
        foreach (var words in (string[])["近3年同一案由", "全市 5 件，中位数 7万元", "明显偏离同类案件"]) Assert.Contains(words, form.Of("#similar"), StringComparison.Ordinal);
        Assert.DoesNotContain("登封示例", form.Of("#similar"), StringComparison.Ordinal);
        await CasePlay.StepAsync(platform, CasePlay.Head, id, CaseActKind.Decide, await CasePlay.FormAsync(platform, fine: 120_000));

        Assert.Contains("已报市级核查", (await head.PageAsync($"/cases/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await head.GetAsync("/cases/outliers")).StatusCode);
        var city = await platform.SignInAsync("shijianguan", platform.PasswordOf("shijianguan"));
        Assert.Contains("核查罚款偏离", (await city.PageAsync("/todo")).Text, StringComparison.Ordinal);
        var reviewed = await (await city.PageAsync("/cases/outliers")).SubmitAsync(new() { ["opinion"] = "一年内两次超标，可以从重" }, formWith: "opinion");
        Assert.True(reviewed.Status == HttpStatusCode.Redirect, reviewed.Of(".z-errors") ?? reviewed.Text);
        Assert.Contains("一年内两次超标", (await city.PageAsync("/cases/outliers?tab=all")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("核查罚款偏离", (await city.PageAsync("/todo")).Text, StringComparison.Ordinal);
        var outlier = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<FineOutlier>().AsNoTracking().SingleAsync());
        Assert.Equal((5, 120_000m, 70_000m), (outlier.Cases, outlier.Fine, outlier.Median));
        Assert.Contains("已经核查", await CasePlay.RefusedAsync(() => platform.AsAsync("shijianguan", s => s.GetRequiredService<CaseFairness>().ReviewAsync(outlier.Id, "再核", null, default))), StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Figures_count_what_the_lists_show_by_authority_officer_and_month(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await DecidedAsync(platform, 60_000);
        await DecidedAsync(platform, 200_000, annulled: true);
        var id = await CasePlay.RipeAsync(platform);
        await CasePlay.StepAsync(platform, CasePlay.Head, id, CaseActKind.Decide, await CasePlay.FormAsync(platform, fine: 120_000));
        var year = new EnforcementPeriod(new(2026, 1, 1), new(2026, 12, 31), null);
        Task<IReadOnlyList<EnforcementFigure>> OfAsync(string user, EnforcementKind kind) => platform.AsAsync(user, async s => { await s.GetRequiredService<Zhijian.Platform.Organisations.DivisionDirectory>().LoadAsync(s.GetRequiredService<ZhijianDb>()); return await s.GetRequiredService<EnforcementFigures>().OfAsync(kind, year, default); });
        var by = (await OfAsync("shijianguan", EnforcementKind.Authority)).ToDictionary(f => f.Code);
        Assert.Equal((2, 2, 260_000m, 60_000m, 1), (by["410185"].Filed, by["410185"].Decided, by["410185"].FinedFirst, by["410185"].Fined, by["410185"].Lost));
        Assert.Equal((1, 1, 120_000m, 1, 1), (by["410181"].Filed, by["410181"].Decided, by["410181"].Fined, by["410181"].Dangers, by["410181"].Orders));
        // A county sees its own only.
        Assert.Equal(["410181"], (await OfAsync(CasePlay.Head, EnforcementKind.Authority)).Select(f => f.Code));
        var officers = await OfAsync("shijianguan", EnforcementKind.Officer);
        var first = (await Judged.UserAsync(platform, CasePlay.First)).ToString();
        Assert.Equal((1, 1, 1), (officers.Single(f => f.Code == first).Filed, officers.Single(f => f.Code == first).Decided, officers.Single(f => f.Code == first).Orders));
        foreach (var kind in (EnforcementKind[])[EnforcementKind.Type, EnforcementKind.Campaign]) Assert.Empty(await OfAsync("shijianguan", kind));

        var city = await platform.SignInAsync("shijianguan", platform.PasswordOf("shijianguan"));
        foreach (var kind in Enum.GetNames<EnforcementKind>()) Assert.Equal(HttpStatusCode.OK, (await city.PageAsync($"/enforcement?by={kind}")).Status);
        var page = await city.PageAsync("/enforcement");
        Assert.Contains("18万元", page.Of(".z-facts"), StringComparison.Ordinal);
        var decided = page.Document.QuerySelectorAll("tbody a").Select(a => a.GetAttribute("href")!).Single(h => h.Contains("decided.from", StringComparison.Ordinal) && h.EndsWith("authority=410185", StringComparison.Ordinal));
        var list = await city.PageAsync(decided);
        Assert.Equal(2, list.Document.QuerySelectorAll("table.z-table tbody tr").Length);
        Assert.Contains("已撤销", list.Text, StringComparison.Ordinal);
        Assert.Equal([0x50, 0x4B], (await city.GetByteArrayAsync("/enforcement?handler=Month&month=2026-06"))[..2]);
        Assert.Equal([0x50, 0x4B], (await city.GetByteArrayAsync("/enforcement?handler=Export&by=Officer"))[..2]);
        Assert.Equal(HttpStatusCode.BadRequest, (await city.GetAsync("/enforcement?handler=Month&month=2026-13")).StatusCode);
    }

    [Theory, BothDatabases]
    public async Task A_typical_case_is_masked_approved_by_another_and_open_to_all(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var id = await CasePlay.RipeAsync(platform);
        Task<Guid> BeginAsync() => platform.AsAsync("gongyi", s => s.GetRequiredService<TypicalDesk>().BeginAsync(id, null, default));
        Assert.Contains("作出处罚决定后", await CasePlay.RefusedAsync(BeginAsync), StringComparison.Ordinal);
        await CasePlay.StepAsync(platform, CasePlay.Head, id, CaseActKind.Decide, await CasePlay.FormAsync(platform, fine: 120_000));
        var row = await CasePlay.ReadAsync(platform, id);
        var officer = await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi"));
        var begun = await (await officer.PageAsync($"/credit/typical/new?case={id}")).SubmitAsync([], formWith: "case");
        Assert.True(begun.Status == HttpStatusCode.Redirect, begun.Of(".z-errors") ?? begun.Text);
        var path = begun.Location!;
        var edit = await officer.PageAsync(path);
        Assert.DoesNotContain(row.PartyName, edit.Of(".z-form"), StringComparison.Ordinal);
        Assert.Contains("请隐去", (await edit.SubmitAsync(new() { ["Input.Story"] = $"{row.PartyName}超标" }, "Save", formWith: "Input.Story")).Text, StringComparison.Ordinal);
        var saved = await edit.SubmitAsync(new() { ["Input.Story"] = "某企业粉尘超标，逾期未改正", ["submit"] = "true" }, "Save", formWith: "Input.Story");
        Assert.True(saved.Status == HttpStatusCode.Redirect, saved.Of(".z-errors") ?? saved.Text);
        var people = platform.Anonymous();
        var publicPath = path.Replace("/credit/typical/", "/typical-cases/", StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await people.GetAsync(publicPath)).StatusCode);
        var typical = await platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<TypicalCase>().AsNoTracking().SingleAsync());
        Assert.Contains("编写的人员不能审批", await CasePlay.RefusedAsync(() => platform.AsAsync("gongyi", s => s.GetRequiredService<TypicalDesk>().PublishAsync(typical.Id, typical.Version, null, default))), StringComparison.Ordinal);
        var head = await platform.SignInAsync(CasePlay.Head, platform.PasswordOf(CasePlay.Head));
        var published = await (await head.PageAsync(path)).SubmitAsync([], "Publish");
        Assert.True(published.Status == HttpStatusCode.Redirect, published.Of(".z-errors") ?? published.Text);
        var seen = await people.PageAsync(publicPath);
        Assert.Contains("逾期未改正", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(row.PartyName, seen.Html, StringComparison.Ordinal);
        Assert.Contains(typical.Title, (await people.PageAsync("/typical-cases")).Text, StringComparison.Ordinal);
        await (await head.PageAsync(path)).SubmitAsync(new() { ["reason"] = "决定被撤销" }, "Withdraw");
        Assert.Equal(HttpStatusCode.NotFound, (await people.GetAsync(publicPath)).StatusCode);
    }
}
