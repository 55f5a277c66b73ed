using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Monitoring.Institutions;
using Zhijian.Modules.Oversight.Warnings;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Organisations;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;
using Zhijian.Tests.Modules.Registry;
using Zhijian.Tests.Platform.Access;

namespace Zhijian.Tests.Modules.Oversight;

public sealed class WarningTests(Platforms platforms)
{
    [Theory, BothDatabases]
    public async Task What_is_overdue_warns_once_is_told_and_closes_when_it_is_done(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var employer = await Judged.EmployerOfAsync(platform);
        await LookAsync(platform);
        var before = await WarningsAsync(platform, "test-overdue", employer);
        Assert.DoesNotContain(before, w => w.State != WarningState.Closed);
        await RaiseAsync(platform, new DueArose(employer, null, "monitoring.test", "定期检测", "示例", Judged.Today.AddDays(-400), Judged.Today.AddDays(-20)));
        await LookAsync(platform);
        await LookAsync(platform);
        var warning = Assert.Single(await WarningsAsync(platform, "test-overdue", employer));
        Assert.Equal((1L, Judged.Today.AddDays(-20), WarningState.Open, Judged.Today), (warning.Amount, warning.Since, warning.State, warning.ToldOn!.Value));
        Assert.StartsWith("巩义市：", warning.ToldTo, StringComparison.Ordinal);
        Assert.True(await HasTodoAsync(platform, "test-overdue@410181"));
        Assert.Contains("预警：定期检测逾期", (await (await platform.SignInAsync("gongyi")).PageAsync("/notices")).Text, StringComparison.Ordinal);

        // The county sees and handles it; the city sees it and does not; another county does not see it.
        var (gongyi, city, dengfeng) = (await platform.SignInAsync("gongyi"), await platform.SignInAsync("shijianguan"), await platform.SignInAsync("dengfeng"));
        var path = $"/oversight/warnings/{warning.Id}";
        Assert.Equal(HttpStatusCode.NotFound, (await dengfeng.GetAsync(path)).StatusCode);
        Assert.Contains("1 项逾期，最早应于 2026-05-21 前办理", (await city.PageAsync(path)).Text, StringComparison.Ordinal);
        Assert.Null((await city.PageAsync(path)).Document.QuerySelector("textarea[name=note]"));
        Assert.Contains("请填写处置情况", (await (await gongyi.PageAsync(path)).SubmitAsync(new() { ["note"] = " " })).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await (await gongyi.PageAsync(path)).SubmitAsync(new() { ["note"] = "已电话督促，约定月底检测" })).Status);
        var handled = await gongyi.PageAsync(path);
        Assert.Contains("已电话督促，约定月底检测", handled.Text, StringComparison.Ordinal);
        Assert.Equal(WarningState.Handled, Assert.Single(await WarningsAsync(platform, "test-overdue", employer)).State);

        // It still stands: after its days it asks again.
        await LookAsync(platform);
        Assert.Equal(WarningState.Handled, Assert.Single(await WarningsAsync(platform, "test-overdue", employer)).State);
        platform.Clock.Advance(TimeSpan.FromDays(31));
        await LookAsync(platform);
        Assert.Equal(WarningState.Open, Assert.Single(await WarningsAsync(platform, "test-overdue", employer)).State);

