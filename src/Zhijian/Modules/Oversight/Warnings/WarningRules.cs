using System.Globalization;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Oversight.Warnings;

/// <summary>到期逾期、突变、聚集、监管力量.</summary>
public enum WarningKind { Due, Change, Cluster, Capacity }

public static class WarningTerms
{
    public static string Text(this WarningKind kind) => kind switch
    {
        WarningKind.Due => "到期逾期", WarningKind.Change => "突变", WarningKind.Cluster => "聚集", WarningKind.Capacity => "监管力量", _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Text(this WarningState state) => state switch
    {
        WarningState.Open => "待处置", WarningState.Handled => "已处置", WarningState.Closed => "已消除", _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };
}

/// <summary>A rule of early warning as reference/warning-rules.csv has it.</summary>
/// <param name="Matter">What is looked at, a key of <see cref="WarningSql"/>.</param>
/// <param name="Subject">Which part of the matter: beginning of the kinds of duties, or a <see cref="Measure"/>.</param>
/// <param name="Days">How far forward or back the rule looks.</param>
/// <param name="Least">From how many on it warns.</param>
/// <param name="Percent">By how much it must have changed as well.</param>
/// <param name="RepeatDays">What was handled and still stands asks again after so many days; null: never.</param>
public sealed record WarningRule(string Code, WarningKind Kind, string Title, string Matter, string Subject, int Days, int Least, int Percent, int? RepeatDays, string Article, DateOnly From, DateOnly? To, string Source, string Trust)
{
    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>What was found, in words.</summary>
    public string Say(EarlyWarning warning)
    {
        var (now, was, day) = (Display.Count(warning.Amount), Display.Count(warning.Before ?? 0), warning.Since is { } since ? Display.Date(since) : "");
        return Matter switch
        {
            "dues" => $"{now} 项逾期，最早应于 {day} 前办理",
            "dues-soon" => $"{now} 项将到期，最早 {day}",
            "rectifications" => $"{now} 处隐患逾期未整改，最早期限 {day}",
            "rectifications-soon" => $"{now} 处隐患的整改期限将到，最早 {day}",
            "institution-certificates" or "officer-certificates" => $"有效期至 {day}",
            "employer-exposed" => $"接害人数由 {was} 人变为 {now} 人",
            "employer-exceedance" => $"超标结果由上次 {was} 项增至 {now} 项，采样至 {day}",
            "county" or "county-both" => $"由上月末 {was} 变为 {now}",
            "cluster" => $"{Days} 天内 {now} 家单位超标，最近一次 {day}",
            "officer-load" => warning.Before is > 0 and var officers ? $"{now} 家存在危害的单位，执法人员 {was} 人，人均 {Display.Count(warning.Amount / officers)} 家" : $"{now} 家存在危害的单位，没有执法人员账号",
            _ => now,
        };
    }
}

/// <summary>Read once from reference/.</summary>
public sealed class WarningBook(ReferenceFiles files)
{
    public IReadOnlyList<WarningRule> All { get; } = [.. files.Rows("warning-rules.csv").Select(r => new WarningRule(
        r["code"]!, Enum.Parse<WarningKind>(r["kind"]!), r["title"]!, r["matter"]!, r["subject"] ?? "", Number(r["days"]) ?? 0, Number(r["least"]) ?? 1, Number(r["percent"]) ?? 0, Number(r["repeat_days"]),
        r["article"]!, r.Day("valid_from")!.Value, r.Day("valid_to"), r["source"]!, r.Confidence?.Word() ?? "未核实"))];

    public WarningRule? Find(string? code) => All.FirstOrDefault(r => r.Code == code);
    public string Title(string code) => Find(code)?.Title ?? code;
    public string Say(EarlyWarning warning) => Find(warning.RuleCode)?.Say(warning) ?? Display.Count(warning.Amount);

    static int? Number(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);
}
