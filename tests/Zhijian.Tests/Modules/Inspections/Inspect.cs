using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Inspections;
using Zhijian.Rules.Inspections;
using Zhijian.Tests.Harness;
using Zhijian.Tests.Modules.Dangers;

namespace Zhijian.Tests.Modules.Inspections;

/// <summary>Walks an inspection of the county by its desks.</summary>
static class Inspect
{
    public const string Questions = "management-26";
    public static readonly DateOnly Today = Judged.Today;

    public static async Task<Guid> PlanAsync(TestPlatform platform, InspectionType type = InspectionType.Routine, string employer = "qiye1", string checklist = Questions)
    {
        var id = await Judged.EmployerOfAsync(platform, employer);
        return await platform.AsAsync("gongyi", s => s.GetRequiredService<TaskDesk>().AddAsync(new(id, type, null, "群众反映粉尘大", type == InspectionType.Joint ? "总工会" : null, checklist, Today.AddDays(20), null, null), null, default));
    }

    public static Task ApproveAsync(TestPlatform platform, Guid id, string by = "gongyi-zf") => platform.AsAsync(by, s => s.GetRequiredService<TaskDesk>().ApproveAsync([id], null, default));

    public static async Task ArriveAsync(TestPlatform platform, Guid id, string first = "gongyi", string second = "gongyi-zf", bool shown = true)
    {
        var (one, two) = (await Judged.UserAsync(platform, first), await Judged.UserAsync(platform, second));
        await platform.AsAsync("gongyi", s => s.GetRequiredService<VisitDesk>().ArriveAsync(id, null, one, two, shown, null, default));
    }

    /// <summary>Every item of the sheet is met but the named ones.</summary>
    public static Task AnswerAsync(TestPlatform platform, Guid id, params string[] failing) => platform.AsAsync("gongyi-zf", s =>
    {
        var items = s.GetRequiredService<InspectionBook>().Checklist(Questions, Today).Items;
        return s.GetRequiredService<VisitDesk>().AnswerAsync(id, items.ToDictionary(i => i.Number, i => new AnswerDraft(failing.Contains(i.Number) ? ItemVerdict.Unqualified : ItemVerdict.Qualified, null, null, null, null)), null, default);
    });

    public static RecordDraft Draft(params FindingDraft[] findings) => new("示例路1号", "王某", "厂长", null, "破碎车间", new(9, 0), new(11, 30), "对破碎车间进行了检查", true, null, findings);

    public static Task<string> RecordAsync(TestPlatform platform, Guid id, RecordDraft draft) => platform.AsAsync("gongyi", s => s.GetRequiredService<VisitDesk>().RecordAsync(id, null, draft, null, default));

    public static Task<InspectionTask> ReadAsync(TestPlatform platform, Guid id) => platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<InspectionTask>().AsNoTracking().SingleAsync(t => t.Id == id));

    public static Task<List<InspectionFinding>> FindingsAsync(TestPlatform platform, Guid id) =>
        platform.AsPlatformAsync(s => s.GetRequiredService<ZhijianDb>().Set<InspectionFinding>().AsNoTracking().Where(f => f.TaskId == id).OrderBy(f => f.Number).ToListAsync());

    /// <summary>An inspection with one problem in its record.</summary>
    public static async Task<Guid> RecordedAsync(TestPlatform platform)
    {
        var id = await PlanAsync(platform);
        await ApproveAsync(platform, id);
        await ArriveAsync(platform, id);
        await AnswerAsync(platform, id, "22");
        await RecordAsync(platform, id, Draft(new FindingDraft("22", "未设置公告栏", null)));
        return id;
    }
}
