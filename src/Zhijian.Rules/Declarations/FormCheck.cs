using Zhijian.Rules.Identifiers;

namespace Zhijian.Rules.Declarations;

public enum CheckSeverity { Warning, Error }

/// <summary>
/// What a check found: a stable code (CK-01 …), the path in the form (TotalExposed, Workshops[0].Hazards[2].FactorCode), and words for
/// the employer with the numbers that do not fit.
/// </summary>
public sealed record CheckFinding(string Code, CheckSeverity Severity, string Field, string Message);

/// <summary>
/// The cross-checks of a declaration. Errors keep it from being filed; warnings are shown to the employer and to the reviewer.
/// Source of the sums: domain notes on the form of 2012 (作业场所接触人数 不重复 / 可重复), marked there as our own reading.
/// </summary>
public static class FormCheck
{
    public const int MostWorkshops = 500, MostHazards = 5000, MostPersons = 1_000_000, TextLength = 300;

    /// <summary>Everything that is wrong or doubtful; the catalogue answers null for an unknown code.</summary>
    public static IReadOnlyList<CheckFinding> Of(DeclarationForm form, FormEdition edition, DeclarationKind kind, DateOnly today, Func<string, FactorFact?> factorOf)
    {
        var findings = new List<CheckFinding>();
        Filled(form, edition, kind, findings);
        Texts(form, findings);
        Numbers(form, findings);
        Dates(form, kind, today, findings);
        if (kind == DeclarationKind.Cancellation) return findings;
        Rows(form, factorOf, findings);
        Sums(form, findings);
        Plausible(form, edition, kind, today, findings);
        return findings;
    }

    public static bool MayFile(IEnumerable<CheckFinding> findings) => findings.All(f => f.Severity != CheckSeverity.Error);

    static void Filled(DeclarationForm form, FormEdition edition, DeclarationKind kind, List<CheckFinding> findings)
    {
        foreach (var field in edition.Fields)
            if (!field.Key.Contains('.') && field.Source != FieldSource.Computed && field.IsDemanded(kind) && FormFields.IsEmpty(form, field.Key))
                Error("CK-01", field.Key, $"请填写{field.Title}。");
        return;
        void Error(string code, string at, string text) => findings.Add(new(code, CheckSeverity.Error, at, text));
    }

    static void Texts(DeclarationForm form, List<CheckFinding> findings)
    {
        foreach (var (key, text) in FormFields.Texts(form))
            if (text.Length > TextLength) findings.Add(new("CK-02", CheckSeverity.Error, key, $"内容不能超过 {TextLength} 个字。"));
        if (form.CreditCode is { Length: > 0 } code && !UnifiedSocialCreditCode.Check(code).IsValid)
            findings.Add(new("CK-03", CheckSeverity.Warning, nameof(form.CreditCode), $"统一社会信用代码 {code} 的校验位不符，请对照营业执照核对。"));
        foreach (var (key, phone) in new[] { (nameof(form.Phone), form.Phone), (nameof(form.ReporterPhone), form.ReporterPhone) })
            if (phone is { Length: > 0 } && !LooksLikePhone(phone)) findings.Add(new("CK-04", CheckSeverity.Error, key, "联系电话应为 7 至 20 位数字，可含 +、-、空格和分机号。"));
    }

