using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections.Pages;

/// <summary>The list of inspections: the nearest day first.</summary>
public sealed class InspectionList
{
    const int CountTo = 10_000;

    public ListDefinition<InspectionTask> Definition { get; }

    public InspectionList(DivisionDirectory divisions, Viewer viewer, TimeProvider clock)
    {
        DateOnly Today() => Display.Today(clock);
        Definition = new ListDefinition<InspectionTask>("inspections", "检查任务")
            .Key(t => t.Id)
            .Column("employer", "用人单位", t => t.EmployerName, c => c.Wide().Link(t => $"/inspections/{t.Id}"))
            .Computed("type", "类型", t => t.Type.Text(), c => c.NoWrap())
            .Computed("state", "状态", t => t.State.Text(), c => c.Cell(t => InspectionView.Badge(t.State)))
            .Column("due", "完成期限", t => t.DueOn, c => c.Sortable().NoWrap().Cell(t => t.IsOpen && t.VisitedOn is null ? Badges.Deadline(t.DueOn, t.DueOn.DayNumber - Today().DayNumber) : Markup.Text(Display.Date(t.DueOn))))
            .Computed("officers", "执法人员", t => t.FirstOfficer is null ? null : $"{t.FirstOfficer}、{t.SecondOfficer}")
            .Column("cause", "检查事由", t => t.Cause, c => c.Wide())
            .Column("visited", "检查日期", t => t.VisitedOn, c => c.NoWrap())
            .Column("findings", "问题", t => t.Findings, c => c.AlignEnd())
            .Column("open", "未整改", t => t.Open, c => c.AlignEnd())
            .Column("rate", "合格率", t => t.Rate, c => c.AlignEnd().Say(t => t.Rate is { } rate ? $"{rate:0.#}%" : null))
            .Computed("county", "所在区县", t => divisions.Name(t.CountyCode), c => c.NoWrap())
            .Computed("authority", "检查机关", t => divisions.Name(t.AuthorityCode), c => c.Hidden())
            .Column("planner", "方案制定人", t => t.PlannerName, c => c.Hidden())
            .Column("planned", "制定日期", t => t.PlannedOn, c => c.Hidden().NoWrap())
            .Column("points", "得分", t => t.Points, c => c.Hidden().AlignEnd())
            .Column("keys", "关键项不合格", t => t.KeyFailures, c => c.Hidden().AlignEnd())
            .Column("record", "检查记录", t => t.RecordNumber, c => c.Hidden().NoWrap())
            .Column("order", "责令文书", t => t.OrderNumber, c => c.Hidden().NoWrap())
            .Column("partners", "参加部门", t => t.Partners, c => c.Hidden())
            .Column("closed", "办结日期", t => t.ClosedOn, c => c.Hidden().NoWrap())
            .Search("单位、文书编号", (rows, q) => rows.Where(t => t.EmployerName.Contains(q) || t.RecordNumber == q || t.OrderNumber == q))
            .Select("type", "类型", Options<InspectionType>(v => v.Text()), (rows, value) => Enum.TryParse<InspectionType>(value, out var type) ? rows.Where(t => t.Type == type) : rows)
            .Select("state", "状态", Options<InspectionState>(v => v.Text()), (rows, value) => Enum.TryParse<InspectionState>(value, out var state) ? rows.Where(t => t.State == state) : rows)
            .Flag("mine", "由我检查的", rows => rows.Where(t => t.FirstOfficerId == viewer.UserId || t.SecondOfficerId == viewer.UserId))
            .Flag("overdue", "已超过期限", rows => Late(rows, Today()))
            .Flag("key", "有关键项不合格", rows => rows.Where(t => t.KeyFailures > 0))
            .Pick("county", "所在区县", OwnDivisionPicker.Kind, (rows, code) => divisions.Find(code) is { } place ? rows.Under(place.Path) : rows.Where(_ => false))
            .Text("industry", "行业大类代码", (rows, code) => rows.Where(t => t.IndustryCode == code))
            .Dates("visited", "检查日期", t => t.VisitedOn)
            .Bulk(new("Approve", "批准检查方案", "clipboard-check", InspectionsModule.Approve))
            .OrderBy("due")
            .CountUpTo(CountTo);
    }

    static IQueryable<InspectionTask> Late(IQueryable<InspectionTask> rows, DateOnly today) => rows.Where(t => t.IsOpen && t.VisitedOn == null && t.DueOn < today);

    static IReadOnlyList<Option> Options<T>(Func<T, string> name) where T : struct, Enum => [.. Enum.GetValues<T>().Select(v => new Option(v.ToString(), name(v)))];
}
