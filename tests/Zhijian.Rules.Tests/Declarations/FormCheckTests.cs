using Zhijian.Rules.Declarations;

namespace Zhijian.Rules.Tests.Declarations;

public sealed class FormCheckTests
{
    static readonly DateOnly Today = new(2026, 6, 10);
    internal static readonly IReadOnlyList<FormEdition> Editions = EditionData.Load();
    static readonly Dictionary<string, FactorFact> Factors = new()
    {
        ["D01"] = new("D01", "矽尘", HazardClass.Dust), ["P01"] = new("P01", "噪声", HazardClass.Physical), ["C010"] = new("C010", "苯", HazardClass.Chemical, true),
    };

    internal static FactorFact? Factor(string code) => Factors.GetValueOrDefault(code);

    internal static DeclarationForm Good => new()
    {
        EmployerName = "巩义市示例耐火材料有限公司", CreditCode = "91410181MA000001X0", RegisteredAddress = "巩义市", WorkplaceAddress = "巩义市示例路1号", Size = "Small", IndustryCode = "3089",
        RegistrationType = "LimitedLiability", LegalRepresentative = "张三", Phone = "0371-60000000", PrincipalPerson = "张三", Reporter = "李四", ReporterPhone = "13800000000",
        HasManagementUnit = true, FullTimeManagers = 1, PartTimeManagers = 0, TotalWorkers = 50, DispatchedWorkers = 5, CumulativeCases = 0, TotalExposed = 30,
        Workshops =
        [
            new() { Name = "破碎", Distinct = 20, Hazards = [new() { FactorCode = "D01", Persons = 20 }, new() { FactorCode = "P01", Persons = 15 }] },
            new() { Name = "成型", Distinct = 12, Hazards = [new() { FactorCode = "P01", Persons = 12 }] },
        ],
    };

    static IReadOnlyList<CheckFinding> Check(DeclarationForm form, DeclarationKind kind = DeclarationKind.Initial, string edition = "2012") =>
        FormCheck.Of(form, Editions.Single(e => e.Code == edition), kind, Today, Factor);

    static IEnumerable<string> Errors(DeclarationForm form, DeclarationKind kind = DeclarationKind.Initial, string edition = "2012") =>
        Check(form, kind, edition).Where(f => f.Severity == CheckSeverity.Error).Select(f => f.Code);

    static DeclarationForm With(int distinct, params (string Code, int Persons)[] rows) => Good with
    {
        TotalExposed = distinct, Workshops = [new() { Name = "破碎", Distinct = distinct, Hazards = [.. rows.Select(r => new FormHazard { FactorCode = r.Code, Persons = r.Persons })] }],
    };

    [Theory]
    // Between the 11th and the 13th month after the last declaration; late is late, but never refused.
    [InlineData("2019", "2026-06-10", "2027-05-09", "2027-05-10 起办理，2027-07-10 前完成")]
    [InlineData("2019", "2026-06-10", "2027-05-10", null)]
    [InlineData("2019", "2026-06-10", "2028-01-01", null)]
    [InlineData("2019", null, "2026-06-10", null)]
    [InlineData("2012", null, "2018-06-10", "没有年度更新")]
    public void The_yearly_update_is_filed_from_the_opening_of_its_cycle_on(string edition, string? from, string today, string? refusal)
    {
        static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var why = Editions.Single(e => e.Code == edition).WhyNotYearly(from is null ? null : Day(from), Day(today));
        if (refusal is null) Assert.Null(why);
        else Assert.Contains(refusal, why);
    }

    [Fact]
    public void A_sound_form_may_be_filed() => Assert.True(FormCheck.MayFile(Check(Good)), string.Join('\n', Check(Good)));

    [Theory]
    // distinct ≥ the largest row, ≤ the sum of the rows: worked through at the borders.
    [InlineData(20, 20, 15, "")]
    [InlineData(19, 20, 15, "CK-21")]
    [InlineData(35, 20, 15, "")]
    [InlineData(36, 20, 15, "CK-22")]
    [InlineData(0, 0, 0, "")]
    public void The_distinct_persons_of_a_workshop_lie_between_the_largest_row_and_the_sum(int distinct, int dust, int noise, string code) =>
        Assert.Equal(code.Length == 0 ? [] : [code], Errors(With(distinct, ("D01", dust), ("P01", noise))));

