using System.Globalization;

namespace Zhijian.Rules.Registry;

/// <summary>企业规模: 微型, 小型, 中型, 大型.</summary>
public enum EnterpriseSize { Micro, Small, Medium, Large }

/// <summary>What size is told from: 从业人员 (persons), 营业收入 and 资产总额 (10,000 yuan).</summary>
public enum SizeFigure { Workers, Revenue, Assets }

/// <summary>The lower bounds of one figure: from Small on an enterprise is small by it, from Medium medium, from Large large.</summary>
public sealed record SizeBounds(SizeFigure Figure, decimal Small, decimal Medium, decimal Large)
{
    public EnterpriseSize Of(decimal value) =>
        value >= Large ? EnterpriseSize.Large : value >= Medium ? EnterpriseSize.Medium : value >= Small ? EnterpriseSize.Small : EnterpriseSize.Micro;
}

/// <summary>
/// A group of industries with its bounds, in force for a time. Industries are beginnings of GB/T 4754 codes, single or as
/// ranges of equal length: "06-46", "591", "54-58;591".
/// </summary>
public sealed record SizeGroup(string Name, string Industries, IReadOnlyList<SizeBounds> Bounds, DateOnly From, DateOnly? To, string Basis)
{
    public bool HoldsOn(DateOnly day) => From <= day && (To is null || day <= To);

    /// <summary>How many leading digits of the code this group names; 0 when it is not of this group.</summary>
    public int Fits(string industry)
    {
        var longest = 0;
        foreach (var part in Industries.Split(';'))
        {
            var (first, last) = part.Split('-') is [var from, var to] ? (from, to) : (part, part);
            if (industry.Length < first.Length) continue;
            var head = Number(industry[..first.Length]);
            if (Number(first) <= head && head <= Number(last)) longest = Math.Max(longest, first.Length);
        }
        return longest;
    }

    static int Number(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>The figures of an enterprise; null where not known.</summary>
public sealed record SizeFigures(int? Workers, decimal? Revenue, decimal? Assets)
{
    public decimal? this[SizeFigure figure] => figure switch { SizeFigure.Workers => Workers, SizeFigure.Revenue => Revenue, _ => Assets };
}

/// <summary>
/// The size, or null with the figures it would need. Without a group no line of the day covers the industry (finance,
/// education, government …).
/// </summary>
public sealed record SizeAnswer(EnterpriseSize? Size, SizeGroup? Group, IReadOnlyList<SizeFigure> Missing);

/// <summary>
/// 统计上大中小微型企业划分办法 (国统字〔2011〕75号, edition of 2017: 国统字〔2017〕213号): large, medium and small enterprises reach
/// the lower bound of every figure of their group, otherwise they fall to the grade below; a micro one fails the lower bound
/// of small in any one figure. So the smallest figure decides.
/// </summary>
public static class EnterpriseSizes
{
    public static SizeAnswer Judge(IEnumerable<SizeGroup> groups, string industry, SizeFigures figures, DateOnly on)
    {
        var group = groups.Where(g => g.HoldsOn(on)).Select(g => (Group: g, Digits: g.Fits(industry)))
            .Where(f => f.Digits > 0).OrderByDescending(f => f.Digits).Select(f => f.Group).FirstOrDefault();
        if (group is null) return new(null, null, []);

        var known = group.Bounds.Where(b => figures[b.Figure] is not null).Select(b => b.Of(figures[b.Figure]!.Value)).ToList();
        var missing = group.Bounds.Where(b => figures[b.Figure] is null).Select(b => b.Figure).ToList();
        if (known.Count == 0) return new(null, group, missing);
        // Below the bound of small in one figure is micro whatever the others say; otherwise the missing one might lower it.
        var smallest = known.Min();
        return missing.Count == 0 || smallest == EnterpriseSize.Micro ? new(smallest, group, missing) : new(null, group, missing);
    }
}
