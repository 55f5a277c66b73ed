using Zhijian.Platform.Exports;

namespace Zhijian.Modules.Cases.Figures;

/// <summary>The figures as sheets: columns once, for the page's export and the monthly report.</summary>
public static class EnforcementReport
{
    public static readonly IReadOnlyList<(EnforcementKind Kind, string Title)> Kinds = [(EnforcementKind.Authority, "执法机关"), (EnforcementKind.Officer, "执法人员"), (EnforcementKind.Type, "检查类型"), (EnforcementKind.Campaign, "专项行动")];

    public static string TitleOf(EnforcementKind kind) => Kinds.First(k => k.Kind == kind).Title;

    public static IReadOnlyList<ExportColumn> Columns(string name) =>
    [
        new("name", name), new("visits", "检查次数"), new("employers", "覆盖单位"), new("problems", "检查发现问题"), new("dangers", "发现隐患"), new("closed", "已整改销号"), new("rate", "整改率（%）"), new("orders", "责令整改文书"), new("filed", "立案"),
        new("decided", "处罚决定"), new("first", "原决定罚款（元）"), new("fined", "现行罚款（元）"), new("collected", "其中已缴（元）"), new("hearings", "听证"), new("lost", "复议诉讼变更、撤销"),
    ];

    public static object?[] Row(EnforcementFigure f) => [f.Name, f.Visits, f.Employers, f.Problems, f.Dangers, f.Closed, f.Rate, f.Orders, f.Filed, f.Decided, f.FinedFirst, f.Fined, f.Collected, f.Hearings, f.Lost];

    public static async IAsyncEnumerable<object?[]> RowsAsync(IEnumerable<EnforcementFigure> figures)
    {
        foreach (var figure in figures) yield return Row(figure);
        await Task.CompletedTask;
    }
}