    [Theory]
    [InlineData(32, "")]
    [InlineData(33, "CK-23")]
    [InlineData(20, "")]
    [InlineData(19, "CK-24")]
    public void The_total_lies_between_the_largest_workshop_and_the_sum_of_the_workshops(int total, string code) =>
        Assert.Equal(code.Length == 0 ? [] : [code], Errors(Good with { TotalExposed = total }));

    [Theory]
    [InlineData(25, 5, "")]
    [InlineData(24, 5, "CK-25")]
    [InlineData(30, null, "")]
    [InlineData(29, null, "CK-25")]
    public void Exposed_are_no_more_than_workers_with_dispatched_workers(int workers, int? dispatched, string code) =>
        Assert.Equal(code.Length == 0 ? [] : [code], Errors(Good with { TotalWorkers = workers, DispatchedWorkers = dispatched }));

    [Fact]
    public void A_row_twice_an_unknown_factor_and_an_empty_row_are_named_with_their_place()
    {
        var findings = Check(With(20, ("D01", 20), ("D01", 5), ("X99", 1), ("", 2)));
        Assert.Contains(findings, f => f is { Code: "CK-16", Field: "Workshops[0].Hazards[1].FactorCode" } && f.Message.Contains("矽尘"));
        Assert.Contains(findings, f => f is { Code: "CK-15", Field: "Workshops[0].Hazards[2].FactorCode" } && f.Message.Contains("X99"));
        Assert.Contains(findings, f => f is { Code: "CK-14", Field: "Workshops[0].Hazards[3].FactorCode" });
    }

