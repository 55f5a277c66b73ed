using Zhijian.Platform.Judging;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Exposure;
using Row = Zhijian.Platform.Reference.Rows.BiologicalLimit;

namespace Zhijian.Tests.Platform.Judging;

public sealed class BiologicalReadingTests
{
    static readonly List<BiologicalLimit> Limits =
        [.. ShippedLimits.Biological(ReferenceBookTests.Files).Last().Rows().Cast<Row>().Select(row => BiologicalReading.Of(ReferenceBookTests.Book.Limits.Editions[0], row))];

    static BiologicalLimit Find(string indicator, string time = "") => Limits.First(l => l.Indicator.Contains(indicator, StringComparison.Ordinal) && l.SamplingTime.Contains(time, StringComparison.Ordinal));

    [Theory]
    [InlineData("苯巯基尿酸", "", 100, "μg/g Cr", Verdict.Compliant)]
    [InlineData("苯巯基尿酸", "", 100.1, "ug/g肌酐", Verdict.Exceeds)]
    [InlineData("苯巯基尿酸", "", 48, "μmol/mol Cr", Verdict.Exceeds)]
    [InlineData("马尿酸", "", 2.1, "g/L", Verdict.Exceeds)]
    [InlineData("血中铅", "", 400, "μg/L", Verdict.Compliant)]
    [InlineData("终末呼出气甲苯", "工作班末", 20.5, "mg/m3", Verdict.Exceeds)]
    [InlineData("胆碱酯酶", "三个月内", 69, "%", Verdict.Exceeds)] // less is worse
    [InlineData("胆碱酯酶", "三个月内", 70, "%", Verdict.Compliant)]
    [InlineData("胆碱酯酶", "三个月后", 60, "%", Verdict.Compliant)]
    [InlineData("碳氧血红蛋白", "", 5.1, "% Hb", Verdict.Exceeds)]
    public void Findings_are_judged_in_the_units_of_the_standard(string indicator, string time, decimal value, string unit, Verdict verdict) =>
        Assert.Equal(verdict, Find(indicator, time).Judge(value, unit).Verdict);

    [Fact]
    public void What_the_standard_does_not_give_is_not_guessed()
    {
        Assert.Equal(Reason.WrongUnit, Find("血中铅").Judge(400, "mg/m3").Reason);
        Assert.Equal(Reason.LimitUnknown, Limits.First(l => l.Indicator == "尿中甲基马尿酸").Judge(1, "g/g Cr").Reason);
        Assert.Equal(Reason.ValueUnreadable, Find("血中铅").Judge(-1, "μg/L").Reason);
        Assert.All(Limits.Where(l => l.Indicator != "尿中甲基马尿酸"), l => Assert.NotEmpty(l.Figures));
    }
}
