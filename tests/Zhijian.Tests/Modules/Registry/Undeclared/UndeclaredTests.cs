using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Modules.Registry.Undeclared;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Organisations;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Platform.Access;

namespace Zhijian.Tests.Modules.Registry.Undeclared;

public sealed class UndeclaredTests(Platforms platforms)
{
    static Task<int> FindAsync(TestPlatform platform) => platform.AsPlatformAsync(s => s.GetRequiredService<UndeclaredFinder>().FindAllAsync(default));

    static Task<UndeclaredLead?> LeadAsync(TestPlatform platform, Employer employer) => platform.AsPlatformAsync(s =>
        s.GetRequiredService<ZhijianDb>().Set<UndeclaredLead>().AsNoTracking().SingleOrDefaultAsync(l => l.EmployerId == employer.Id));

    static Task<Employer> MakeAsync(TestPlatform platform, string name, Action<Employer>? more = null, string industry = "3089", string division = OrganisationDemonstration.Township) =>
        platform.AsPlatformAsync(s => RegistryRecords.EmployerAsync(s, name, division, more, industry: industry));

    [Theory, BothDatabases]
    public async Task The_list_takes_who_probably_has_hazards_and_has_not_declared(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var severe = await MakeAsync(platform, "应报耐火示例有限公司");
        var known = await MakeAsync(platform, "应报软件示例有限公司", e => e.HasPhysical = true, industry: "6513");
        var harmless = await MakeAsync(platform, "无害软件示例有限公司", industry: "6513");
        var declared = await MakeAsync(platform, "已报耐火示例有限公司", e => e.DeclarationStanding = DeclarationStanding.Valid);
        var closed = await MakeAsync(platform, "关闭耐火示例有限公司", e => e.Status = EmployerStatus.Closed);
        Assert.True(await FindAsync(platform) >= 2);
        Assert.Equal(0, await FindAsync(platform));

        var lead = await LeadAsync(platform, severe);
        Assert.Equal((LeadState.Found, 100), (lead!.State, lead.Score));
        Assert.Contains("耐火材料制品制造", lead.Reasons, StringComparison.Ordinal);
        Assert.Equal(LeadState.Found, (await LeadAsync(platform, known))!.State);
        Assert.All([await LeadAsync(platform, harmless), await LeadAsync(platform, declared), await LeadAsync(platform, closed)], Assert.Null);

        // Somebody declares, somebody closes without a word: the list follows.
        await platform.AsPlatformAsync(async s =>
        {
            await RegistryRecords.RaiseAsync(s, new DeclarationStood(severe.Id, DeclarationStanding.Valid, new(2026, 6, 9), new(2027, 7, 9)));
            await s.GetRequiredService<ZhijianDb>().Set<Employer>().Where(e => e.Id == known.Id).ExecuteUpdateAsync(u => u.SetProperty(e => e.Status, EmployerStatus.Cancelled));
        });
        await FindAsync(platform);
        lead = await LeadAsync(platform, severe);
        Assert.Equal((LeadState.Declared, new DateOnly(2026, 6, 9)), (lead!.State, lead.DeclaredOn!.Value));
        Assert.Equal(LeadState.Lapsed, (await LeadAsync(platform, known))!.State);
    }

    [Theory, BothDatabases]
    public async Task The_county_hands_over_and_the_township_answers(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        Employer[] employers = [await MakeAsync(platform, "甲核查示例有限公司"), await MakeAsync(platform, "乙核查示例有限公司"), await MakeAsync(platform, "丙核查示例有限公司"), await MakeAsync(platform, "丁核查示例有限公司")];
        await FindAsync(platform);
        var county = await platform.SignInAsync("gongyi");
        var list = await county.PageAsync("/registry/undeclared?q=核查示例");
        Assert.Contains("甲核查示例有限公司", list.Text, StringComparison.Ordinal);
        var ids = await Task.WhenAll(employers.Select(async e => (await LeadAsync(platform, e))!.Id));
        var token = list.Document.QuerySelector("input[name='__RequestVerificationToken']")!.GetAttribute("value")!;
        var assigned = await county.PostPageAsync("/registry/undeclared?handler=Assign", [new("__RequestVerificationToken", token), .. ids.Select(i => KeyValuePair.Create("ids", i.ToString()))]);
        Assert.Equal(HttpStatusCode.Redirect, assigned.Status);
        Assert.Contains("已交办 4 家", (await county.FollowAsync(assigned)).Text, StringComparison.Ordinal);

        var clerk = await platform.SignInAsync("xiangzhen");
        Assert.Contains("核查应报未报单位：甲核查示例有限公司", (await clerk.PageAsync("/todo")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await platform.SignInAsync("dengfeng")).PageAsync($"/registry/undeclared/{ids[0]}")).Status);