    [Fact]
    public void A_workshop_twice_without_name_or_rows_is_named()
    {
        var row = new FormHazard { FactorCode = "D01", Persons = 1 };
        var codes = Errors(Good with { TotalExposed = 1, Workshops = [new() { Name = "破碎", Distinct = 1, Hazards = [row] }, new() { Name = " 破碎", Distinct = 1, Hazards = [row] }, new() { Distinct = 0 }] }).ToList();
        Assert.Contains("CK-12", codes);
        Assert.Contains("CK-11", codes);
        Assert.Contains("CK-13", codes);
        Assert.Contains("CK-10", Errors(Good with { Workshops = [] }));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void A_number_out_of_range_is_refused_and_never_overflows(int number)
    {
        var form = With(number, ("D01", number), ("P01", number)) with { TotalWorkers = number, TotalExposed = number };
        Assert.Contains("CK-05", Errors(form));
        Assert.True(FormSums.Of(form, c => Factor(c)?.Class).Persons >= 0);
    }

    [Fact]
    public void What_is_demanded_follows_edition_and_kind()
    {
        Assert.Equal(FormFields.Keys.Count(k => EditionOf("2012").Find(k)?.Need == FieldNeed.Always), Errors(new()).Count(c => c == "CK-01"));
        Assert.Contains(Check(Good, DeclarationKind.Change), f => f is { Code: "CK-01", Field: "ChangeReason" });
        Assert.Equal(["ChangedOn"], Check(new(), DeclarationKind.Cancellation).Select(f => f.Field));
        Assert.Empty(Errors(Good, edition: "2019"));
        var yearly = Check(Good, DeclarationKind.Yearly, "2019").Where(f => f.Code == "CK-01").Select(f => f.Field);
        Assert.Equal(["PrincipalTrained", "ManagersTrained", "WorkersTrained", "TestedOn", "TestInstitution", "ExaminedOn", "ExamInstitution", "WorkersExamined"], yearly);
    }

    [Fact]
    public void Days_ahead_and_wrong_phones_are_refused_and_doubtful_things_only_warned_of()
    {
        Assert.Contains("CK-07", Errors(Good with { ChangedOn = Today.AddDays(1), ChangeReason = DeclarationTrigger.ProcessChanged }, DeclarationKind.Change));
        Assert.Contains("CK-08", Errors(Good with { ChangedOn = Today, ChangeReason = DeclarationTrigger.YearPassed }, DeclarationKind.Change));
        Assert.Contains("CK-04", Errors(Good with { Phone = "'; drop" }));
        Assert.Contains("CK-02", Errors(Good with { EmployerName = new('长', 301) }));
        var big = Check(Good with { TotalWorkers = 100, FullTimeManagers = 0 });
        Assert.Contains(big, f => f is { Code: "CK-30", Severity: CheckSeverity.Warning });
        Assert.True(FormCheck.MayFile(big));
    }

    [Fact]
    public void The_classes_are_added_up_and_the_form_of_2012_has_five()
    {
        var sums = FormSums.Of(Good, c => Factor(c)?.Class);
        Assert.Equal((3, 47, 32), (sums.Rows, sums.Persons, sums.Distinct));
        Assert.Equal([20, 0, 27, 0, 0], sums.AsOf2012().Select(c => c.Persons));
        Assert.Equal([true, false, true, false, false], sums.AsOf2012().Select(c => c.Present));
    }

    static FormEdition EditionOf(string code) => Editions.Single(e => e.Code == code);

    [Fact]
    public void The_edition_and_its_cycle_follow_the_day()
    {
        Assert.Null(FormEdition.On(Editions, new(2012, 5, 31)));
        Assert.Equal("2012", FormEdition.On(Editions, new(2018, 1, 1))!.Code);
        var newer = FormEdition.On(Editions, Today)!;
        Assert.Equal("2019", newer.Code);
        Assert.Equal((new DateOnly(2026, 5, 10), new DateOnly(2026, 7, 10)), (newer.Cycle!.OpensOn(new(2025, 6, 10)), newer.Cycle.DueOn(new(2025, 6, 10))));
        Assert.Null(EditionOf("2012").Cycle);
        Assert.All(Editions.SelectMany(e => e.Fields).Where(f => !f.Key.Contains('.') && f.Source != FieldSource.Computed), f => Assert.Contains(f.Key, FormFields.Keys));
    }

    [Fact]
    public void The_fields_asked_are_counted_and_the_quick_path_asks_fewer()
    {
        var whole = FormFields.Count(EditionOf("2012"), DeclarationKind.Initial, false, new());
        var quick = FormFields.Count(EditionOf("2012"), DeclarationKind.Initial, true, new());
        var known = FormFields.Count(EditionOf("2012"), DeclarationKind.Initial, true, new() { IndustryCode = "3089", TotalWorkers = 9, PrincipalPerson = "张三" });
        Assert.True(quick.Asked < whole.Asked, $"{quick} {whole}");
        Assert.Equal((0, 3), (quick.Prefilled, known.Prefilled));
        Assert.Equal(quick.ToType - 3, known.ToType);
        // What the register knows is not asked on the short path at all.
        Assert.Equal(quick.Asked - 2, FormFields.Count(EditionOf("2012"), DeclarationKind.Initial, true, new() { RegisteredAddress = "巩义市", Size = "Micro" }).Asked);
    }

    [Fact]
    public void Two_versions_differ_where_their_fields_do() =>
        Assert.Equal(["TotalWorkers", "TotalExposed"], FormFields.Differing(Good, Good with { TotalWorkers = 51, TotalExposed = 31, Reporter = "李四 " }));
}

/// <summary>The shipped editions.</summary>
static class EditionData
{
    public static IReadOnlyList<FormEdition> Load()
    {
        var fields = ReferenceData.Rows("declaration-form-fields.csv").ToLookup(r => r["edition"], r => new FormField(
            r["field"], r["title"], r["group"], Enum.Parse<FieldNeed>(r["need"]), Enum.Parse<FieldSource>(r["filled_by"]), r["quick"] == "1", r["note"]));
        return [.. ReferenceData.Rows("declaration-editions.csv").Select(r => new FormEdition(r["edition"], r["title"], DateOnly.Parse(r["valid_from"]), r["valid_to"] is { Length: > 0 } to ? DateOnly.Parse(to) : null,
            r["cycle_from_month"] is { Length: > 0 } from ? new(int.Parse(from), int.Parse(r["cycle_to_month"]), r["cycle_basis"]) : null, r["basis"], r["source"], r["confidence"], [.. fields[r["edition"]]]))];
    }
}