    static bool LooksLikePhone(string phone) =>
        phone.Count(char.IsAsciiDigit) is >= 7 and <= 20 && phone.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or ' ' or '(' or ')' or '（' or '）' or '转');

    static void Numbers(DeclarationForm form, List<CheckFinding> findings)
    {
        foreach (var (key, number) in FormFields.Counts(form))
            if (number is < 0 or > MostPersons) findings.Add(new("CK-05", CheckSeverity.Error, key, $"应为 0 至 {MostPersons} 的整数。"));
        if (form.Workshops.Count > MostWorkshops || form.Hazards.Count() > MostHazards)
            findings.Add(new("CK-06", CheckSeverity.Error, nameof(form.Workshops), $"一份申报最多 {MostWorkshops} 个作业场所、{MostHazards} 行危害因素，请拆分工作场所或使用表格导入。"));
    }

    static void Dates(DeclarationForm form, DeclarationKind kind, DateOnly today, List<CheckFinding> findings)
    {
        foreach (var (key, title, day) in new[]
                 {
                     (nameof(form.ChangedOn), kind == DeclarationKind.Cancellation ? "终止生产经营日期" : "变化日期", form.ChangedOn),
                     (nameof(form.TestedOn), "最近一次检测日期", form.TestedOn), (nameof(form.ExaminedOn), "最近一次职业健康检查日期", form.ExaminedOn),
                 })
        {
            if (day > today) findings.Add(new("CK-07", CheckSeverity.Error, key, $"{title}不能晚于今天。"));
            else if (day < new DateOnly(1990, 1, 1)) findings.Add(new("CK-07", CheckSeverity.Error, key, $"{title}过早，请核对。"));
        }
        if (kind == DeclarationKind.Change && form.ChangeReason is { } reason
            && reason is not (DeclarationTrigger.ProjectAccepted or DeclarationTrigger.ProcessChanged or DeclarationTrigger.RegisteredFactChanged or DeclarationTrigger.TestDiffers))
            findings.Add(new("CK-08", CheckSeverity.Error, nameof(form.ChangeReason), "请选择办法第八条所列的变更原因。"));
    }

    static void Rows(DeclarationForm form, Func<string, FactorFact?> factorOf, List<CheckFinding> findings)
    {
        if (form.Workshops.Count == 0 || !form.Hazards.Any())
            findings.Add(new("CK-10", CheckSeverity.Error, nameof(form.Workshops), "请至少填写一个作业场所和一种职业病危害因素。"));
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var w = 0; w < form.Workshops.Count; w++)
        {
            var workshop = form.Workshops[w];
            var at = $"Workshops[{w}]";
            var name = workshop.Name?.Trim() ?? "";
            if (name.Length == 0) findings.Add(new("CK-11", CheckSeverity.Error, $"{at}.Name", "请填写作业场所名称。"));
            else if (!names.TryAdd(name, w)) findings.Add(new("CK-12", CheckSeverity.Error, $"{at}.Name", $"作业场所“{name}”重复，请合并为一个。"));
            if (workshop.Hazards.Count == 0) findings.Add(new("CK-13", CheckSeverity.Error, $"{at}.Hazards", "请为该作业场所选择至少一种职业病危害因素。"));
            var codes = new HashSet<string>(StringComparer.Ordinal);
            for (var h = 0; h < workshop.Hazards.Count; h++)
            {
                var (code, row) = (workshop.Hazards[h].FactorCode?.Trim() ?? "", $"{at}.Hazards[{h}]");
                if (code.Length == 0) findings.Add(new("CK-14", CheckSeverity.Error, $"{row}.FactorCode", "请选择职业病危害因素。"));
                else if (factorOf(code) is not { } factor) findings.Add(new("CK-15", CheckSeverity.Error, $"{row}.FactorCode", $"“{code}”不在职业病危害因素分类目录中，请从列表中选择。"));
                else if (!codes.Add(factor.Code)) findings.Add(new("CK-16", CheckSeverity.Error, $"{row}.FactorCode", $"“{factor.Name}”在该作业场所重复填写，请合并人数。"));
                if (workshop.Hazards[h].Persons is null) findings.Add(new("CK-17", CheckSeverity.Error, $"{row}.Persons", "请填写接触人数。"));
                else if (workshop.Hazards[h].Persons == 0) findings.Add(new("CK-18", CheckSeverity.Warning, $"{row}.Persons", "接触人数为 0：没有人接触的因素一般不需要申报，请核对。"));
            }
        }
    }

    /// <summary>
    /// distinct ≥ the largest row and ≤ the sum of the rows of its workshop; total exposed ≥ the largest workshop, ≤ the sum of the
    /// workshops, ≤ workers with dispatched workers.
    /// </summary>
    static void Sums(DeclarationForm form, List<CheckFinding> findings)
    {
        long distinct = 0;
        var (largest, complete) = (0, form.Workshops.Count > 0);
        for (var w = 0; w < form.Workshops.Count; w++)
        {
            var workshop = form.Workshops[w];
            var at = $"Workshops[{w}].Distinct";
            var persons = workshop.Hazards.Select(h => (long)(h.Persons ?? 0)).ToList();
            if (workshop.Distinct is not { } own)
            {
                complete = false;
                findings.Add(new("CK-20", CheckSeverity.Error, at, "请填写该作业场所接触人数（不重复）。"));
                continue;
            }
            distinct += own;
            largest = Math.Max(largest, own);
            if (persons.Count == 0) continue;
            if (own < persons.Max()) findings.Add(new("CK-21", CheckSeverity.Error, at, $"接触人数（不重复）{own} 人少于单个因素的接触人数 {persons.Max()} 人：接触任何一种因素的人都应计入。"));
            if (own > persons.Sum()) findings.Add(new("CK-22", CheckSeverity.Error, at, $"接触人数（不重复）{own} 人多于各因素接触人数之和 {persons.Sum()} 人：每个人至少应在一种因素中计入。"));
        }
        if (form.TotalExposed is not { } exposed) return;
        if (complete && exposed > distinct)
            findings.Add(new("CK-23", CheckSeverity.Error, nameof(form.TotalExposed), $"接触职业病危害总人数 {exposed} 人多于各作业场所人数之和 {distinct} 人，请核对各场所人数。"));
        if (exposed < largest)
            findings.Add(new("CK-24", CheckSeverity.Error, nameof(form.TotalExposed), $"接触职业病危害总人数 {exposed} 人少于一个作业场所的 {largest} 人，请核对。"));
        if (form.TotalWorkers is { } workers && exposed > (long)workers + (form.DispatchedWorkers ?? 0))
            findings.Add(new("CK-25", CheckSeverity.Error, nameof(form.TotalExposed),
                $"接触职业病危害总人数 {exposed} 人多于劳动者 {workers} 人与劳务派遣 {form.DispatchedWorkers ?? 0} 人之和，请核对。"));
    }

    static void Plausible(DeclarationForm form, FormEdition edition, DeclarationKind kind, DateOnly today, List<CheckFinding> findings)
    {
        // 职业病防治法 Art 20(1); order 47 Art 8: from 100 workers a unit and full-time staff.
        if (form.TotalWorkers >= 100 && (form.HasManagementUnit == false || (form.FullTimeManagers ?? 0) == 0))
            findings.Add(new("CK-30", CheckSeverity.Warning, nameof(form.HasManagementUnit), "劳动者在 100 人以上的，应当设置或者指定职业卫生管理机构，并配备专职管理人员。"));
        if (form.WorkersExamined > form.TotalExposed)
            findings.Add(new("CK-31", CheckSeverity.Warning, nameof(form.WorkersExamined), "职业健康检查人数多于接触人数，请核对。"));
        if (form.ExceededPoints > form.TestedPoints)
            findings.Add(new("CK-32", CheckSeverity.Error, nameof(form.ExceededPoints), "超标点数不能多于检测点数。"));
        if (kind != DeclarationKind.Yearly || edition.Cycle is null) return;
        if (form.TestedOn < today.AddYears(-1))
            findings.Add(new("CK-33", CheckSeverity.Warning, nameof(form.TestedOn), "最近一次检测已超过一年：每年至少应检测一次（职业病防治法第二十六条）。"));
    }
}
