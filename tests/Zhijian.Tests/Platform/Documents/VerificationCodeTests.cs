using CsCheck;
using Zhijian.Platform.Documents;

namespace Zhijian.Tests.Platform.Documents;

public sealed class VerificationCodeTests
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static readonly Gen<VerificationCode> Codes = Gen.Byte.Array[16].Select(b => VerificationCode.From(b));

    [Fact]
    public void Known_example()
    {
        var code = VerificationCode.From(Convert.FromHexString("00112233445566778899aabbccddeeff"));
        Assert.Equal("008J-4CT4-ANK7-F24S-NAXW-SQFE-ZWH", code.ToString());
        Assert.Equal("0000-0000-0000-0000-0000-0000-000", VerificationCode.From(new byte[16]).ToString());
    }

    [Fact]
    public void What_is_printed_is_read_again() => Codes.Sample(code =>
        VerificationCode.TryParse(code.ToString(), out var read, out _) && read == code && VerificationCode.TryParse(code.Value, out read) && read == code);

    [Fact]
    public void Small_letters_full_width_blanks_and_confused_letters_are_read()
    {
        foreach (var typed in new[] { "oo8j-4ct4-ank7-f24s-naxw-sqfe-zwh", " ００８Ｊ－４ＣＴ４ ank7f24s naxw sqfe zwh", "008J4CT4ANK7F24SNAXWSQFEZWH" })
        {
            Assert.True(VerificationCode.TryParse(typed, out var code));
            Assert.Equal("008J4CT4ANK7F24SNAXWSQFEZWH", code.Value);
        }
    }

    [Fact]
    public void Every_single_wrong_character_is_found() => Codes.Sample(code =>
    {
        var value = code.Value;
        for (var at = 0; at < value.Length; at++)
            foreach (var other in Alphabet.Where(c => c != value[at]))
                if (VerificationCode.TryParse(value[..at] + other + value[(at + 1)..], out _)) return false;
        return true;
    }, iter: 50);

    [Fact]
    public void Every_exchange_of_two_characters_is_found() => Codes.Sample(code =>
    {
        for (var i = 0; i < code.Value.Length; i++)
            for (var j = i + 1; j < code.Value.Length; j++)
            {
                var typed = code.Value.ToCharArray();
                (typed[i], typed[j]) = (typed[j], typed[i]);
                if (typed[i] != typed[j] && VerificationCode.TryParse(new string(typed), out _)) return false;
            }
        return true;
    }, iter: 50);

    [Theory]
    [InlineData(null, "请输入")]
    [InlineData(" - ", "请输入")]
    [InlineData("008J", "现为 4 位")]
    [InlineData("008J4CT4ANK7F24SNAXWSQFEZWH0", "多输")]
    [InlineData("U08J4CT4ANK7F24SNAXWSQFEZWH", "不会出现“U”")]
    [InlineData("008J4CT4ANK7F24SNAXWSQFEZHW", "有误")]
    public void Mistakes_are_explained(string? typed, string because)
    {
        Assert.False(VerificationCode.TryParse(typed, out _, out var problem));
        Assert.Contains(because, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void New_codes_differ() => Assert.Equal(1000, Enumerable.Range(0, 1000).Select(_ => VerificationCode.New()).Distinct().Count());

    [Fact]
    public void A_code_that_was_never_set_is_not_printed() => Assert.Throws<InvalidOperationException>(() => default(VerificationCode).ToString());

    [Fact]
    public void A_paper_knows_its_own_files()
    {
        var paper = new IssuedPaper("order", "题", "（郑）安监责改〔2018〕1号", "郑州市安全生产监督管理局", "印", new(2018, 9, 1), PaperHash.Of("docx"u8), null, VerificationCode.New());
        Assert.True(paper.Is("docx"u8));
        Assert.False(paper.Is("other"u8));
        Assert.True((paper with { Pdf = PaperHash.Of("pdf"u8) }).Is("pdf"u8));
    }
}
