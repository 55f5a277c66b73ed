using CsCheck;
using Zhijian.Rules.Divisions;

namespace Zhijian.Rules.Tests.Divisions;

public class SupervisionPathTests
{
    private static readonly Dictionary<string, string?> Parents =
        ReferenceData.Rows("divisions-gbt2260.csv").ToDictionary(row => row["code"], row => (string?)row["parent"]);

    private static readonly string[] Codes = [.. Parents.Keys];

    [Fact]
    public void Built_from_the_links()
    {
        var path = SupervisionPath.Of("410102001", Parents);
        Assert.Equal("410000/410100/410102/410102001/", path.Value);
        Assert.Equal(("410102001", 4, "410000/410100/410102/"), (path.Code, path.Depth, path.Parent?.Value));
    }

    [Fact]
    public void Links_win_over_the_pattern_of_the_code()
    {
        var parents = new Dictionary<string, string?> { ["410000"] = null, ["410100"] = "410000", ["4101ZD"] = "410100", ["410184106"] = "4101ZD" };
        Assert.Equal("410000/410100/4101ZD/410184106/", SupervisionPath.Of("410184106", parents).Value);
    }

    [Fact]
    public void Range_of_a_subtree()
    {
        var path = SupervisionPath.Parse("410000/410100/");
        Assert.Equal(("410000/410100/", "410000/4101000"), (path.RangeStart, path.RangeEnd));
    }

    [Fact]
    public void Everywhere_contains_all()
    {
        var all = SupervisionPath.Everywhere;
        Assert.Equal(("", "", 0, null), (all.Value, all.Code, all.Depth, all.Parent));
        Assert.All(Codes, code => Assert.True(InRange(SupervisionPath.Of(code, Parents), all)));
        Assert.True(InRange(SupervisionPath.Parse("zz/"), all));
        Assert.Equal(all, SupervisionPath.Parse("410000/").Parent);
    }

    [Fact]
    public void Missing_and_circular_links_are_refused()
    {
        Assert.Contains("区划表中没有“999999”", Assert.Throws<ArgumentException>(() => SupervisionPath.Of("999999", Parents)).Message, StringComparison.Ordinal);
        var circle = new Dictionary<string, string?> { ["A"] = "B", ["B"] = "A" };
        Assert.Contains("成环：A → B → A", Assert.Throws<ArgumentException>(() => SupervisionPath.Of("A", circle)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("410000"), InlineData("/"), InlineData("410000//"), InlineData("/410000/"), InlineData("41%/"), InlineData("郑州/")]
    public void Malformed_paths_are_refused(string path) => Assert.Throws<FormatException>(() => SupervisionPath.Parse(path));

    [Fact]
    public void Range_is_containment() => Gen.Select(Gen.OneOfConst(Codes), Gen.OneOfConst(Codes)).Sample((a, b) =>
    {
        var (above, below) = (SupervisionPath.Of(a, Parents), SupervisionPath.Of(b, Parents));
        return InRange(below, above) == above.Contains(below);
    });

    [Fact]
    public void Every_ancestor_contains_its_descendants() => Gen.OneOfConst(Codes).Sample(code =>
    {
        var path = SupervisionPath.Of(code, Parents);
        for (SupervisionPath? at = path; at is not null; at = at.Value.Parent)
        {
            Assert.True(at.Value.Contains(path) && InRange(path, at.Value));
            if (at.Value.Parent is { } parent) Assert.Equal(at.Value, parent.Append(at.Value.Code));
        }
    });

    private static bool InRange(SupervisionPath path, SupervisionPath subtree) =>
        string.CompareOrdinal(path.Value, subtree.RangeStart) >= 0 && string.CompareOrdinal(path.Value, subtree.RangeEnd) < 0;
}
