using Zhijian.Rules.Exposure;

namespace Zhijian.Rules.Tests.Exposure;

public class ReadingTests
{
    [Theory]
    [InlineData("C_TWA", ExposureIndex.TimeWeighted), InlineData("c-twa", ExposureIndex.TimeWeighted), InlineData("ＣＴＷＡ", ExposureIndex.TimeWeighted), InlineData(" C_STE ", ExposureIndex.ShortTerm)]
    [InlineData("C_ME", ExposureIndex.Ceiling), InlineData("C_PE", ExposureIndex.Peak), InlineData("L_EX,8h", ExposureIndex.NoiseDay), InlineData("LEX40H", ExposureIndex.NoiseWeek)]
    [InlineData("Lpeak", ExposureIndex.NoisePeak), InlineData("wbgt", ExposureIndex.Heat)]
    public void Indices_are_read_in_any_spelling(string text, ExposureIndex index)
    {
        Assert.True(ExposureIndexes.TryParse(text, out var read));
        Assert.Equal(index, read);
    }

    [Theory]
    [InlineData(""), InlineData("PC-TWA"), InlineData("C_TWA_LONGER_THAN_ANY"), InlineData("时间")]
    public void Other_indices_are_refused(string text) => Assert.False(ExposureIndexes.TryParse(text, out _));

    [Theory]
    [InlineData("mg/m3", Unit.MgPerM3), InlineData("MG/M³", Unit.MgPerM3), InlineData("mg/m^3", Unit.MgPerM3), InlineData("ｍｇ/ｍ3", Unit.MgPerM3), InlineData("µg/m3", Unit.UgPerM3), InlineData("μg/m³", Unit.UgPerM3)]
    [InlineData("ug/m3", Unit.UgPerM3), InlineData("ppm", Unit.Ppm), InlineData("PPM", Unit.Ppm), InlineData("dB(A)", Unit.DecibelA), InlineData("dBA", Unit.DecibelA), InlineData("dB（A）", Unit.DecibelA)]
    [InlineData("℃", Unit.Celsius), InlineData("°C", Unit.Celsius), InlineData("f/ml", Unit.FibrePerMl), InlineData("f/cm3", Unit.FibrePerMl), InlineData("", Unit.Unstated), InlineData("m/s²", Unit.MetrePerS2)]
    public void Units_are_read_in_any_spelling(string text, Unit unit)
    {
        Assert.True(Units.TryParse(text, out var read));
        Assert.Equal(unit, read);
    }

    [Fact]
    public void Every_unit_reads_its_own_text()
    {
        foreach (var unit in Enum.GetValues<Unit>())
        {
            Assert.True(Units.TryParse(unit.Text(), out var read));
            Assert.Equal(unit, read);
        }
        Assert.False(Units.TryParse("furlong", out _));
    }

    [Theory]
    [InlineData("Ⅲ", WorkIntensity.Heavy), InlineData("iii", WorkIntensity.Heavy), InlineData("３", WorkIntensity.Heavy), InlineData("III级", WorkIntensity.Heavy), InlineData("4", WorkIntensity.VeryHeavy), InlineData("Ⅳ", WorkIntensity.VeryHeavy), InlineData("Ⅰ", WorkIntensity.Light), InlineData("ⅱ", WorkIntensity.Medium)]
    public void Intensities_are_read_in_any_spelling(string text, WorkIntensity intensity)
    {
        Assert.True(Facts.TryParse(text, out WorkIntensity read));
        Assert.Equal(intensity, read);
    }

    [Theory]
    [InlineData("5"), InlineData("0"), InlineData("重"), InlineData("")]
    public void Other_intensities_are_refused(string text) => Assert.False(Facts.TryParse(text, out WorkIntensity _));

    [Fact]
    public void Names_are_found_whatever_their_width_case_and_spacing()
    {
        var names = new FactorNames([(NameKind.Limit, "N,N-二甲基苯胺", [1]), (NameKind.Catalogue, "苯", [2]), (NameKind.Limit, "苯", [3]), (NameKind.Limit, "Vinyl chloride", [4]), (NameKind.CataloguePart, "铅", [5]), (NameKind.CataloguePart, "铅", [6])]);
        foreach (var (text, ids) in new (string, int[])[] { ("Ｎ，Ｎ－二甲基 苯胺", [1]), ("苯", [3]), ("苯（皮）", [3]), (" VINYL　CHLORIDE", [4]), ("铅", [5, 6]) })
        {
            Assert.True(names.TryFind(text, out var found));
            Assert.Equal(ids, found);
        }
        Assert.False(names.TryFind("甲苯", out _));
        Assert.False(names.TryFind("", out _));
    }
}