        async Task<WebPage> AnswerAsync(Guid id, Finding finding, string? note) =>
            await (await clerk.PageAsync($"/registry/undeclared/{id}")).SubmitAsync(new() { ["Input.Finding"] = finding.ToString(), ["Input.Note"] = note });
        Assert.Contains("请写明现场情况", (await AnswerAsync(ids[1], Finding.NoHazard, "")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await AnswerAsync(ids[0], Finding.HasHazard, "")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await AnswerAsync(ids[1], Finding.NoHazard, "仅作仓库使用")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await AnswerAsync(ids[2], Finding.Closed, "厂房已拆除")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await AnswerAsync(ids[3], Finding.NotFound, "地址查无此厂")).Status);

        await platform.AsPlatformAsync(async s =>
        {
            var db = s.GetRequiredService<ZhijianDb>();
            var states = await db.Set<UndeclaredLead>().Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, l => l.State);
            Assert.Equal([LeadState.HasHazard, LeadState.NoHazard, LeadState.Closed, LeadState.NotFound], ids.Select(i => states[i]));
            Assert.Equal(new DateOnly(2026, 7, 10), (await db.Set<Due>().SingleAsync(d => d.EmployerId == employers[0].Id && d.Kind == "declaration.initial")).DueOn);
            Assert.Equal((EmployerStatus.Closed, EmployerStatus.NotFound), ((await db.Set<Employer>().SingleAsync(e => e.Id == employers[2].Id)).Status, (await db.Set<Employer>().SingleAsync(e => e.Id == employers[3].Id)).Status));
            var lineage = await db.Set<FieldChange>().SingleAsync(c => c.EmployerId == employers[2].Id && c.Field == "Status");
            Assert.Equal(("Operating", "Closed", $"undeclared:{ids[2]}", "乡镇专干（示例）"), (lineage.Before, lineage.After, lineage.Source, lineage.By));
            Assert.False(await db.Set<Todo>().AnyAsync(t => t.SubjectKind == UndeclaredLead.Subject && t.DoneAt == null));
        });
        // Looked into is looked into: it does not come back with the next night.
        Assert.Equal(0, await FindAsync(platform));
        Assert.Equal(LeadState.NoHazard, (await LeadAsync(platform, employers[1]))!.State);
        Assert.DoesNotContain("核查示例有限公司", (await county.PageAsync("/registry/undeclared?state=open&q=核查示例")).Text.Replace("核查示例\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var figures = await county.PageAsync("/registry/undeclared/figures");
        Assert.Contains("60%", figures.Text, StringComparison.Ordinal);
        Assert.Equal("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (await county.GetAsync("/registry/undeclared?handler=Export")).Content.Headers.ContentType!.MediaType);
    }

    [Theory, BothDatabases]
    public async Task An_answer_counts_once(Database database)
    {
        var platform = await platforms.FreshAsync(database);
        var employer = await MakeAsync(platform, "重复反馈示例有限公司");
        await FindAsync(platform);
        var id = (await LeadAsync(platform, employer))!.Id;
        await platform.AsAsync("xiangzhen", s => s.GetRequiredService<UndeclaredDesk>().AnswerAsync(id, Finding.NoHazard, "无生产", default));
        await Assert.ThrowsAsync<Refusal>(() => platform.AsAsync("xiangzhen", s => s.GetRequiredService<UndeclaredDesk>().AnswerAsync(id, Finding.HasHazard, null, default)));
        await Assert.ThrowsAsync<NotFoundException>(() => platform.AsAsync("dengfeng", s => s.GetRequiredService<UndeclaredDesk>().AnswerAsync(id, Finding.HasHazard, null, default)));
    }
}

sealed class LeadTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["registry/undeclared/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var employer = await RegistryRecords.EmployerAsync(services, $"矩阵示例{Guid.NewGuid():N}", divisionCode);
        var lead = new UndeclaredLead
        {
            EmployerId = employer.Id, EmployerName = employer.Name, DivisionCode = divisionCode, CountyCode = employer.CountyCode, IndustryCode = "3089", Reasons = "矩阵", Score = 50,
        };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { db.Add(lead); return Task.CompletedTask; });
        return new(lead.Id.ToString(), null);
    }
}
