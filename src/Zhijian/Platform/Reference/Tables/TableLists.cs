using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Html;
using Zhijian.Platform.Reference.Rows;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Reference.Tables;

/// <summary>Makes the list of a table from the columns of its sheet: what can be uploaded can be seen, sorted and exported.</summary>
static class TableLists
{
    static readonly string[] Rare = ["ValueText", "NameEn", "IndicatorEn", "EntryCode", "Evidence", "Amendment", "Standard", "Sub", "Remarks", "Source", "Aliases", "LinkedLimits", "Basis", "ParentCode", "Section"];
    // Columns that say nothing in one of the two tables of limits.
    static readonly HashSet<(string, string)> RareIn =
        [("limits", "Condition"), ("limits", "Category"), .. new[] { "Category", "EntryNo", "Cas", "Fraction", "Notation", "CriticalEffect" }.Select(c => ("physical-limits", c))];
    static readonly string[] Wide = ["Remarks", "CriticalEffect", "Name", "Target", "Rationale"];

    public static ListDefinition<TRow> Of<TRow>(ReferenceTable<TRow> table) where TRow : ReferenceRow, new()
    {
        var list = new ListDefinition<TRow>(table.Key, table.Title).Key(r => r.RowKey);
        foreach (var column in table.Definition.Columns)
            typeof(TableLists).GetMethod(nameof(Add), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(typeof(TRow), typeof(TRow).GetProperty(column.Key)!.PropertyType).Invoke(null, [list, column.Key, column.Title]);
        list.Column("ordinal", "表内次序", r => r.Ordinal, c => c.Sortable().Hidden()).OrderBy("ordinal");
        list.Search("名称、拼音首字母、CAS 号、代码", (rows, q) => q.Length <= SearchWord.MaxLength && SearchWord.Of(q) is { } word ? rows.Where(r => r.SearchText.Contains(word.Text)) : rows);
        Filters(list);
        list.Select("confidence", "可信程度", [.. Confidences.Words.Select(w => new Option(w.Value.ToString(), w.Word))],
            (rows, value) => Enum.Parse<Confidence>(value) is var wanted ? rows.Where(r => r.Confidence == wanted) : rows);
        return list;
    }

    static void Add<TRow, TValue>(ListDefinition<TRow> list, string key, string title) where TRow : ReferenceRow
    {
        var row = Expression.Parameter(typeof(TRow), "r");
        list.Column(key, title, Expression.Lambda<Func<TRow, TValue>>(Expression.Property(row, key), row), column =>
        {
            // SQLite keeps decimals as texts, which do not sort as numbers.
            if (typeof(TValue) != typeof(decimal?)) column.Sortable();
            else column.AlignEnd();
            if (Rare.Contains(key) || RareIn.Contains((list.Name, key))) column.Hidden();
            if (Wide.Contains(key)) column.Wide();
            else if (key is not ("LimitType" or "Indicator" or "Limit")) column.NoWrap();
            switch (key)
            {
                case "Confidence": column.Cell(r => Badge(r)); break;
                case "Value": column.Cell(r => r is ExposureLimit limit ? Value(limit) : HtmlString.Empty); break;
                case "HighlyToxic": column.Cell(r => r is HazardFactor { HighlyToxic: true } ? Badges.Status("高毒", Tone.Danger, "skull") : Markup.Text("")); break;
                case "Name": column.Link(Path); break;
            }
        });
    }

    static void Filters<TRow>(ListDefinition<TRow> list)
    {
        switch (list)
        {
            case ListDefinition<ExposureLimit> limits when limits.Name == "limits":
                limits.Select("category", "类别", Options(LimitSheets.Categories[..3]), (rows, value) => rows.Where(r => r.Category == value))
                    .Select("type", "限值类型", Options("MAC", "PC-TWA", "PC-STEL"), (rows, value) => rows.Where(r => r.LimitType == value))
                    .Select("notation", "标识", Options("皮", "敏", "G1", "G2A", "G2B"), (rows, value) => rows.Where(r => r.Notation!.Contains(value)))
                    .Flag("novalue", "只看无值", rows => rows.Where(r => r.Value == null && r.ValueText == null));
                break;
            case ListDefinition<HazardFactor> factors:
                factors.Select("class", "类别", Options(CatalogueSheets.FactorClasses), (rows, value) => rows.Where(r => r.ClassName == value))
                    .Flag("toxic", "只看高毒", rows => rows.Where(r => r.HighlyToxic == true));
                break;
        }
    }

    static Option[] Options(params IEnumerable<string> words) => [.. words.Select(w => new Option(w, w))];

    static string? Path(ReferenceRow row) => row switch
    {
        HazardFactor r => $"/reference/factors/{r.Code}",
        ExposureLimit { Category: "物理因素" } => null,
        ExposureLimit r => "/reference/search?q=" + Uri.EscapeDataString(r.Cas?.Split(';', ' ')[0] ?? Short(r.Name!)),
        BiologicalLimit r => "/reference/search?q=" + Uri.EscapeDataString(Short(r.Name!)),
        IndustryRow r => $"/reference/industries?at={r.Code}",
        _ => null,
    };

    static string Short(string name) => name.Split('—', '（')[0] is var text && text.Length > SearchWord.MaxLength ? text[..SearchWord.MaxLength] : name.Split('—', '（')[0];

    public static IHtmlContent Value(ExposureLimit limit) => limit switch
    {
        { ValueText: { } text } => Markup.Of($"<b class=\"ref-value\">{text}</b>"),
        { Value: { } value } => Markup.Of($"<b class=\"ref-value\">{Ui.Display.Number(value)}</b>"),
        _ => Badges.Status(Confidences.NoValue, Tone.Warning, "question-mark"),
    };

    public static IHtmlContent Badge(ReferenceRow row) =>
        row is ExposureLimit { HasValue: false } or BiologicalLimit { Limit: null } ? Badges.Status(Confidences.NoValue, Tone.Warning, "question-mark") : Badge(row.Confidence);

    public static IHtmlContent Badge(Confidence? confidence) => confidence is not { } c ? Markup.Text("")
        : Markup.Of($"<span title=\"{c.Explain()}\">{Badges.Status(c.Word(), ToneOf(c), IconOf(c))}</span>");

    static Tone ToneOf(Confidence c) => c switch { Confidence.Checked or Confidence.Double => Tone.Success, Confidence.Single => Tone.Info, Confidence.RecalledMedium => Tone.Warning, _ => Tone.Danger };
    static string IconOf(Confidence c) => c switch { Confidence.Checked => "checks", Confidence.Double => "copy-check", Confidence.Single => "file-text", Confidence.RecalledMedium => "brain", _ => "alert-triangle" };
}
