using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Imports;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Monitoring.Intake;

/// <summary>
/// Reports by workbook. A report is written whole or not at all: a bad row takes the others of its report along into the error
/// workbook, to be corrected and uploaded again.
/// </summary>
class ReportImport : GroupedImportKind<ReportSheetRow>
{
    public const string KindKey = "monitoring-results";

    protected virtual string Act => "monitoring.import";

    protected override int BatchSize => 2_000;
    public override string Key => KindKey;
    public override string Title => "检测报告";
    public override string Permission => MonitoringModule.File;
    public override SheetDefinition<ReportSheetRow> Sheet => ReportSheet.Definition;
    protected override IReadOnlyList<string> GroupBy => [ReportSheet.Number];
    protected override string GroupName => "报告";
    protected override int MostRowsOfGroup => ReportChecker.MostRows;

    protected override async Task<IReadOnlyList<CellProblem>> CheckAsync(IReadOnlyList<SheetRow<ReportSheetRow>> good, ImportContext context, CancellationToken cancel)
    {
        var groups = good.GroupBy(row => row.Group).Select(g => g.ToList()).ToList();
        var problems = new List<CellProblem>();
        var institution = await InstitutionAsync(context, cancel);
        foreach (var group in groups) problems.AddRange(group.SelectMany(row => Differences(group[0], row, institution)));
        var prepared = await PrepareAsync(context.Services, [.. groups.Select(g => (FormOf(g), g[0].Value!))], cancel);
        for (var i = 0; i < groups.Count; i++)
        {
            groups[i][0].Value!.Prepared = prepared[i];
            problems.AddRange(prepared[i].Problems.Select(p => ProblemOf(groups[i][p.Row ?? 0], p)));
        }
        return problems;
    }

    protected virtual Task<IReadOnlyList<PreparedReport>> PrepareAsync(IServiceProvider services, IReadOnlyList<(ReportForm Form, ReportSheetRow Head)> reports, CancellationToken cancel) =>
        services.GetRequiredService<ReportChecker>().PrepareAsync([.. reports.Select(r => r.Form)], cancel);

    protected override Task WriteAsync(IReadOnlyList<SheetRow<ReportSheetRow>> good, ImportContext context, CancellationToken cancel)
    {
        var reports = good.Select(row => row.Value!.Prepared).OfType<PreparedReport>().ToList();
        return reports.Count == 0 ? Task.CompletedTask : context.Services.GetRequiredService<WritePath>().CommitAsync(new(Act),
            change => context.Services.GetRequiredService<ReportIntake>().SealAsync(change, reports, ReportDoor.Workbook, cancel), cancel);
    }

    static async Task<string?> InstitutionAsync(ImportContext context, CancellationToken ct) => context.Services.GetRequiredService<Viewer>().OrganisationId is { } own
        ? await context.Services.GetRequiredService<ZhijianDb>().Set<Organisation>().Where(o => o.Id == own).Select(o => o.CreditCode).SingleOrDefaultAsync(ct) : null;

    /// <summary>A report has one head, whatever its rows repeat of it.</summary>
    static IEnumerable<CellProblem> Differences(SheetRow<ReportSheetRow> first, SheetRow<ReportSheetRow> row, string? institution)
    {
        var (a, b) = (first.Value!, row.Value!);
        string Says(string title) => $"与同一报告第 {first.RowNumber} 行的{title}不一致";
        (string Field, bool Differs, string? Shown)[] heads =
        [
            (nameof(ReportForm.Kind), a.Kind != b.Kind, null), (nameof(ReportForm.Employer), a.Employer != b.Employer, b.Employer), (nameof(ReportForm.Workplace), a.Workplace != b.Workplace, b.Workplace),
            (nameof(ReportForm.IssuedOn), a.IssuedOn != b.IssuedOn, b.IssuedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), (nameof(ReportForm.Samplers), a.Samplers != b.Samplers, b.Samplers),
            (nameof(ReportForm.Instruments), a.Instruments != b.Instruments, b.Instruments), (ReportSheet.Reason, a.Reason != b.Reason, b.Reason),
        ];
        foreach (var (field, differs, shown) in heads)
            if (differs && ReportSheet.Titles.GetValueOrDefault(field, field) is var title) yield return new(row.RowNumber, title, Says(title), shown);
        if (b.Institution is { Length: > 0 } said && institution is not null && said != institution) yield return new(row.RowNumber, "机构统一社会信用代码", "不是登录机构的代码，不能代其他机构填报", said);
    }

    static CellProblem ProblemOf(SheetRow<ReportSheetRow> row, FormProblem problem)
    {
        var title = ReportSheet.Titles[problem.Field];
        var column = ReportSheet.Definition.Columns.First(c => c.Title == title);
        return new(row.RowNumber, title, problem.Message, column.Write(row.Value!)?.ToString());
    }

    static ReportForm FormOf(List<SheetRow<ReportSheetRow>> rows)
    {
        var head = rows[0].Value!;
        return new()
        {
            Number = head.Number, Kind = head.Kind!.Value, Employer = head.Employer, Workplace = head.Workplace, IssuedOn = head.IssuedOn, Samplers = head.Samplers, Instruments = head.Instruments,
            Rows = [.. rows.Select(row => RowOf(row.Value!))],
        };
    }

    static ReportRow RowOf(ReportSheetRow row) => new()
    {
        Workshop = row.Workshop, Post = row.Post, Point = row.Point, Persons = row.Persons, Factor = row.Factor, Index = row.Index, Fraction = row.Fraction, Value = row.Value, Unit = row.Unit,
        BelowDetection = row.BelowDetection == true ? "1" : null, SampledOn = row.SampledOn!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StartedAt = ReportSheet.TimeOf(row.StartedAt), Minutes = row.Minutes,
        HoursPerDay = row.HoursPerDay?.ToString(CultureInfo.InvariantCulture), DaysPerWeek = row.DaysPerWeek?.ToString(CultureInfo.InvariantCulture), FreeSilicaPercent = row.FreeSilica, Intensity = row.Intensity,
        ExposureRatePercent = row.Rate, ImpulsesPerDay = row.Impulses?.ToString(CultureInfo.InvariantCulture),
    };
}

/// <summary>Corrections by workbook, for reports longer than a page: each report comes whole and becomes the next revision.</summary>
sealed class CorrectionImport : ReportImport
{
    public const string CorrectionKey = "monitoring-corrections";

    protected override string Act => "monitoring.correct";
    public override string Key => CorrectionKey;
    public override string Title => "检测报告更正";
    public override SheetDefinition<ReportSheetRow> Sheet => ReportSheet.Corrections;

    protected override async Task<IReadOnlyList<PreparedReport>> PrepareAsync(IServiceProvider services, IReadOnlyList<(ReportForm Form, ReportSheetRow Head)> reports, CancellationToken cancel)
    {
        var known = await services.GetRequiredService<IntakeFacts>().InForceAsync([.. reports.Select(r => r.Head.Number)], cancel);
        var corrections = reports.Where(r => known.ContainsKey(r.Head.Number)).ToDictionary(r => r.Head.Number, r => new Correction(known[r.Head.Number], r.Head.Reason!));
        return await services.GetRequiredService<ReportChecker>().PrepareAsync([.. reports.Select(r => r.Form)], cancel, corrections: corrections);
    }
}