        await RaiseAsync(platform, new DueSettled(employer, null, "monitoring.test", Judged.Today.AddDays(31), "示例"));
        await LookAsync(platform);
        var closed = Assert.Single(await WarningsAsync(platform, "test-overdue", employer));
        Assert.Equal((WarningState.Closed, Judged.Today.AddDays(31)), (closed.State, closed.ClosedOn!.Value));
        Assert.Contains("原因消除", (await (await platform.SignInAsync("gongyi", platform.PasswordOf("gongyi"))).PageAsync(path)).Text, StringComparison.Ordinal);
    }

    [Theory, BothDatabases]
    public async Task Every_kind_of_rule_finds_its_cause(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var employer = await Judged.EmployerOfAsync(platform);
        // A sudden change of the exposed.
        await platform.AsPlatformAsync(s => s.GetRequiredService<WritePath>().CommitAsync(new("test.edit"), async _ =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var file = await db.Set<Employer>().SingleAsync(e => e.Id == employer);
            file.ExposedWorkers = 500;
            db.Add(new FieldChange { EmployerId = employer, Field = nameof(Employer.ExposedWorkers), Before = "40", After = "500", Source = "test", By = "test", At = platform.Clock.GetUtcNow().UtcDateTime.AddDays(-3) });
        }));
        // Three employers of one industry and township with the same factor.
        await ClusterAsync(platform, employer);
        // A certificate that ends soon.
        var certificate = await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var institution = await db.Set<Organisation>().FirstAsync(o => o.Kind == OrganisationKind.ServiceInstitution);
            var made = new InstitutionCertificate { InstitutionId = institution.Id, DivisionCode = institution.DivisionCode, Grade = "乙级", Number = "测-2026", Scopes = "化工", Area = "41", ValidFrom = new(2030, 1, 1), ValidTo = Judged.Today.AddYears(20) };
            await s.GetRequiredService<WritePath>().CommitAsync(new("test.certificate"), _ =>
            {
                db.Add(made);
                return Task.CompletedTask;
            });
            return made.Id;
        });
        await LookAsync(platform);
        var exposed = Assert.Single(await WarningsAsync(platform, "employer-exposed", employer));
        Assert.Equal((500L, 40L), (exposed.Amount, exposed.Before!.Value));
        var cluster = Assert.Single(await AllAsync(platform), w => w.RuleCode == "cluster-factor" && w.Subject.EndsWith("|D01", StringComparison.Ordinal) && w.Amount >= 3);
        Assert.Equal("410181", cluster.AuthorityCode);
        Assert.DoesNotContain(await AllAsync(platform), w => w.RuleCode == "institution-certificate" && w.Subject.Equals(certificate.ToString(), StringComparison.OrdinalIgnoreCase));
        platform.Clock.Advance(TimeSpan.FromDays(365 * 20 - 10));
        await LookAsync(platform);
        Assert.Contains(await AllAsync(platform), w => w.RuleCode == "institution-certificate" && w.Subject.Equals(certificate.ToString(), StringComparison.OrdinalIgnoreCase) && w.State == WarningState.Open && w.AuthorityCode == "410100");
        Assert.Contains(await AllAsync(platform), w => w.RuleCode == "cluster-factor" && w.Id == cluster.Id && w.State == WarningState.Closed);
    }

    [Theory, BothDatabases]
    public async Task The_list_filters_and_exports_and_the_rules_show_their_basis(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        await RaiseAsync(platform, new DueArose(await Judged.EmployerOfAsync(platform), null, "declaration.yearly", "年度更新", "示例", Judged.Today.AddDays(-400), Judged.Today.AddDays(-2)));
        await LookAsync(platform);
        var (city, dengfeng) = (await platform.SignInAsync("shijianguan"), await platform.SignInAsync("dengfeng"));
        var all = await city.PageAsync("/oversight/warnings?tab=all&rule=declaration-overdue&kind=Due&county=410181");
        Assert.Contains("职业病危害申报逾期", all.Text, StringComparison.Ordinal);
        Assert.NotEqual("0", all.Of(".z-list-total strong"));
        Assert.Equal("0", (await dengfeng.PageAsync("/oversight/warnings?tab=all&county=410181")).Of(".z-list-total strong") ?? "0");
        foreach (var odd in (string[])["tab=x", "kind=9", "rule='", "county=x", "found.from=zz"]) Assert.Equal(HttpStatusCode.OK, (await city.GetAsync($"/oversight/warnings?{odd}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await city.GetAsync("/oversight/warnings?handler=Export&tab=all")).StatusCode);
        Assert.Contains("同一乡镇同一行业同一因素多家超标", (await city.PageAsync("/oversight/warnings/rules")).Text, StringComparison.Ordinal);
        // Asked for, it looks at once, by a job.
        var job = (await city.PostPageAsync("/oversight/warnings?handler=Now", [new("__RequestVerificationToken", (await city.PageAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!)])).Location!;
        await city.PageUntilAsync(job, "已完成");
    }

    [Theory, BothDatabases]
    public async Task Each_rule_of_the_table_runs_on_the_database(Database database)
    {
        await using var platform = await platforms.FreshAsync(database);
        var (found, _) = await LookAsync(platform);
        Assert.Equal(found, (await AllAsync(platform)).Count(w => w.ClosedOn is null));
        Assert.All(await AllAsync(platform), w => Assert.NotNull(w.ToldTo));
    }

    static Task ClusterAsync(TestPlatform platform, Guid employer) => platform.AsPlatformAsync(async s =>
    {
        var db = s.GetRequiredService<ZhijianDb>();
        var own = await db.Set<Employer>().AsNoTracking().SingleAsync(e => e.Id == employer);
        var others = await db.Set<Employer>().AsNoTracking().Where(e => e.Id != employer).OrderBy(e => e.Id).Take(2).ToListAsync();
        await s.GetRequiredService<WritePath>().CommitAsync(new("test.cluster"), _ =>
        {
            foreach (var of in (Employer[])[own, .. others])
                db.Add(new HiddenDanger
                {
                    EmployerId = of.Id, EmployerName = of.Name, IndustryCode = "30", DivisionCode = own.DivisionCode, CountyCode = own.CountyCode, AuthorityCode = own.SupervisorCode,
                    SourceKey = $"cluster-{of.Id}", Finding = "超标", Article = "示例", FactorCode = "D01", FactorName = "矽尘", FoundOn = Judged.Today.AddDays(-30),
                });
            return Task.CompletedTask;
        });
    });

    static Task RaiseAsync(TestPlatform platform, object happened) => platform.AsPlatformAsync(s => RegistryRecords.RaiseAsync(s, happened));

    internal static Task<(int Found, int Closed)> LookAsync(TestPlatform platform) => platform.Services.GetRequiredService<WarningNight>().LookAsync(null, default);

    static Task<List<EarlyWarning>> AllAsync(TestPlatform platform) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<EarlyWarning>().AsNoTracking().ToListAsync());

    static Task<List<EarlyWarning>> WarningsAsync(TestPlatform platform, string rule, Guid employer) =>
        platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<EarlyWarning>().AsNoTracking().Where(w => w.RuleCode == rule && w.EmployerId == employer).ToListAsync());

    static Task<bool> HasTodoAsync(TestPlatform platform, string key) => platform.AsPlatformAsync(s => s.GetRequiredService<NoticeBoard>().IsOpenAsync(WarningDesk.Subject, key, default));
}

sealed class WarningTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["oversight/warnings/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        if (organisationId is not null) return null;
        var warning = new EarlyWarning { RuleCode = "test-overdue", Kind = WarningKind.Due, Subject = Guid.NewGuid().ToString(), Title = "矩阵", DivisionCode = divisionCode, AuthorityCode = divisionCode, Amount = 1, FoundOn = new(2026, 6, 1) };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { services.GetRequiredService<ZhijianDb>().Add(warning); return Task.CompletedTask; });
        return new(warning.Id.ToString(), null);
    }
}
