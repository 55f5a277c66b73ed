using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Reports;

namespace Zhijian.Modules.Oversight.Reports;

public enum ReportCycle { Month, Year }

/// <summary>From which month the figure is taken: the last of the period, or the one before it.</summary>
public enum ItemKind { Stock, Year, Before }

/// <param name="Code">Unique in its form; used by checks.</param>
public sealed record ReportItem(string Code, string Title, string Unit, Measure Measure, ItemKind Kind);

/// <summary>报表: what counties report upward, as the reference files have it. A form of the province is a new line with its days.</summary>
/// <param name="DueDays">Days after the end of the period.</param>
/// <param name="OpensDays">How long before the last day it comes onto the list.</param>
public sealed record ReportForm(
    string Code, string Title, ReportCycle Cycle, int DueDays, int OpensDays, DateOnly From, DateOnly? To, string Basis, string Source, string Trust, IReadOnlyList<ReportItem> Items, IReadOnlyList<ReportCheck> Checks)
{
    public DateOnly EndOf(DateOnly period) => Next(period).AddDays(-1);
    public DateOnly DueOf(DateOnly period) => EndOf(period).AddDays(DueDays);
    public DateOnly Next(DateOnly period) => Cycle == ReportCycle.Month ? period.AddMonths(1) : period.AddYears(1);
    public DateOnly Last(DateOnly period) => Cycle == ReportCycle.Month ? period.AddMonths(-1) : period.AddYears(-1);

    /// <summary>The first day of the last period that has ended.</summary>
    public DateOnly LatestBefore(DateOnly today) => Last(Cycle == ReportCycle.Month ? new(today.Year, today.Month, 1) : new(today.Year, 1, 1));

    public bool IsPeriod(DateOnly period) => period.Day == 1 && (Cycle == ReportCycle.Month || period.Month == 1) && From <= period && (To is null || period <= To);

    public string Say(DateOnly period) => Cycle == ReportCycle.Month ? $"{period.Year} 年 {period.Month} 月" : $"{period.Year} 年";

    /// <summary>The month whose kept sums an item takes.</summary>
    public DateOnly MonthOf(ReportItem item, DateOnly period)
    {
        var last = Next(period).AddMonths(-1);
        return item.Kind == ItemKind.Before ? last.AddMonths(-1) : last;
    }

    public ReportItem? Item(string code) => Items.FirstOrDefault(i => i.Code == code);
}

/// <summary>Read once from reference/.</summary>
public sealed class ReportBook(ReferenceFiles files)
{
    public IReadOnlyList<ReportForm> All { get; } = [.. files.Rows("report-forms.csv").Select(row =>
    {
        var code = row["form"]!;
        return new ReportForm(code, row["title"]!, Enum.Parse<ReportCycle>(row["cycle"]!), row.Int("due_days"), row.Int("opens_days"), DateOnly.Parse(row["valid_from"]!), row["valid_to"] is { } to ? DateOnly.Parse(to) : null,
            row["basis"]!, row["source"]!, row.Confidence?.Word() ?? "未核实",
            [.. files.Rows("report-form-items.csv").Where(i => i["form"] == code).Select(i => new ReportItem(i["item"]!, i["title"]!, i["unit"]!, Enum.Parse<Measure>(i["measure"]!), Enum.Parse<ItemKind>(i["kind"]!, ignoreCase: true)))],
            [.. files.Rows("report-form-checks.csv").Where(c => c["form"] == code).Select(c => new ReportCheck(c["check"]!, c["item"]!, Enum.Parse<CheckKind>(c["kind"]!), c["left"]!, c["right"] ?? "", c.Decimal("percent") ?? 0, c["blocks"] == "yes", c["message"]!))]);
    })];

    public ReportForm? Find(string? code) => All.FirstOrDefault(f => f.Code == code);
}
