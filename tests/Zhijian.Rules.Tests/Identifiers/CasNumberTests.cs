using CsCheck;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Rules.Tests.Identifiers;

public class CasNumberTests
{
    [Theory]
    [InlineData("71-43-2")] // benzene
    [InlineData("7732-18-5")] // water
    [InlineData("14808-60-7")] // quartz
    [InlineData("50-00-0")] // formaldehyde
    public void Known_substances(string cas) => Assert.Equal(cas, CasNumber.Parse(cas).Value);

    [Theory]
    [InlineData(" ７１－４３－２ "), InlineData("71–43–2"), InlineData("71−43−2")]
    public void Full_width_and_dashes_are_read(string typed) => Assert.Equal("71-43-2", CasNumber.Parse(typed).Value);

    [Theory]
    [InlineData("71-43"), InlineData("7143-2"), InlineData("1-43-2"), InlineData("071-43-2"), InlineData("12345678-43-2"), InlineData("71-4A-2"), InlineData("1971/4/3")]
    public void Malformed(string typed)
    {
        var read = CasNumber.Check(typed);
        Assert.Equal(CheckStatus.Malformed, read.Status);
        Assert.StartsWith("CAS号应为", read.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blank() => Assert.Equal("未填写CAS号", CasNumber.Check(" ").Message);

    [Fact]
    public void Wrong_check() => Assert.Equal("CAS号的校验位不符：末位应为“2”，现为“3”，请核对", CasNumber.Check("71-43-3").Message);

    [Fact]
    public void One_check_digit_holds() => Gen.Select(Gen.Int[10, 9_999_999], Gen.Int[0, 99]).Sample((head, two) =>
        Enumerable.Range(0, 10).Count(check => CasNumber.TryParse($"{head}-{two:00}-{check}", out _)) == 1);

    [Theory]
    [InlineData("1395-21-7; 9014-01-1", "1395-21-7,9014-01-1"), InlineData("7440-43-9（镉）", "7440-43-9"), InlineData("镉", ""), InlineData("", ""), InlineData(null, "")]
    public void All_in_a_cell(string? cell, string numbers) => Assert.Equal(numbers, string.Join(',', CasNumber.AllIn(cell)));

    [Theory]
    [InlineData("oel-chemical.csv"), InlineData("oel-dust.csv"), InlineData("oel-biological.csv"), InlineData("hazard-factors.csv")]
    public void Every_number_of_the_reference_tables_is_valid(string file)
    {
        // As printed in the catalogue of 2015: vanadium, chloroacetyl chloride, tungsten.
        string[] printedWrong = file == "hazard-factors.csv" ? ["7440-62-6", "79-40-9", "7740-33-7"] : [];
        var cells = ReferenceData.Rows(file).Select(row => row["cas"]).Where(cell => cell.Length > 0).ToArray();

        Assert.All(cells, cell => Assert.Equal(cell.Split(';').Length, CasNumber.AllIn(cell).Count()));
        Assert.Equal(printedWrong, cells.SelectMany(CasNumber.AllIn).Where(cas => !cas.CheckHolds).Select(cas => cas.Value));
    }
}
