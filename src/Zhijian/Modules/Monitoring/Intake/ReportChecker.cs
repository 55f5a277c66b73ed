using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Exposure;
using Zhijian.Rules.Identifiers;
using Zhijian.Rules.Monitoring;
using Zhijian.Rules.Text;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>Reads, checks and judges reports, whichever door they came through. Writes nothing.</summary>
public sealed class ReportChecker(IntakeBook book, IntakeFacts facts, TimeProvider clock)
{
    public const int MostRows = 20_000;

    /// <param name="own">The draft or correction that is being filed: its number is its own.</param>
    /// <param name="corrections">By number, where the reports come whole to take the place of others.</param>
    public async Task<IReadOnlyList<PreparedReport>> PrepareAsync(IReadOnlyList<ReportForm> forms, CancellationToken ct, MonitoringReport? own = null, IReadOnlyDictionary<string, Correction>? corrections = null)
    {
        var filer = await facts.FilerAsync(ct);
        var reader = await book.ReaderAsync(ct);
        var today = Display.Today(clock);
        var employers = await facts.EmployersAsync([.. forms.Select(f => Code(f.Employer))], ct);
        var numbers = await facts.NumbersAsync([.. forms.Select(f => f.Number.Trim())], ct);
        var prepared = new List<PreparedReport>(forms.Count);
        foreach (var form in forms)
        {
            var clean = Clean(form);
            var correction = corrections?.GetValueOrDefault(clean.Number);
            var report = new PreparedReport { Form = clean, Limits = reader.Limits, Corrects = correction?.Of, CorrectionReason = correction?.Reason };
            Head(report, filer, employers, numbers, own, corrections is not null);
            report.Rows = Rows(report, reader);
            if (report.IsGood) Check(report, filer, today);
            prepared.Add(report);
        }
        return prepared;
    }

    static string Code(string text) => Width.Clean(text).ToUpperInvariant();

    static ReportForm Clean(ReportForm form) => form with { Number = Width.Clean(form.Number), Employer = Code(form.Employer), Workplace = form.Workplace?.Trim() is { Length: > 0 } place ? place : null };

    static void Head(PreparedReport report, Filer filer, IReadOnlyDictionary<string, KnownEmployer> employers, IReadOnlyDictionary<string, Guid> numbers, MonitoringReport? own, bool corrects)
    {
        var form = report.Form;
        void Bad(string field, string message) => report.Problems.Add(new(null, field, message));
        if (form.Number.Length is 0 or > ReportTables.NumberLength) Bad(nameof(form.Number), form.Number.Length == 0 ? "请填写报告编号" : $"报告编号超过 {ReportTables.NumberLength} 个字");
        else if (corrects && report.Corrects is null) Bad(nameof(form.Number), $"没有编号为{form.Number}的已封存报告可以更正，或者它的更正正在填写中");
        else if (!corrects && own?.PreviousId is null && numbers.TryGetValue(form.Number, out var used) && used != own?.Id) Bad(nameof(form.Number), $"报告编号{form.Number}已使用过；更正已封存的报告请在该报告页面办理");
        if (!Enum.IsDefined(form.Kind)) Bad(nameof(form.Kind), "请选择报告类别");
        else if (filer.IsInstitution == (form.Kind == ReportKind.Routine)) Bad(nameof(form.Kind), filer.IsInstitution ? "日常监测由用人单位自己填报" : "用人单位只能填报日常监测");
        if (report.Corrects is { } old && form.Kind != old.Kind) Bad(nameof(form.Kind), $"更正不能改变报告类别，原报告是{old.Kind.Text()}");
        if (form.Samplers?.Length > ReportTables.PeopleLength) Bad(nameof(form.Samplers), $"采样人员超过 {ReportTables.PeopleLength} 个字");
        if (form.Instruments?.Length > ReportTables.PeopleLength) Bad(nameof(form.Instruments), $"仪器编号超过 {ReportTables.PeopleLength} 个字");
        report.Employer = Employer(form, filer, employers, Bad);
        if (report.Employer is not { } employer) return;
        if (report.Corrects is { } corrected && corrected.EmployerId != employer.Id) Bad(nameof(form.Employer), $"更正不能改变用人单位，原报告是{corrected.EmployerName}的");
        report.Place = form.Workplace is null ? employer.Places.FirstOrDefault(p => p.IsMain) ?? employer.Places.FirstOrDefault() : employer.Places.FirstOrDefault(p => p.Name == form.Workplace);
        if (report.Place is null) Bad(nameof(form.Workplace), employer.Places.Count == 0 ? "该单位没有登记工作场所" : $"该单位没有名为“{form.Workplace}”的工作场所，登记的有：{string.Join("、", employer.Places.Take(5).Select(p => p.Name))}");
    }

