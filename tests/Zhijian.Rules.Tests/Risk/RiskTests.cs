using System.Globalization;
using CsCheck;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Risk;

namespace Zhijian.Rules.Tests.Risk;

public class RiskTests
{
    private static readonly RiskCatalogue Catalogue = new(ReferenceData.Rows("project-risk-directory.csv")
        .Select(r => IndustryRiskRow.FromRow(r["gbt4754_prefix"], r["name_zh"], r["class_2012"], r["class_2021"], r["source"], r["confidence"])));

    private static FactorFact Factor(FactorExposure exposure, bool severe = false) => new() { Name = severe ? "苯" : "噪声", Exposure = exposure, HighlyToxic = severe };

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Theory]
    // Not listed: counts for its own industry from its own day on, with a class that the catalogue of the day knows.
    [InlineData("6210", "6210", "2024-01-01", "2024-01-02", HazardRiskClass.Severe, HazardRiskClass.Severe)]
    [InlineData("6210", "6210", "2024-01-01", "2024-01-01", HazardRiskClass.General, HazardRiskClass.General)]
    [InlineData("6210", "6210", "2024-01-02", "2024-01-01", HazardRiskClass.Severe, null)]
    [InlineData("6210", "6220", "2024-01-01", "2024-01-02", HazardRiskClass.Severe, null)]
    [InlineData("6210", "6210", "2018-01-01", "2018-06-01", HazardRiskClass.Serious, HazardRiskClass.Serious)]
    [InlineData("6210", "6210", "2018-01-01", "2024-01-02", HazardRiskClass.Serious, null)]
    // Listed: the catalogue counts.
    [InlineData("2221", "2221", "2024-01-01", "2024-01-02", HazardRiskClass.Severe, HazardRiskClass.General)]
    public void An_evaluation_counts_only_where_the_catalogue_is_silent(string industry, string decidedFor, string on, string day, HazardRiskClass found, HazardRiskClass? expected)
    {
        var risk = Catalogue.Classify(IndustryCode.Parse(industry), Day(day), new(found, IndustryCode.Parse(decidedFor), "评价2024-1", Day(on)));
        Assert.Equal(expected, risk.Class);
        Assert.Equal(expected == found && risk.Row is null, risk.Reasons.Any(r => r.Contains("评价2024-1", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("3610", "2021-03-11", HazardRiskClass.Serious), InlineData("3611", "2021-03-12", HazardRiskClass.Severe), InlineData("3011", "2018-01-01", HazardRiskClass.Severe)]
    [InlineData("3012", "2024-01-01", null), InlineData("2221", "2018-01-01", HazardRiskClass.Serious), InlineData("2221", "2024-01-01", HazardRiskClass.General), InlineData("C2614", "2024-01-01", HazardRiskClass.Severe)]
    [InlineData("C", "2024-01-01", null), InlineData("2614", "2012-05-30", null)]
    public void Industry_by_the_catalogue_of_the_day(string industry, string day, HazardRiskClass? hazard) =>
        Assert.Equal(hazard, Catalogue.Classify(IndustryCode.Parse(industry), Day(day)).Class);

    [Fact]
    public void The_longest_prefix_wins_and_a_row_without_a_class_of_that_year_is_passed_over()
    {
        var catalogue = new RiskCatalogue(
        [
            IndustryRiskRow.FromRow("26", "化学", "一般", "一般", "", ""), IndustryRiskRow.FromRow("261", "基础", "严重", "", "", ""), IndustryRiskRow.FromRow("2614", "有机", "", "严重", "", ""),
        ]);
        HazardRiskClass? Of(string code, int year) => catalogue.Classify(IndustryCode.Parse(code), new(year, 12, 1)).Class;
        Assert.Equal(HazardRiskClass.Severe, Of("2614", 2015));
        Assert.Equal(HazardRiskClass.Severe, Of("2614", 2022));
        Assert.Equal(HazardRiskClass.General, Of("2611", 2022));
        Assert.Equal("行业2614属于2021年目录所列“2614 有机”，职业病危害风险严重", catalogue.Classify(IndustryCode.Parse("2614"), new(2022, 1, 1)).Reasons[0]);
        Assert.Equal("2021年目录未列行业3011，须按职业病危害因素确定类别", catalogue.Classify(IndustryCode.Parse("3011"), new(2022, 1, 1)).Reasons[0]);
    }

    [Fact]
    public void Bad_rows_are_named()
    {
        Assert.Contains("“26”的风险类别应为严重、较重或一般，现为“高”", Assert.Throws<FormatException>(() => { IndustryRiskRow.FromRow("26", "", "高", "", "", ""); }).Message);
        var row = IndustryRiskRow.FromRow("26", "", "严重", "", "", "");
        Assert.Throws<ArgumentException>(() => new RiskCatalogue([row, row]));
    }

    /// <summary>Every cell of the matrix, on both sides of its bounds of persons.</summary>
    [Theory]
    [InlineData(false, true, 1, 1, 1), InlineData(false, false, 2, 2, 3), InlineData(true, true, 2, 2, 3), InlineData(true, false, 3, 3, 3)]
    public void Hazard_grade_by_nature_compliance_and_persons(bool severe, bool complies, int few, int some, int many)
    {
        var factor = Factor(complies ? FactorExposure.Complies : FactorExposure.Exceeds, severe);
        HazardRiskGrade? Of(int persons) => HazardRiskGrading.Grade([factor], persons).Grade;
        Assert.Equal([few, few, some, some, many, many], new[] { 0, 9, 10, 49, 50, 5000 }.Select(n => (int)Of(n)!));
    }

    [Fact]
    public void The_worst_factor_decides_and_the_reasons_name_it()
    {
        var result = HazardRiskGrading.Grade([Factor(FactorExposure.Exceeds), Factor(FactorExposure.Complies, severe: true)], 12);
        Assert.Equal((HazardRiskGrade.Three, true), (result.Grade, result.Severe));
        Assert.Equal(["苯列入高毒物品目录", "接触职业病危害12人", "接触水平不符合：噪声超过职业接触限值", "风险等级Ⅲ级（来源中此格缺失，按不低于同行左格取值）"], result.Reasons);
    }

    [Fact]
    public void Unmeasured_is_undetermined_unless_it_makes_no_difference()
    {
        var open = HazardRiskGrading.Grade([Factor(FactorExposure.Unknown), Factor(FactorExposure.Complies)], 5);
        Assert.Null(open.Grade);
        Assert.Equal("风险等级为Ⅰ级至Ⅱ级，须检测后确定", open.Reasons[^1]);
        Assert.Equal(HazardRiskGrade.Three, HazardRiskGrading.Grade([Factor(FactorExposure.Unknown, severe: true)], 50).Grade);
        Assert.Equal(HazardRiskGrade.Two, HazardRiskGrading.Grade([Factor(FactorExposure.Unknown), Factor(FactorExposure.Exceeds)], 5).Grade);
        Assert.Equal(["没有职业病危害因素，不作风险分级"], HazardRiskGrading.Grade([], 5).Reasons);
    }

    [Fact]
    public void Unknown_persons_leave_the_grade_open_unless_they_make_no_difference()
    {
        Assert.Equal(HazardRiskGrade.One, HazardRiskGrading.Grade([Factor(FactorExposure.Complies)], null).Grade);
        Assert.Equal(HazardRiskGrade.Three, HazardRiskGrading.Grade([Factor(FactorExposure.Exceeds, severe: true)], null).Grade);
        var open = HazardRiskGrading.Grade([Factor(FactorExposure.Complies, severe: true)], null);
        Assert.Null(open.Grade);
        Assert.Equal(["苯列入高毒物品目录", "接触职业病危害人数未登记", "接触水平符合：各因素均未超过职业接触限值", "风险等级为Ⅱ级至Ⅲ级，须登记接触人数后确定"], open.Reasons);
        Assert.Equal("不论接触水平是否符合，均为Ⅲ级（来源中此格缺失，按不低于同行左格取值）", HazardRiskGrading.Grade([Factor(FactorExposure.Unknown, severe: true)], 50).Reasons[^1]);
    }

    [Fact]
    public void Severe_factors()
    {
        var plain = new FactorFact { Name = "甲" };
        (FactorFact Factor, bool Severe)[] cases =
        [
            (plain, false), (plain with { HighlyToxic = true }, true), (plain with { Asbestos = true }, true), (plain with { FreeSilicaPercent = 9.99m }, false), (plain with { FreeSilicaPercent = 10 }, true),
            (plain with { SilicaDust = true }, true), (plain with { CarcinogenG1 = true }, true), (plain with { IonisingRadiation = true }, true), (plain with { IonisingRadiation = true, RadiationExempt = true }, false), (plain with { NamedSevere = true }, true),
        ];
        Assert.All(cases, c => Assert.Equal(c.Severe, SevereFactors.Reasons(c.Factor).Any()));
        Assert.Equal(3, SevereFactors.Reasons(plain with { HighlyToxic = true, CarcinogenG1 = true, Asbestos = true }).Count());
    }

    [Fact]
    public void More_persons_never_lower_the_grade() =>
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Int[0, 200], Gen.Int[0, 200]).Sample((severe, complies, persons, more) =>
        {
            var factor = Factor(complies ? FactorExposure.Complies : FactorExposure.Exceeds, severe);
            return HazardRiskGrading.Grade([factor], persons + more).Grade >= HazardRiskGrading.Grade([factor], persons).Grade;
        });

    [Theory]
    [InlineData(HazardRiskGrade.One, "甲甲乙"), InlineData(HazardRiskGrade.Two, "甲乙丙"), InlineData(HazardRiskGrade.Three, "乙丙丙")]
    public void Comprehensive_class_by_the_default_matrix(HazardRiskGrade hazard, string letters) =>
        Assert.Equal(letters, string.Concat(Enum.GetValues<ManagementGrade>().Select(m => ComprehensiveMatrix.Default.Classify(hazard, m).Letter.Mark.Text()[0])));

    [Theory]
    [InlineData("100", ManagementGrade.A), InlineData("90", ManagementGrade.A), InlineData("89.9", ManagementGrade.B), InlineData("70", ManagementGrade.B), InlineData("69.9", ManagementGrade.C), InlineData("0", ManagementGrade.C)]
    public void Management_grade(string score, ManagementGrade grade) => Assert.Equal(grade, ComprehensiveMatrix.Default.ManagementOf(decimal.Parse(score, CultureInfo.InvariantCulture)));

    [Fact]
    public void Comprehensive_class_says_why_and_from_which_matrix()
    {
        var risk = ComprehensiveMatrix.Default.Classify(HazardRiskGrade.Three, 72.5m);
        Assert.Equal("comprehensive-default", risk.MatrixId);
        Assert.Equal(["职业病危害风险Ⅲ级", "管理状况自查得分率72.5%", "职业卫生管理状况B级", "综合风险丙类（高风险，用人单位职业病危害综合风险分类）"], risk.Reasons);
        Assert.Throws<ArgumentOutOfRangeException>(() => { ComprehensiveMatrix.Default.ManagementOf(101); });
    }

    [Fact]
    public void An_edited_matrix_must_be_whole_and_never_reward_the_worse()
    {
        var cells = Enum.GetValues<HazardRiskGrade>().SelectMany(h => Enum.GetValues<ManagementGrade>().Select(m => new ComprehensiveCell(h, m, RiskMark.Yi))).ToArray();
        ManagementGradeRow[] grades = [new(0, ManagementGrade.A)];
        Assert.Equal("mine", new ComprehensiveMatrix("mine", cells, grades).Id);
        Assert.Throws<ArgumentException>(() => new ComprehensiveMatrix("", cells[1..], grades));
        Assert.Throws<ArgumentException>(() => new ComprehensiveMatrix("", [.. cells, cells[0]], grades));
        Assert.Throws<ArgumentException>(() => new ComprehensiveMatrix("", [.. cells[..8], cells[8] with { Mark = RiskMark.Jia }], grades));
        Assert.Throws<ArgumentException>(() => new ComprehensiveMatrix("", cells, [new(10, ManagementGrade.A)]));
    }

    [Fact]
    public void The_same_letter_means_opposite_things_in_two_schemes()
    {
        Assert.True(new RiskLetter<ComprehensiveScheme>(RiskMark.Bing) > new RiskLetter<ComprehensiveScheme>(RiskMark.Jia));
        Assert.True(new RiskLetter<SupervisionGuideScheme>(RiskMark.Jia) > new RiskLetter<SupervisionGuideScheme>(RiskMark.Bing));
        Assert.Equal("甲类（高风险，职业卫生分类分级监督执法工作指南（试行））", new RiskLetter<SupervisionGuideScheme>(RiskMark.Jia).ToString());

        var stored = new RiskLetter<ComprehensiveScheme>(RiskMark.Jia).ToStored();
        Assert.False(stored.TryRead<SupervisionGuideScheme>(out _));
        Assert.True(stored.TryRead<ComprehensiveScheme>(out var letter));
        Assert.Equal(RiskMark.Jia, letter.Mark);
        Assert.NotEqual(stored, new RiskLetter<SupervisionGuideScheme>(RiskMark.Jia).ToStored());
        Assert.False(typeof(IComparable<StoredRiskLetter>).IsAssignableFrom(typeof(StoredRiskLetter)));
        Assert.False(typeof(IComparable<RiskLetter<SupervisionGuideScheme>>).IsAssignableFrom(typeof(RiskLetter<ComprehensiveScheme>)));
    }
}
