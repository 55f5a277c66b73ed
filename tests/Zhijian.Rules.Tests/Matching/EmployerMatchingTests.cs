using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Matching;

namespace Zhijian.Rules.Tests.Matching;

public sealed class EmployerMatchingTests
{
    static readonly PlaceNames Gongyi = new(["河南省", "郑州市", "巩义市", "米河镇"]);
    static readonly MatchPolicy Policy = MatchPolicy.Usual;

    static string Code(string body, string division = "410181", char department = '9') =>
        UnifiedSocialCreditCode.Create(department, '1', division, OrganisationCode.Create(body)).Value;

    static MatchVerdict Judge(MatchSubject incoming, params MatchSubject[] known) => EmployerMatching.Judge(incoming, known, Gongyi, Policy);

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("宏达", "宏达", 1)]
    [InlineData("night", "nacht", 0.25)] // the textbook pair: one common pair of four and four
    [InlineData("宏达耐火材料", "宏达耐材", 0.5)] // 宏达, 达耐 of 5 + 3
    [InlineData("a", "ab", 0)]
    [InlineData("aaaa", "aa", 0.5)] // a pair counts as often as it stands: 1 of 3 + 1
    public void Dice_counts_common_pairs(string a, string b, double likeness)
    {
        Assert.Equal(likeness, Likeness.Dice(a, b), 3);
        Assert.Equal(likeness, Likeness.Dice(b, a), 3);
    }

    [Theory]
    [InlineData("河南省郑州市巩义市宏达耐火材料有限责任公司", "宏达耐火材料", "有限责任公司", "")]
    [InlineData("巩义宏达耐火材料有限公司", "宏达耐火材料", "有限公司", "")]
    [InlineData("宏达（郑州）耐火材料有限公司", "宏达耐火材料", "有限公司", "")]
    [InlineData("ＡＢＣ机械　有限公司", "ABC机械", "有限公司", "")]
    [InlineData("巩义市宏达耐火材料有限公司米河分公司", "宏达耐火材料", "有限公司", "分公司")]
    [InlineData("巩义市鑫源石料厂（个体工商户）", "鑫源石料厂", "", "")]
    [InlineData("巩义市", "巩义市", "", "")]
    [InlineData("郑州公司", "郑州", "公司", "")] // a name that is a place keeps it
    [InlineData("", "", "", "")]
    [InlineData("😀机械😀有限公司", "机械", "有限公司", "")]
    public void Names_are_taken_apart(string name, string core, string form, string branch)
    {
        var read = CompanyName.Read(name, Gongyi);
        Assert.Equal((core, form, branch), (read.Core, read.Form, read.Branch));
    }

    [Theory]
    [InlineData("巩义市第一耐火材料厂", "巩义市第二耐火材料厂")]
    [InlineData("宏达机械1号有限公司", "宏达机械2号有限公司")]
    [InlineData("巩义市宏达耐火材料有限公司", "巩义市宏达耐火材料有限公司回郭镇分公司")]
    public void Numbers_and_branches_are_other_firms(string a, string b)
    {
        Assert.True(CompanyName.Read(a, Gongyi).LikenessTo(CompanyName.Read(b, Gongyi)) <= 0.6);
        Assert.NotEqual(MatchCertainty.Certain, Judge(new(a) { Addresses = ["米河镇工业路8号"] }, new MatchSubject(b) { Addresses = ["米河镇工业路8号"] }).Certainty);
    }

    [Fact]
    public void Digits_and_number_words_are_the_same_number() =>
        Assert.Equal(CompanyName.Read("宏达2厂", Gongyi).Numerals, CompanyName.Read("宏达二厂", Gongyi).Numerals);

    [Theory]
    [InlineData("巩义市米河镇工业路8号", "工业路8号", 1)]
    [InlineData("米河镇工业路8号", "米河镇工业路 08 号", 1)]
    [InlineData("米河镇工业路8号", "米河镇工业路18号", 0.533)] // 6 of 9 pairs, less because the numbers differ
    public void Addresses_lose_their_places_and_mind_their_numbers(string a, string b, double likeness)
    {
        Assert.Equal(likeness, AddressText.Read(a, Gongyi)!.LikenessTo(AddressText.Read(b, Gongyi)!), 3);
        Assert.Null(AddressText.Read(" ，", Gongyi));
    }

    [Fact]
    public void The_credit_code_decides_whatever_the_name()
    {
        var code = Code("MA000001");
        var verdict = Judge(new("改了名的公司") { CreditCode = code }, new("宏达耐火材料有限公司") { CreditCode = Code("MA000002") }, new("旧名机械有限公司") { CreditCode = code });
        Assert.Equal((MatchCertainty.Certain, 1, MatchBasis.CreditCode), (verdict.Certainty, verdict.Best!.Candidate, verdict.Best.Basis));
    }

    [Fact]
    public void Two_valid_codes_are_two_firms_however_alike()
    {
        var verdict = Judge(new("宏达机械有限公司") { CreditCode = Code("MA000001"), Addresses = ["工业路8号"] },
            new MatchSubject("宏达机械有限公司") { CreditCode = Code("MA000002"), Addresses = ["工业路8号"] });
        Assert.Equal(MatchCertainty.None, verdict.Certainty);
    }

    [Fact]
    public void A_slip_in_the_code_is_a_question()
    {
        var code = Code("MA000001");
        var slipped = code[..17] + (code[17] == '0' ? '1' : '0');
        var verdict = Judge(new("宏达机械有限公司") { CreditCode = slipped, Addresses = ["工业路8号"] }, new MatchSubject("宏达机械有限公司") { CreditCode = code, Addresses = ["工业路8号"] });
        Assert.Equal(MatchBasis.OrganisationCode, Assert.Single(verdict.Ranked).Basis);

        var other = code[..10] + (code[10] == '7' ? '8' : '7') + code[11..];
        verdict = Judge(new("宏达机械有限公司") { CreditCode = other, Addresses = ["工业路8号"] }, new MatchSubject("宏达机械有限公司") { CreditCode = code, Addresses = ["工业路8号"] });
        Assert.Equal(MatchCertainty.Likely, verdict.Certainty);
        Assert.Contains(verdict.Ranked[0].Evidence, e => e.Says.Contains("录入错误"));
    }

    [Theory]
    [InlineData("巩义市宏达机械有限公司", MatchCertainty.Certain)]
    [InlineData("登封市完全不同矿业公司", MatchCertainty.Likely)]
    public void The_old_register_number_needs_a_name_behind_it(string name, MatchCertainty expected) =>
        Assert.Equal(expected, Judge(new(name) { RegistrationNumber = "410181000012345" }, new MatchSubject("宏达机械有限责任公司") { RegistrationNumber = "410181000012345" }).Certainty);

    [Fact]
    public void The_organisation_code_inside_another_credit_code_finds_the_same_body()
    {
        var verdict = Judge(new("宏达机械有限公司") { CreditCode = Code("MA000001", "410185") }, new MatchSubject("宏达机械有限公司") { CreditCode = Code("MA000001") });
        Assert.Equal((MatchCertainty.Certain, MatchBasis.OrganisationCode), (verdict.Certainty, verdict.Best!.Basis));
        Assert.Equal(1, verdict.Best.Score);
        // A name that does not fit keeps the score low: confirming all above a score must not take it along.
        var unlike = Judge(new("另一家矿业") { CreditCode = Code("MA000001", "410185") }, new MatchSubject("宏达机械有限公司") { CreditCode = Code("MA000001") });
        Assert.Equal(MatchCertainty.Likely, unlike.Certainty);
        Assert.InRange(Assert.Single(unlike.Ranked).Score, 0, 0.5);
    }

    [Theory]
    [InlineData("巩义市宏达耐火材料有限公司", "宏达耐火材料有限责任公司", "米河镇工业路8号", "工业路8号", null, null, MatchCertainty.Certain)]
    [InlineData("巩义市宏达耐火材料有限公司", "宏达耐火材料有限责任公司", null, null, null, null, MatchCertainty.Likely)] // a name alone never decides
    [InlineData("巩义市宏达耐火材料有限公司", "宏达耐火材料有限责任公司", null, null, "张三", "张三", MatchCertainty.Certain)]
    [InlineData("巩义市宏达耐火材料有限公司", "宏达耐火材料有限责任公司", "工业路8号", "工业路8号", "张三", "李四", MatchCertainty.Likely)] // another representative: ask
    [InlineData("巩义市宏达耐火材料有限公司", "宏达耐材有限公司", "工业路8号", "工业路8号", "张三", "张三", MatchCertainty.None)]
    [InlineData("巩义市宏达耐火材料有限公司", "宏达高铝耐火材料有限公司", "工业路8号", "工业路8号", "张三", "张三", MatchCertainty.Likely)]
    [InlineData("巩义市宏达耐火材料有限公司", "巩义市永兴石料有限公司", "工业路8号", "工业路8号", null, null, MatchCertainty.None)] // one yard, two firms
    public void Name_and_address_score(string a, string b, string? addressA, string? addressB, string? personA, string? personB, MatchCertainty expected)
    {
        var verdict = Judge(new(a) { Addresses = addressA is null ? [] : [addressA], LegalRepresentative = personA },
            new MatchSubject(b) { Addresses = addressB is null ? [] : [addressB], LegalRepresentative = personB });
        Assert.Equal(expected, verdict.Certainty);
        if (expected != MatchCertainty.None) Assert.Contains(verdict.Ranked[0].Evidence, e => e.Part == "得分" && e.Says.Contains("名称"));
    }

    [Fact]
    public void A_former_name_finds_the_firm()
    {
        var verdict = Judge(new("宏达机械有限公司") { Addresses = ["工业路8号"] }, new MatchSubject("新宇智能装备有限公司") { FormerNames = ["巩义市宏达机械有限公司"], Addresses = ["工业路8号"] });
        Assert.Equal(MatchCertainty.Certain, verdict.Certainty);
        Assert.Contains("曾用名", verdict.Best!.Evidence[0].Says);
    }

    [Fact]
    public void Two_that_fit_alike_are_for_a_person()
    {
        var known = new MatchSubject("宏达机械有限公司") { Addresses = ["工业路8号"] };
        var verdict = Judge(known, known, known);
        Assert.Equal((MatchCertainty.Likely, 2), (verdict.Certainty, verdict.Ranked.Count));
        Assert.Null(verdict.Best);
    }

    [Fact]
    public void Code_and_number_that_point_to_two_files_are_for_a_person()
    {
        var code = Code("MA000001");
        var verdict = Judge(new("宏达机械有限公司") { CreditCode = code, RegistrationNumber = "410181000012345" },
            new MatchSubject("宏达机械有限公司") { CreditCode = code }, new MatchSubject("宏达机械有限公司") { RegistrationNumber = "410181000012345" });
        Assert.Equal(MatchCertainty.Likely, verdict.Certainty);
        Assert.Equal([0, 1], verdict.Ranked.Select(r => r.Candidate));
    }

    [Theory]
    [InlineData(10, 20, false, true)]
    [InlineData(20, 10, false, false)]
    [InlineData(20, 10, true, true)]
    [InlineData(10, 10, false, true)]
    public void The_more_trusted_source_prevails(int incoming, int present, bool empty, bool expected) =>
        Assert.Equal(expected, SourceTrust.Prevails(incoming, present, empty));

    [Theory]
    [InlineData("register:20260610-1", "register")]
    [InlineData("user", "user")]
    [InlineData("", "")]
    public void Lineage_names_its_source(string lineage, string key) => Assert.Equal(key, SourceTrust.KeyOf(lineage));
}
