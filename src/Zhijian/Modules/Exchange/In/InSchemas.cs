using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Modules.Exchange.In;

public enum InType { Text, Day, Whole, CreditCode, Division, Code }

/// <summary>信息项 of what a partner sends.</summary>
/// <param name="Personal">About one person: encrypted, shown to supervisors masked.</param>
public sealed record InField(string Key, string Title, InType Type, bool Required = false, int Most = 100, IReadOnlyList<string>? Codes = null, bool Personal = false);

/// <summary>Why a record is not taken, by code and in words.</summary>
public sealed record InProblem(string Rule, string Field, string Message);

/// <summary>Who has to look at a new record, and why: an open item for the employer's supervisor until it is answered.</summary>
/// <param name="Kind">Subject of the item.</param>
/// <param name="Title">"收到…，请…"; the employer's name goes in at {0}.</param>
public sealed record InTask(string Kind, string Title);

/// <summary>What a received resource consists of. The employer is always told by its credit code; that is by what records are matched.</summary>
public sealed record InSchema(string Code, IReadOnlyList<InField> Fields, Func<IReadOnlyDictionary<string, string>, InProblem?>? Together = null, InTask? Task = null)
{
    public const string EmployerCode = "creditCode", EmployerName = "employer";
    public const string Place = "division";

    /// <summary>Values by field, or everything that is wrong with them.</summary>
    public (IReadOnlyDictionary<string, string> Values, IReadOnlyList<InProblem> Problems) Read(JsonElement data, Func<string, bool> isDivision)
    {
        if (data.ValueKind != JsonValueKind.Object) return (new Dictionary<string, string>(), [new("FORMAT", "data", "data 应为 JSON 对象。")]);
        var problems = new List<InProblem>();
        foreach (var name in data.EnumerateObject().Select(p => p.Name).Where(n => Fields.All(f => f.Key != n)).Take(3)) problems.Add(new("FIELD", name.Length > 40 ? name[..40] : name, "目录中没有这个信息项。"));
        return Read(key => data.TryGetProperty(key, out var given) && given.ValueKind is JsonValueKind.String or JsonValueKind.Number ? given.ToString().Trim() : "", isDivision, problems);
    }

    /// <param name="textOf">What was given for a field; empty: nothing.</param>
    /// <param name="problems">Those known already.</param>
    public (IReadOnlyDictionary<string, string> Values, IReadOnlyList<InProblem> Problems) Read(Func<string, string> textOf, Func<string, bool> isDivision, List<InProblem> problems)
    {
        var values = new Dictionary<string, string>();
        foreach (var field in Fields)
        {
            var text = textOf(field.Key);
            if (text.Length == 0)
            {
                if (field.Required) problems.Add(new("REQUIRED", field.Key, $"缺少{field.Title}（{field.Key}）。"));
                continue;
            }
            if (Problem(field, text, isDivision) is { } problem) problems.Add(problem);
            else values[field.Key] = field.Type == InType.CreditCode ? text.ToUpperInvariant() : text;
        }
        if (problems.Count == 0 && Together?.Invoke(values) is { } wrong) problems.Add(wrong);
        return (values, problems);
    }

    static InProblem? Problem(InField field, string text, Func<string, bool> isDivision)
    {
        if (text.Length > field.Most) return new("LENGTH", field.Key, $"{field.Title}不能超过 {field.Most} 个字。");
        return field.Type switch
        {
            InType.Day when !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => new("DATE", field.Key, $"{field.Title}应写作 2026-05-01 的样式。"),
            InType.Whole when !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) => new("NUMBER", field.Key, $"{field.Title}应为不小于 0 的整数。"),
            InType.CreditCode when UnifiedSocialCreditCode.Check(text) is { IsValid: false } => new("USCC", field.Key, $"{field.Title}的校验位不对。"),
            InType.Division when !isDivision(text) => new("DIVISION", field.Key, $"没有区划代码 {text}。"),
            InType.Code when field.Codes?.Contains(text) == false => new("CODE", field.Key, $"{field.Title}应为：{string.Join("、", field.Codes)}。"),
            _ => null,
        };
    }
}

/// <summary>The resources that are received; their catalogue lines stand in reference/shared-resources.csv.</summary>
public static class InSchemas
{
    public const string HealthExaminations = "health-examinations";

    static InField Employer => new(InSchema.EmployerCode, "统一社会信用代码", InType.CreditCode, Required: true, Most: 18);

