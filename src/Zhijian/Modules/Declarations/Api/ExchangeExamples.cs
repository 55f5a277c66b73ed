using Zhijian.Rules.Declarations;

namespace Zhijian.Modules.Declarations.Api;

/// <summary>Examples for the description of the interface; nobody real.</summary>
static class ExchangeExamples
{
    static readonly Guid Id = new("019b0a3c-5f00-7000-8000-000000000001"), Employer = new("019b0a3c-5f00-7000-8000-000000000002"), Workplace = new("019b0a3c-5f00-7000-8000-000000000003");
    static readonly DateOnly Filed = new(2026, 3, 2);

    static readonly DeclarationForm Form = new()
    {
        PrincipalPerson = "张示例", Reporter = "李示例", ReporterPhone = "13800000000", HasManagementUnit = true, FullTimeManagers = 1, PartTimeManagers = 0, TotalWorkers = 60, DispatchedWorkers = 0,
        CumulativeCases = 0, TotalExposed = 20,
        Workshops = [new() { Name = "破碎车间", Distinct = 20, Hazards = [new() { FactorCode = "矽尘", Persons = 20 }, new() { FactorCode = "噪声", Persons = 20 }] }],
    };

    public static readonly FilingRequest Filing = new("91410181MA9990010P", null, DeclarationKind.Initial, true, Form);

    public static readonly SaveRequest Saving = new(2, new() { TotalWorkers = 66 });

    public static readonly DeclarationStatus Status = new(
        Id, 3, nameof(DeclarationState.Returned), DeclarationState.Returned.ChineseName(), nameof(DeclarationKind.Initial), Filed, new(2026, 3, 20), false, new(2026, 3, 10),
        [new(nameof(DeclarationForm.TotalWorkers), "请核对劳动者总人数。")], null, null);

    public static readonly DeclarationPage Page = new(
        [new(Id, Employer, "巩义市示例耐火材料有限公司", "91410181MA9990010P", Workplace, "410181", "410181", "410181", "3089", nameof(DeclarationKind.Initial), nameof(DeclarationState.Effective), 1,
            Filed, new(2026, 3, 20), new(2026, 3, 9), "410181202600012", 20, 5)], null);

    public static readonly object Refusal = new
    {
        title = "申报表有 1 处需要更正", status = 422, detail = "申报表有 1 处需要更正：请填写填报人。", field = nameof(DeclarationForm.Reporter),
        findings = new[] { new { code = "CK-01", severity = "Error", field = nameof(DeclarationForm.Reporter), message = "请填写填报人。" } },
    };
}
