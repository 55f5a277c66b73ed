using Zhijian.Rules.Reports;

namespace Zhijian.Rules.Tests.Reports;

public sealed class ReportCheckTests
{
    static readonly Dictionary<string, decimal> Figures = new() { ["opening"] = 10, ["found"] = 4, ["closed"] = 3, ["open"] = 11, ["prev:open"] = 10, ["prev:employers"] = 100, ["employers"] = 120, ["prev:zero"] = 0, ["zero"] = 5, ["other:open"] = 12 };

    static IReadOnlyList<CheckFinding> Find(CheckKind kind, string left, string right, decimal percent = 20) =>
        ReportChecks.Find([new("R1", left, kind, left, right, percent, true, "说明")], name => Figures.TryGetValue(name, out var value) ? value : null);

    [Theory]
    [InlineData(CheckKind.Equal, "open", "opening + found - closed", true)]
    [InlineData(CheckKind.Equal, "open", "opening + found", false)]
    [InlineData(CheckKind.Equal, "opening", "prev:open", true)]
    [InlineData(CheckKind.Equal, "open", "other:open", false)]
    [InlineData(CheckKind.AtMost, "closed", "found", true)]
    [InlineData(CheckKind.AtMost, "found", "closed", false)]
    [InlineData(CheckKind.AtMost, "open", "open", true)]
    [InlineData(CheckKind.AtLeast, "found", "closed", true)]
    [InlineData(CheckKind.AtLeast, "closed", "found", false)]
    [InlineData(CheckKind.Jump, "employers", "", true)]
    [InlineData(CheckKind.Jump, "zero", "", true)]
    [InlineData(CheckKind.Equal, "open", "missing", true)]
    [InlineData(CheckKind.Equal, "missing", "open", true)]
    public void A_relation_holds_or_is_told(CheckKind kind, string left, string right, bool holds) => Assert.Equal(holds, Find(kind, left, right).Count == 0);

    [Theory]
    [InlineData(20, true)]
    [InlineData(19.9, false)]
    public void A_jump_is_one_beyond_its_percentage(double percent, bool holds) => Assert.Equal(holds, Find(CheckKind.Jump, "employers", "", (decimal)percent).Count == 0);

    [Fact]
    public void What_was_found_says_both_sides() => Assert.Equal("说明：11 ≠ 14", Assert.Single(Find(CheckKind.Equal, "open", "opening + found")).Text);
}
