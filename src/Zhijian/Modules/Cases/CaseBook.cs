using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Penalties;

namespace Zhijian.Modules.Cases;

/// <summary>The dated data of penalties and their procedure, read once from reference/; the calendar is that of the library.</summary>
public sealed class CaseBook
{
    readonly IReadOnlyList<CaseRule> rules;
    readonly IReadOnlyList<(string Form, string Code, DateOnly From, DateOnly? To)> papers;
    readonly IReadOnlyList<CoerciveMeasure> measures;
    readonly ReferenceDirectory reference;

    public CaseBook(ReferenceFiles files, ReferenceDirectory reference)
    {
        this.reference = reference;
        rules = Rules(files, "case-rules.csv");
        papers = [.. files.Rows("case-papers.csv").Select(r => (r["form"]!, r["kind_code"]!, r.Day("valid_from")!.Value, r.Day("valid_to")))];
        measures = [.. files.Rows("coercive-measures.csv").Select(r => new CoerciveMeasure(r["key"]!, r["title"]!, r["of_things"] == "true", r["article"]!, r.Day("valid_from")!.Value, r.Day("valid_to"), r["source"]!, r["confidence"]!))];
        Catalogue = new(files.Rows("penalty-acts.csv").Select(r => new PenaltyAct(r["code"]!, r["act"]!, r["law"]!, r["text"]!, r["article"]!, r.Day("valid_from")!.Value, r.Day("valid_to"), r["must_warn"] == "true", r["must_order"] == "true",
            Enum.Parse<FineMode>(r["fine_mode"]!), new(r.Decimal("fine_min") ?? 0, r.Decimal("fine_max")!.Value),
            r.Decimal("gains_from") is { } from ? new(from, r.Decimal("gains_min_times")!.Value, r.Decimal("gains_max_times")!.Value) : null, r["severe_action"], r["source"]!, r["confidence"]!)));
        Discretion = new(
            files.Rows("penalty-tiers.csv").Select(r => new TierRow(r["code"]!, r["place"] ?? "", Enum.Parse<TierLevel>(r["tier"]!), r["circumstances"]!, r.Decimal("share_from") ?? 0, r.Decimal("share_to") ?? 0,
                r.Decimal("fine_min") is { } min ? new(min, r.Decimal("fine_max")!.Value) : null, r.Day("valid_from")!.Value, r.Day("valid_to"), r["source"]!, r["confidence"]!)),
            files.Rows("penalty-circumstances.csv").Select(r => new Circumstance(r["key"]!, Enum.Parse<CircumstanceEffect>(r["effect"]!), r["title"]!, r.Decimal("step")!.Value, r["article"]!, r.Day("valid_from")!.Value, r.Day("valid_to"), r["source"]!, r["confidence"]!)));
    }

    public PenaltyCatalogue Catalogue { get; }
    public Discretion Discretion { get; }

    /// <summary>The procedure, by the calendar of today's library.</summary>
    public async ValueTask<CaseLaw> LawAsync(CancellationToken ct) => new(rules, await reference.CalendarAsync(ct));

    /// <summary>行政强制措施 that the law of a day knows.</summary>
    public IReadOnlyList<CoerciveMeasure> MeasuresOn(DateOnly day) => [.. measures.Where(m => m.HoldsOn(day))];

    /// <summary>Kind in the document number: 罚告.</summary>
    public string PaperCode(string form, DateOnly on) => papers.Where(p => p.Form == form && p.From <= on && (p.To is null || on <= p.To)).MaxBy(p => p.From).Code ?? throw new KeyNotFoundException($"No code for {form}.");

    /// <summary>Terms and articles of a procedure.</summary>
    internal static IReadOnlyList<CaseRule> Rules(ReferenceFiles files, string name) =>
        [.. files.Rows(name).Select(r => new CaseRule(r["key"]!, r["title"]!, r["count"] is null ? 0 : r.Int("count"), Unit(r["unit"]), r["article"]!, r.Day("valid_from")!.Value, r.Day("valid_to"), r["source"]!, r["confidence"]!))];

    static CaseUnit Unit(string? text) => text switch
    {
        null => CaseUnit.None, "calendar-days" => CaseUnit.CalendarDays, "working-days" => CaseUnit.WorkingDays, "months" => CaseUnit.Months, "years" => CaseUnit.Years, "yuan" => CaseUnit.Yuan, "permille" => CaseUnit.Permille,
        _ => throw new FormatException($"Unit {text} of case-rules.csv."),
    };
}
