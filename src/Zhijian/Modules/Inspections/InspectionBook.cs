using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Draws;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections;

/// <summary>The dated data of inspections: checklists, kinds of paper, clocks, weights of draws. Read once from reference/.</summary>
public sealed class InspectionBook
{
    public const string VisitClock = "visit", MeasuresClock = "measures", PublishClock = "publish";

    readonly IReadOnlyList<Dated<Checklist>> checklists;
    readonly IReadOnlyList<Dated<(string Form, string Code)>> papers;
    readonly IReadOnlyList<Dated<(string Key, int Count)>> clocks;
    readonly Dictionary<(string Checklist, string Item), ItemSource> sources;

    sealed record Dated<T>(T Of, DateOnly From, DateOnly? To)
    {
        public bool HoldsOn(DateOnly day) => From <= day && (To is null || day <= To);
    }

    /// <summary>How an item is checked, and how well it is known.</summary>
    public sealed record ItemSource(string? Method, string Source, Confidence Confidence);

    public InspectionBook(ReferenceFiles files)
    {
        var rows = files.Rows("checklist-items.csv");
        var items = rows.ToLookup(r => r["checklist"]!, r => new ChecklistItem(
            r["number"]!, r["section"]!, r["text"]!, r["key"] == "true", r.Decimal("points"), r.Decimal("step"), (int?)r.Decimal("parts"), (int?)r.Decimal("basic_parts"), r["article"], r["penalty_code"]));
        sources = rows.ToDictionary(r => (r["checklist"]!, r["number"]!), r => new ItemSource(r["method"], r["source"]!, r.Confidence!.Value));
        checklists = [.. files.Rows("checklists.csv").Select(r => Of(r, new Checklist(r["code"]!, r["title"]!, Enum.Parse<ChecklistKind>(r["kind"]!), r["basic_counts"] == "true", [.. items[r["code"]!]])))];
        papers = [.. files.Rows("inspection-papers.csv").Select(r => Of(r, (r["form"]!, r["kind_code"]!)))];
        clocks = [.. files.Rows("inspection-clocks.csv").Select(r => Of(r, (r["key"]!, r.Int("count"))))];
        Weights = new([.. files.Rows("draw-weights.csv").Select(r => new DrawWeightRow(r["axis"]!, r["value"]!, r["title"]!, r.Int("percent"), r.Day("valid_from")!.Value, r.Day("valid_to"), r["source"]!, r["confidence"]!))]);
    }

    public DrawWeights Weights { get; }

    /// <summary>In force on a day.</summary>
    public IReadOnlyList<Checklist> Checklists(DateOnly on) => [.. checklists.Where(c => c.HoldsOn(on)).GroupBy(c => c.Of.Code).Select(g => g.MaxBy(c => c.From)!.Of)];

    public IReadOnlyList<Option> ChecklistOptions(DateOnly on) => [.. Checklists(on).Select(c => new Option(c.Code, $"{c.Title}（{c.Items.Count} 项）"))];

    /// <summary>The checklist of a day; a checklist that was repealed since stays readable.</summary>
    public Checklist Checklist(string code, DateOnly on) => On(checklists, on, c => c.Code == code) ?? checklists.LastOrDefault(c => c.Of.Code == code)?.Of ?? throw new KeyNotFoundException($"No checklist {code}.");

    public bool Knows(string? code, DateOnly on) => Checklists(on).Any(c => c.Code == code);

    public ItemSource SourceOf(string checklist, string item) => sources[(checklist, item)];

    public string PaperCode(string form, DateOnly on) => On(papers, on, p => p.Form == form).Code ?? throw new KeyNotFoundException($"No code for {form}.");

    public int Clock(string key, DateOnly on) => On(clocks, on, c => c.Key == key) is { Key: not null } found ? found.Count : throw new KeyNotFoundException($"No clock {key} on {on:yyyy-MM-dd}.");

    static T? On<T>(IEnumerable<Dated<T>> rows, DateOnly day, Func<T, bool> which) => rows.Where(r => r.HoldsOn(day) && which(r.Of)).MaxBy(r => r.From) is { } found ? found.Of : default;

    static Dated<T> Of<T>(CsvRow row, T of) => new(of, row.Day("valid_from")!.Value, row.Day("valid_to"));
}
