using System.Globalization;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Registry;

namespace Zhijian.Modules.Registry;

/// <summary>The bounds of 企业规模 as shipped in reference/enterprise-size.csv.</summary>
public sealed class SizeTable(ReferenceFiles files)
{
    readonly Lazy<IReadOnlyList<SizeGroup>> groups = new(() => [.. files.Rows("enterprise-size.csv").GroupBy(r => (r["edition"], r["group"])).Select(Group)]);

    static SizeGroup Group(IGrouping<(string?, string?), CsvRow> rows)
    {
        var head = rows.First();
        return new(head["group_zh"]!, head["industries"]!,
            [.. rows.Select(r => new SizeBounds(Enum.Parse<SizeFigure>(r["figure"]!, ignoreCase: true), r.Decimal("small")!.Value, r.Decimal("medium")!.Value, r.Decimal("large")!.Value))],
            Day(head["valid_from"]!), head["valid_to"] is { } to ? Day(to) : null, head["basis"]!);
    }

    static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    public SizeAnswer Judge(string industry, int? workers, decimal? revenue, decimal? assets, DateOnly on) =>
        EnterpriseSizes.Judge(groups.Value, industry, new(workers, revenue, assets), on);

    /// <summary>Null while it cannot be told.</summary>
    public EmployerSize? Of(string industry, int? workers, decimal? revenue, decimal? assets, DateOnly on) => Judge(industry, workers, revenue, assets, on).Size switch
    {
        EnterpriseSize.Micro => EmployerSize.Micro, EnterpriseSize.Small => EmployerSize.Small,
        EnterpriseSize.Medium => EmployerSize.Medium, EnterpriseSize.Large => EmployerSize.Large, _ => null,
    };
}
