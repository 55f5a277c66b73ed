using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Serving;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Dangers;
using Zhijian.Rules.Service;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;
using Zhijian.Tests.Platform.Documents;

namespace Zhijian.Tests.Modules.Cases;

/// <summary>Cases as the county of Gongyi walks them: two officers, head, legal reviewer; by the desk, so that pages are tested where they are meant.</summary>
static class CasePlay
{
    public const string First = "gongyi-zf", Second = "gongyi-zf2", Head = "gongyi-ju", Reviewer = "gongyi-fz", Host = "gongyi";

    /// <summary>A danger that was ordered, passed its deadline and was proposed for a case.</summary>
    public static async Task<HiddenDanger> CandidateAsync(TestPlatform platform)
    {
        var danger = await Judged.FoundAsync(platform);
        await Judged.OrderAsync(platform, danger.Id, ChinaTime.DateOf(platform.Clock.GetUtcNow()).AddDays(5));
        platform.Clock.Advance(TimeSpan.FromDays(6));
        await platform.AsAsync(First, s => s.GetRequiredService<DangerDesk>().ProposeCaseAsync(danger.Id, null, CaseGround.Overdue, "逾期未改正", null, default));
        return await Judged.ReadAsync(platform, danger.PointId!.Value);
    }

    public static async Task<Guid> RequestedAsync(TestPlatform platform)
    {
        var danger = await CandidateAsync(platform);
        return await platform.AsAsync(First, s => s.GetRequiredService<CaseDesk>().RequestAsync(new(danger.Id, null, "OD72-1", "破碎岗位矽尘超标，逾期未改正", null, null, null), null, default));
    }

    public static async Task<CaseStepForm> FormAsync(TestPlatform platform, string? text = null, bool yes = false, decimal? fine = null, string? first = First, string? second = Second) => new()
    {
        First = first is null ? null : await Judged.UserAsync(platform, first), Second = second is null ? null : await Judged.UserAsync(platform, second), Text = text, Yes = yes, Fine = fine,
    };

    public static Task<CaseLine> StepAsync(TestPlatform platform, string user, Guid id, CaseActKind kind, CaseStepForm form, long? seen = null) =>
        platform.AsAsync(user, s => s.GetRequiredService<CaseDesk>().StepAsync(id, kind, form, seen, null, default));

    public static async Task<Guid> FiledAsync(TestPlatform platform)
    {
        var id = await RequestedAsync(platform);
        await StepAsync(platform, Head, id, CaseActKind.File, await FormAsync(platform));
        return id;
    }

    public static async Task<Guid> ReportedAsync(TestPlatform platform)
    {
        var id = await FiledAsync(platform);
        await StepAsync(platform, First, id, CaseActKind.CollectEvidence, await FormAsync(platform, "现场检查记录"));
        await StepAsync(platform, First, id, CaseActKind.FinishInvestigation, await FormAsync(platform, "责令期满后仍超标"));
        return id;
    }

    public static async Task<Guid> ToldAsync(TestPlatform platform, decimal fine = 120_000)
    {
        var id = await ReportedAsync(platform);
        await TellAsync(platform, id, await FormAsync(platform, yes: true, fine: fine));
        return id;
    }

    /// <summary>The notice is made and handed over.</summary>
    public static async Task TellAsync(TestPlatform platform, Guid id, CaseStepForm form)
    {
        await StepAsync(platform, First, id, CaseActKind.ServeNotice, form);
        await ServeAsync(platform, id, CaseActKind.ServeNotice);
    }

    /// <summary>The paper of the last such step is handed to whoever takes the mail.</summary>
    public static async Task ServeAsync(TestPlatform platform, Guid id, CaseActKind step) => await ServeAsync(platform, (await LinesAsync(platform, id)).Last(l => l.Kind == step).PaperId!.Value);

    public static async Task<ServiceLine> ServeAsync(TestPlatform platform, Guid paper, ServiceMethod method = ServiceMethod.Direct, DateOnly? on = null, Action<ServiceForm>? more = null)
    {
        var form = new ServiceForm { Method = method, On = on, First = await Judged.UserAsync(platform, First), Second = await Judged.UserAsync(platform, Second), Receiver = "王样张", ReceiverRole = "负责收件的人", Place = "样张路1号" };
        more?.Invoke(form);
        return await platform.AsAsync(First, s => s.GetRequiredService<ServingDesk>().RecordAsync(paper, form, null, null, default));
    }

    /// <summary>The term for defence and hearing is over; reviewed and discussed.</summary>
    public static async Task<Guid> RipeAsync(TestPlatform platform, decimal fine = 120_000)
    {
        var id = await ToldAsync(platform, fine);
        platform.Clock.Advance(TimeSpan.FromDays(12));
        await StepAsync(platform, Reviewer, id, CaseActKind.LegalReview, await FormAsync(platform, "同意", yes: true));
        await StepAsync(platform, Head, id, CaseActKind.Discuss, await DiscussionAsync(platform));
        return id;
    }

    public static async Task<CaseStepForm> DiscussionAsync(TestPlatform platform)
    {
        var form = await FormAsync(platform, "同意处罚意见");
        form.Present = [await Judged.UserAsync(platform, Head), await Judged.UserAsync(platform, Reviewer), await Judged.UserAsync(platform, Host)];
        return form;
    }

    public static Task<CaseRecord> ReadAsync(TestPlatform platform, Guid id) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<CaseRecord>().AsNoTracking().SingleAsync(c => c.Id == id));

    public static Task<List<CaseLine>> LinesAsync(TestPlatform platform, Guid id) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<CaseLine>().AsNoTracking().Where(l => l.CaseId == id).OrderBy(l => l.Number).ToListAsync());

    /// <summary>What stands in an issued paper.</summary>
    public static Task<string> DocumentAsync(TestPlatform platform, Guid paper) => platform.AsPlatformAsync(async s =>
    {
        var hash = await s.GetRequiredService<ZhijianDb>().Set<Paper>().Where(p => p.Id == paper).Select(p => p.DocxHash).SingleAsync();
        await using var docx = s.GetRequiredService<FileStore>().OpenRead(hash);
        using var copy = new MemoryStream();
        await docx.CopyToAsync(copy);
        return TestDocx.Part(copy.ToArray(), "word/document.xml");
    });

    public static async Task<string> RefusedAsync(Func<Task> act) => (await Assert.ThrowsAnyAsync<Exception>(act)) is var e and (Refusal or ForbiddenException or NotFoundException or DbUpdateException) ? e.Message : throw new InvalidOperationException("Another fault.");
}
