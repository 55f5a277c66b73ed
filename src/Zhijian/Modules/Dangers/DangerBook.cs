using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Calendars;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers;

/// <summary>What the law demands, in plain words, with its articles.</summary>
public sealed record DangerArticle(string Key, string Demand, string Article, string? Sanction);

/// <summary>A measure of the catalogue.</summary>
/// <param name="Kind">Substitute, Enclose, Ventilate, Isolate, Organise, Protect: the order of controls.</param>
/// <param name="Classes">Classes of factors it helps against; empty: none, for what was not measured.</param>
public sealed record MeasureChoice(string Code, string Kind, string Title, string Hint, IReadOnlyList<string> Classes)
{
    public static readonly IReadOnlyDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["Substitute"] = "消除、替代", ["Enclose"] = "密闭、湿式、隔声", ["Ventilate"] = "通风", ["Isolate"] = "隔离", ["Organise"] = "管理措施", ["Protect"] = "个体防护",
    };
}

/// <summary>The clocks of the loop on a day, in days.</summary>
public sealed record DangerClocks(DangerTerms Terms, int Register, int Order, int MajorOrder, int Remind, int Escalate);

/// <summary>The dated data of the loop: clocks, grades, articles, measures, kinds of paper. Read once from reference/.</summary>
public sealed class DangerBook
{
    public const string Exceedance = "exceedance", Toxic = "toxic", OrderBasis = "order";

    readonly IReadOnlyList<Dated<DangerArticle>> articles;
    readonly IReadOnlyList<Dated<(string Key, Term Term, string Source)>> clocks;
    readonly IReadOnlyList<Dated<(string Form, string Code)>> papers;

    sealed record Dated<T>(T Of, DateOnly From, DateOnly? To)
    {
        public bool HoldsOn(DateOnly day) => From <= day && (To is null || day <= To);
    }

    public DangerBook(ReferenceFiles files)
    {
        articles = [.. files.Rows("danger-articles.csv").Select(r => Of(r, new DangerArticle(r["key"]!, r["demand"]!, r["article"]!, r["sanction"])))];
        clocks = [.. files.Rows("danger-clocks.csv").Select(r => Of(r, (r["key"]!, new Term(new CalendarDays(r.Int("count")), r["article"]!), $"{r["title"]}：{r["source"]}（{r["confidence"]}）")))];
        papers = [.. files.Rows("danger-papers.csv").Select(r => Of(r, (r["form"]!, r["kind_code"]!)))];
        Grades = [.. files.Rows("danger-grades.csv").Select(r => new GradeLine(r["code"]!, Enum.Parse<DangerGrade>(r["grade"]!), r.Decimal("ratio_from"), r.Decimal("excess_from"), r["excess_unit"],
            r["highly_toxic"] == "true", r.Day("valid_from")!.Value, r.Day("valid_to"), r["reason"]!))];
        Measures = [.. files.Rows("danger-measures.csv").Select(r => new MeasureChoice(r["code"]!, r["kind"]!, r["title"]!, r["hint"]!, r["classes"]?.Split(';') ?? []))];
    }

    public IReadOnlyList<GradeLine> Grades { get; }
    public IReadOnlyList<MeasureChoice> Measures { get; }

    public DangerArticle Article(string key, DateOnly on) => On(articles, on, a => a.Key == key) ?? throw new KeyNotFoundException($"No article {key} on {on:yyyy-MM-dd}.");

    /// <summary>What is demanded where a danger was found, by measurement or otherwise.</summary>
    public DangerArticle Article(HiddenDanger danger, bool highlyToxic) =>
        Article(danger.PointId is null ? danger.Source.ToString() : highlyToxic ? Toxic : Exceedance, danger.FoundOn);

    public DangerClocks Clocks(DateOnly on)
    {
        Term Of(string key) => On(clocks, on, c => c.Key == key).Term ?? throw new KeyNotFoundException($"No clock {key} on {on:yyyy-MM-dd}.");
        var terms = new DangerTerms(Of("order-term"), Of("extension"), Of("recheck"), [.. clocks.Where(c => c.HoldsOn(on)).Select(c => c.Of.Source)]);
        return new(terms, Of("register").Count, Of("order").Count, Of("order-term-major").Count, Of("remind").Count, Of("escalate").Count);
    }

    /// <summary>Kind in the document number: 责改.</summary>
    public string PaperCode(string form, DateOnly on) => On(papers, on, p => p.Form == form).Code ?? throw new KeyNotFoundException($"No code for {form}.");

    /// <summary>Measures that help against a class of factors; those for everything else where nothing was measured.</summary>
    public IReadOnlyList<MeasureChoice> MeasuresFor(string? factorClass) =>
        [.. Measures.Where(m => factorClass is null ? m.Classes.Count == 0 || m.Classes.Contains("其他因素") : m.Classes.Contains(factorClass))];

    static T? On<T>(IEnumerable<Dated<T>> rows, DateOnly day, Func<T, bool> which) => rows.Where(r => r.HoldsOn(day) && which(r.Of)).MaxBy(r => r.From) is { } found ? found.Of : default;

    static Dated<T> Of<T>(CsvRow row, T of) => new(of, row.Day("valid_from")!.Value, row.Day("valid_to"));
}