    public static readonly FrozenDictionary<string, InSchema> All = new InSchema[]
    {
        new("project-approvals",
        [
            Employer, new("employer", "建设单位", InType.Text, Required: true), new("projectCode", "项目代码", InType.Text, Required: true, Most: 40), new("project", "项目名称", InType.Text, Required: true, Most: 200),
            new("kind", "建设性质", InType.Code, Codes: ["新建", "改建", "扩建", "技术改造", "技术引进"]), new("division", "建设地点区划", InType.Division, Required: true, Most: 12), new("industry", "行业代码", InType.Text, Most: 5),
            new("approvedOn", "批准、备案日期", InType.Day, Required: true), new("startOn", "计划开工日期", InType.Day),
        ], Task: new("shared-project", "收到建设项目审批备案信息：{0}，请核查职业病防护设施“三同时”")),
        new("suspected-diseases",
        [
            Employer, new("employer", "用人单位", InType.Text), new("person", "劳动者姓名", InType.Text, Required: true, Most: 40, Personal: true), new("idLast4", "身份证号后四位", InType.Text, Most: 4, Personal: true),
            new("disease", "疾病名称", InType.Text, Required: true), new("stage", "类别", InType.Code, Required: true, Codes: ["疑似", "确诊"]), new("factor", "接触的危害因素", InType.Text),
            new("reportedOn", "报告日期", InType.Day, Required: true), new("institution", "报告机构", InType.Text, Required: true),
        ], Task: new("suspected-disease", "收到疑似职业病、诊断信息：{0}，请核查作业岗位")),
        new(HealthExaminations,
        [
            Employer, new("employer", "用人单位", InType.Text), new("kind", "检查类别", InType.Code, Required: true, Codes: ["上岗前", "在岗期间", "离岗时", "应急"]), new("examinedFrom", "开始日期", InType.Day, Required: true), new("examinedTo", "结束日期", InType.Day, Required: true),
            new("shouldExamine", "应检人数", InType.Whole, Required: true), new("examined", "实检人数", InType.Whole, Required: true), new("suspected", "疑似职业病人数", InType.Whole), new("contraindicated", "职业禁忌证人数", InType.Whole), new("recheck", "需复查人数", InType.Whole), new("institution", "检查机构", InType.Text, Required: true),
        ], Orderly),
        new("injury-recognitions",
        [
            Employer, new("employer", "用人单位", InType.Text), new("person", "劳动者姓名", InType.Text, Required: true, Most: 40, Personal: true), new("disease", "职业病", InType.Text, Required: true), new("decision", "认定书文号", InType.Text, Required: true), new("decidedOn", "认定日期", InType.Day, Required: true),
        ], Task: new("shared-injury", "收到职业病工伤认定信息：{0}，请核查作业岗位和隐患")),
        new("national-declarations",
        [
            Employer, new("employer", "用人单位", InType.Text, Required: true), new("receipt", "申报编号", InType.Text, Required: true, Most: 60), new("division", "工作场所区划", InType.Division, Most: 12), new("address", "工作场所地址", InType.Text, Most: 200),
            new("kind", "申报类别", InType.Code, Codes: ["初次申报", "变更申报", "年度更新"]), new("declaredOn", "申报日期", InType.Day, Required: true), new("workers", "职工总数", InType.Whole), new("exposed", "接害人数", InType.Whole), new("factors", "主要危害因素", InType.Text, Most: 500),
        ], ExposedAmongWorkers),
        new("credit-returns",
        [
            Employer, new("employer", "行政相对人", InType.Text), new("document", "决定书文号", InType.Text, Required: true, Most: 60), new("kind", "数据类别", InType.Code, Codes: ["行政处罚", "失信名单"]), new("field", "问题字段", InType.Text), new("problem", "退回原因", InType.Text, Required: true, Most: 300), new("returnedOn", "退回日期", InType.Day, Required: true),
        ], Task: new("shared-credit", "信用平台退回数据：{0}，请更正后重新报送")),
    }.ToFrozenDictionary(s => s.Code);

    static InProblem? Orderly(IReadOnlyDictionary<string, string> values)
    {
        if (string.CompareOrdinal(values["examinedTo"], values["examinedFrom"]) < 0) return new("ORDER", "examinedTo", "结束日期早于开始日期。");
        if (int.Parse(values["examined"], CultureInfo.InvariantCulture) > int.Parse(values["shouldExamine"], CultureInfo.InvariantCulture)) return new("ORDER", "examined", "实检人数多于应检人数。");
        return null;
    }

    static InProblem? ExposedAmongWorkers(IReadOnlyDictionary<string, string> values) =>
        values.TryGetValue("exposed", out var exposed) && values.TryGetValue("workers", out var workers) && int.Parse(exposed, CultureInfo.InvariantCulture) > int.Parse(workers, CultureInfo.InvariantCulture)
            ? new("ORDER", "exposed", "接害人数多于职工总数。") : null;

    /// <summary>Subjects of the items that records open.</summary>
    public static readonly string[] TaskKinds = [.. All.Values.Select(s => s.Task?.Kind).OfType<string>()];
}
