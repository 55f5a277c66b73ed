using System.Globalization;
using Zhijian.Rules.Calendars;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Penalties;

namespace Zhijian.Rules.Tests.Cases;

/// <summary>The shipped tables as the rules take them, and the persons of the tests.</summary>
internal static class CaseData
{
    public static readonly WorkingCalendar Calendar = new(ReferenceData.Rows("calendar-days.csv").Select(r => CalendarDay.FromRow(r["date"], r["kind"], r["name_zh"])));
    public static readonly CaseLaw Law = LawOf("case-rules.csv");
    public static readonly CaseLaw ServiceLaw = LawOf("service-rules.csv");
    public static readonly CaseLaw CreditLaw = LawOf("credit-clocks.csv");
    public static readonly PenaltyCatalogue Catalogue = new(ReferenceData.Rows("penalty-acts.csv").Select(r => new PenaltyAct(
        r["code"], r["act"], r["law"], r["text"], r["article"], Day(r["valid_from"]), DayOrNone(r["valid_to"]), r["must_warn"] == "true", r["must_order"] == "true", Enum.Parse<FineMode>(r["fine_mode"]),
        new(Sum(r["fine_min"]) ?? 0, Sum(r["fine_max"])!.Value), Sum(r["gains_from"]) is { } from ? new(from, Sum(r["gains_min_times"])!.Value, Sum(r["gains_max_times"])!.Value) : null,
        r["severe_action"] is { Length: > 0 } severe ? severe : null, r["source"], r["confidence"])));
    public static readonly Discretion Discretion = new(
        ReferenceData.Rows("penalty-tiers.csv").Select(r => new TierRow(r["code"], r["place"], Enum.Parse<TierLevel>(r["tier"]), r["circumstances"], Sum(r["share_from"]) ?? 0, Sum(r["share_to"]) ?? 0,
            Sum(r["fine_min"]) is { } min ? new(min, Sum(r["fine_max"])!.Value) : null, Day(r["valid_from"]), DayOrNone(r["valid_to"]), r["source"], r["confidence"])),
        ReferenceData.Rows("penalty-circumstances.csv").Select(r => new Circumstance(r["key"], Enum.Parse<CircumstanceEffect>(r["effect"]), r["title"], Sum(r["step"])!.Value, r["article"], Day(r["valid_from"]), DayOrNone(r["valid_to"]), r["source"], r["confidence"])));

    public static readonly CasePerson Zhang = new("zhang", "张三", "豫A001"), Li = new("li", "李四", "豫A002"), Wang = new("wang", "王科长", "豫A003"), Zhao = new("zhao", "赵局长"), Qian = new("qian", "钱法制"), Sun = new("sun", "孙主持", "豫A009"),
        Recused = new("zhou", "周五", "豫A005", "与当事人的法定代表人有亲属关系"), Bare = new("wu", "吴六");

    public static readonly IReadOnlyList<CoerciveMeasure> Measures = [.. ReferenceData.Rows("coercive-measures.csv").Select(r => new CoerciveMeasure(r["key"], r["title"], r["of_things"] == "true", r["article"], Day(r["valid_from"]), DayOrNone(r["valid_to"]), r["source"], r["confidence"]))];
    public static readonly CoerciveMeasure Sealing = Measures.Single(m => m.Key == "seal" && m.To is null), Lapsed = Measures.Single(m => m.Key == "seal" && m.To is not null);

    public static PenaltyAct Act(string code, DateOnly on) => Catalogue.On(code, on)!;

    /// <summary>For exceeding a limit after the order ran out, within the law and warned.</summary>
    public static Sanction Fined(decimal? fine, DateOnly on, string code = "OD72-1", string key = "danger-1") => new(key, Act(code, on), 0, null, true, true, fine, OrderExpired: true);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? DayOrNone(string text) => text.Length == 0 ? null : Day(text);

    private static decimal? Sum(string text) => text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static CaseLaw LawOf(string file) => new(ReferenceData.Rows(file).Select(r => new CaseRule(r["key"], r["title"], r["count"].Length == 0 ? 0 : int.Parse(r["count"], CultureInfo.InvariantCulture), r["unit"] switch
    {
        "" => CaseUnit.None,
        "calendar-days" => CaseUnit.CalendarDays,
        "working-days" => CaseUnit.WorkingDays,
        "months" => CaseUnit.Months,
        "years" => CaseUnit.Years,
        "yuan" => CaseUnit.Yuan,
        "permille" => CaseUnit.Permille,
        var unit => throw new FormatException(unit),
    }, r["article"], Day(r["valid_from"]), DayOrNone(r["valid_to"]), r["source"], r["confidence"])), Calendar);
}
