using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>The list of reports as everybody sees his part of it.</summary>
public sealed class ReportList(DivisionDirectory divisions)
{
    const int CountTo = 10_000;

    public static IReadOnlyList<Option> Kinds { get; } = [.. Enum.GetValues<ReportKind>().Select(k => new Option(k.ToString(), k.Text()))];

    public ListDefinition<MonitoringReport> Definition { get; } = new ListDefinition<MonitoringReport>("reports", "检测、评价报告")
        .Key(r => r.Id)
        .Column("number", "报告编号", r => r.Number, c => c.NoWrap().Link(r => $"/monitoring/{r.Id}"))
        .Column("employer", "用人单位", r => r.EmployerName, c => c.Wide())
        .Computed("kind", "类别", r => r.Kind.Text(), c => c.NoWrap())
        .Column("sampled", "采样日期", r => r.SampledTo, c => c.Sortable().NoWrap())
        .Column("filer", "出具单位", r => r.FilerName)
        .Column("rows", "结果数", r => r.RowCount, c => c.AlignEnd())
        .Column("exceeds", "超标数", r => r.ExceedsCount, c => c.AlignEnd().Cell(r => r.ExceedsCount > 0 ? Badges.Status($"{r.ExceedsCount}", Tone.Danger) : Markup.Text("0")))
        .Computed("state", "状态", State, c => c.NoWrap().Cell(r => Badges.Status(State(r), r.State == ReportState.Draft ? Tone.Info : r.InForce ? Tone.Success : Tone.Neutral)))
        .Computed("county", "所在区县", r => divisions.Name(r.CountyCode), c => c.NoWrap())
        .Column("workplace", "工作场所", r => r.WorkplaceName, c => c.Hidden())
        .Column("issued", "报告日期", r => r.IssuedOn, c => c.Hidden().NoWrap())
        .Column("revision", "版本", r => r.Revision, c => c.Hidden().AlignEnd())
        .Computed("qualified", "资质", r => r.ByInstitution ? r.Qualified ? "有效" : "存疑" : "单位自测", c => c.Hidden())
        .Column("undetermined", "不能判定", r => r.UndeterminedCount, c => c.Hidden().AlignEnd())
        .Computed("door", "来源", r => r.Door.ChineseName(), c => c.Hidden())
        .Column("sealed", "封存时间", r => r.SealedAt, c => c.Hidden().NoWrap())
        .Search("用人单位、报告编号", (rows, q) => rows.Where(r => r.EmployerName.Contains(q) || r.Number == q))
        .Select("kind", "类别", Kinds, (rows, value) => Enum.TryParse<ReportKind>(value, out var kind) ? rows.Where(r => r.Kind == kind) : rows)
        .Text("filer", "出具单位", (rows, name) => rows.Where(r => r.FilerName.Contains(name)))
        .Pick("county", "所在区县", OwnDivisionPicker.Kind, (rows, code) => rows.Where(r => r.CountyCode == code))
        .Dates("sampled", "采样日期", r => r.SampledTo)
        .Flag("exceeds", "有超标", rows => rows.Where(r => r.ExceedsCount > 0))
        .Flag("undetermined", "有不能判定", rows => rows.Where(r => r.UndeterminedCount > 0))
        .Flag("replaced", "含已被更正的版本", rows => rows)
        .OrderBy("sampled", descending: true)
        .CountUpTo(CountTo);

    static string State(MonitoringReport r) => r.State == ReportState.Draft ? "草稿" : r.InForce ? "已封存" : "已被更正";

    /// <summary>Replaced revisions only where they are asked for.</summary>
    public static IQueryable<MonitoringReport> Current(IQueryable<MonitoringReport> rows, ListRequest request) =>
        request["replaced"] is null ? rows.Where(r => r.InForce || r.State == ReportState.Draft) : rows;
}