    static KnownEmployer? Employer(ReportForm form, Filer filer, IReadOnlyDictionary<string, KnownEmployer> employers, Action<string, string> bad)
    {
        if (!filer.IsInstitution)
        {
            var self = employers.GetValueOrDefault("");
            if (self is null) bad(nameof(form.Employer), "还没有建立单位档案");
            else if (form.Employer.Length > 0 && form.Employer != self.CreditCode) bad(nameof(form.Employer), "用人单位只能填报本单位的日常监测");
            return self;
        }
        if (UnifiedSocialCreditCode.Check(form.Employer) is { IsValid: false } wrong && !employers.ContainsKey(form.Employer)) bad(nameof(form.Employer), wrong.Message!);
        else if (!employers.ContainsKey(form.Employer)) bad(nameof(form.Employer), $"没有统一社会信用代码为{form.Employer}的用人单位档案，请核对代码，或请用人单位先注册");
        return employers.GetValueOrDefault(form.Employer);
    }

    static List<JudgedResult> Rows(PreparedReport report, RowReader reader)
    {
        var rows = report.Form.Rows;
        if (rows.Count > MostRows) report.Problems.Add(new(null, nameof(ReportForm.Rows), $"一份报告最多 {MostRows} 行结果"));
        var read = new List<JudgedResult>(rows.Count);
        for (var i = 0; i < rows.Count && i < MostRows; i++)
            if (reader.Read(rows[i], i, report.Problems) is { } row) read.Add(row);
        return read;
    }

    void Check(PreparedReport report, Filer filer, DateOnly today)
    {
        var form = report.Form;
        var rows = report.Rows;
        report.Facts = new()
        {
            Kind = form.Kind, SampledFrom = rows.Count == 0 ? today : rows.Min(r => r.Sample.Day), SampledTo = rows.Count == 0 ? today : rows.Max(r => r.Sample.Day), IssuedOn = form.IssuedOn,
            EstablishedOn = report.Employer!.EstablishedOn, IndustryCode = report.Employer.IndustryCode, DivisionCode = report.Place!.DivisionCode,
            Samplers = ReportForm.Words(form.Samplers), Instruments = ReportForm.Words(form.Instruments),
            Rows = [.. rows.Select((r, i) => new SampledRow(i + 1, r.Sample.Day, r.Sample.Index, r.Row.Minutes, r.Row.StartedAt))],
        };
        if (ReportCheck.Refuse(report.Facts, today) is { } refusal)
        {
            // The row to blame where the refusal is about a day of sampling.
            var at = refusal.Field == "SampledOn" ? rows.ToList().FindIndex(r => r.Sample.Day > today || r.Sample.Day < report.Facts.EstablishedOn) : -1;
            report.Problems.Add(new(at < 0 ? null : at, refusal.Field, refusal.Message));
            return;
        }
        if (filer.IsInstitution) report.Findings.AddRange(ReportCheck.OfInstitution(report.Facts, filer.Records, book.Scopes));
        report.Findings.AddRange(ReportCheck.OfSampling(report.Facts, book.Sampling));
    }
}
