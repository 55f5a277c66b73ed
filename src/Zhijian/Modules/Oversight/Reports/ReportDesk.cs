using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Oversight.Reports;

/// <param name="Corrected">Instead of what was counted; null: nothing.</param>
public sealed record CellEntry(string Item, long? Corrected, string? Reason);

/// <summary>Counties fill and submit, the city approves or returns with reasons by figure.</summary>
public sealed class ReportDesk(ZhijianDb db, WritePath write, Viewer viewer, ReportBook book, ReportFigures figures, DivisionDirectory divisions, NoticeBoard board)
{
    public const string FillSubject = "county-report.fill", ApproveSubject = "county-report.approve";

    public bool IsReporter(CountyReport report) => viewer.OrganisationId is null && viewer.DivisionCode == report.DivisionCode;
    public bool IsSuperior(CountyReport report) => viewer.OrganisationId is null && viewer.DivisionCode is { } own && divisions.Find(report.DivisionCode)?.ParentCode == own;

    /// <summary>Begins the own report of a period, or its correction once it was approved.</summary>
    /// <returns>The new one, or the one that is open already.</returns>
    public Task<Guid> BeginAsync(string? formCode, DateOnly period, string? key, CancellationToken ct) => write.CommitAsync(new("oversight.report-begin", Key: key), async change =>
    {
        var form = book.Find(formCode) ?? throw new Refusal("没有这种报表。", "form");
        var today = ChinaTime.DateOf(change.At);
        if (!form.IsPeriod(period)) throw new Refusal("报表期不对。", "period");
        if (form.EndOf(period) >= today) throw new Refusal($"{form.Say(period)}还没有结束，期末后才能填报。", "period");
        var reporter = (await figures.ReportersAsync(ct)).FirstOrDefault(d => d.Code == viewer.DivisionCode && viewer.OrganisationId is null) ?? throw new Refusal("由区县监管机关填报。");
        var last = await db.Set<CountyReport>().Include(r => r.Cells).Where(r => r.Form == form.Code && r.Period == period && r.DivisionCode == reporter.Code).OrderByDescending(r => r.Number).FirstOrDefaultAsync(ct);
        if (last is not null && last.State is not (ReportState.Approved or ReportState.Superseded)) return last.Id;
        var report = new CountyReport { Form = form.Code, Period = period, DivisionCode = reporter.Code, Number = (last?.Number ?? 0) + 1, DueOn = form.DueOf(period), TakenAt = change.At };
        foreach (var (item, counted) in await figures.CountedAsync(form, period, reporter.Code, ct))
        {
            var cell = last?.Cells.Find(c => c.Item == item);
            report.Cells.Add(new() { ReportId = report.Id, Item = item, Counted = counted, Corrected = cell?.Corrected, Reason = cell?.Reason });
        }
        db.Add(report);
        return report.Id;
    }, ct);

    /// <summary>Counts anew; what was corrected by hand stays.</summary>
    public Task TakeAsync(Guid id, string? key, CancellationToken ct) => ChangeAsync(id, "oversight.report-take", key, async (report, form, change) =>
    {
        var counted = await figures.CountedAsync(form, report.Period, report.DivisionCode, ct);
        foreach (var cell in report.Cells) cell.Counted = counted.GetValueOrDefault(cell.Item);
        report.TakenAt = change.At;
    }, ct);

    public Task SaveAsync(Guid id, IReadOnlyList<CellEntry> entries, string? key, CancellationToken ct) => ChangeAsync(id, "oversight.report-save", key, (report, form, _) =>
    {
        Enter(report, form, entries);
        return Task.CompletedTask;
    }, ct);

    /// <exception cref="Refusal">A relation is broken that may not be, or is not explained.</exception>
    public Task SubmitAsync(Guid id, IReadOnlyList<CellEntry> entries, string? key, CancellationToken ct) => ChangeAsync(id, "oversight.report-submit", key, async (report, form, change) =>
    {
        Enter(report, form, entries);
        if (report.Cells.Find(c => c.Value is null) is { } empty) throw new Refusal($"“{form.Item(empty.Item)?.Title}”没有数。平台没有留存该月的统计，请填写更正数并说明来源。", $"v-{empty.Item}");
        var findings = await figures.FindAsync(form, report, ct);
        if (findings.FirstOrDefault(f => f.Check.Blocks) is { } broken) throw new Refusal($"{form.Item(broken.Check.Item)?.Title}：{broken.Text}。请核实后更正。", $"v-{broken.Check.Item}");
        if (findings.FirstOrDefault(f => report.Cells.Find(c => c.Item == f.Check.Item)?.Reason is null) is { } unsaid) throw new Refusal($"{form.Item(unsaid.Check.Item)?.Title}：{unsaid.Text}。请在说明中写明原因。", $"r-{unsaid.Check.Item}");
        (report.State, report.SubmittedAt, report.SubmittedBy) = (ReportState.Submitted, change.At, viewer.Name);
        report.FirstSubmittedOn ??= ChinaTime.DateOf(change.At);
        await board.CloseAsync(change, FillSubject, KeyOf(report), ct);
        // It lies in the county; only the city holds the permission.
        board.Open(new() { Title = Texts.Cut($"审核报表：{divisions.Name(report.DivisionCode)} {form.Say(report.Period)}{form.Title}", 200), Link = $"/oversight/reports/{report.Id}", Permission = OversightModule.ApproveReports, DivisionCode = report.DivisionCode, SubjectKind = ApproveSubject, SubjectId = KeyOf(report), CreatedAt = change.At });
    }, ct);

    /// <param name="objections">By item; where there is one, the report goes back.</param>
    public Task DecideAsync(Guid id, bool approve, string? opinion, IReadOnlyDictionary<string, string> objections, string? key, CancellationToken ct) => write.CommitAsync(new(approve ? "oversight.report-approve" : "oversight.report-return", Key: key), async change =>
    {
        var (report, form) = await FindAsync(id, ct);
        if (!IsSuperior(report)) throw new Refusal("由上一级监管机关审核。");
        if (report.State != ReportState.Submitted) throw new Refusal($"报表{report.State.Text()}，不能审核。");
        if (approve && objections.Count > 0) throw new Refusal("写了退回意见的不能通过；请清空意见或者退回。");
        if (!approve && objections.Count == 0 && string.IsNullOrWhiteSpace(opinion)) throw new Refusal("请写明退回原因，或者在有问题的项目后写明。", "opinion");
        foreach (var cell in report.Cells) cell.Objection = objections.TryGetValue(cell.Item, out var text) ? Texts.Needed(text, ReportTables.Reason, $"o-{cell.Item}", "退回意见") : null;
        (report.State, report.DecidedAt, report.DecidedBy, report.Opinion) = (approve ? ReportState.Approved : ReportState.Returned, change.At, viewer.Name, Texts.Allowed(opinion, ReportTables.Reason, "opinion", "审核意见"));
        await board.CloseAsync(change, ApproveSubject, KeyOf(report), ct);
        if (!approve)
        {
            report.Returns++;
            board.Open(ToFill(report, form, change, $"报表被退回：{form.Say(report.Period)}{form.Title}", $"/oversight/reports/{report.Id}"));
            return;
        }
        foreach (var old in await db.Set<CountyReport>().Where(r => r.Form == report.Form && r.Period == report.Period && r.DivisionCode == report.DivisionCode && r.State == ReportState.Approved && r.Number < report.Number).ToListAsync(ct)) old.State = ReportState.Superseded;
    }, ct);

    Task ChangeAsync(Guid id, string act, string? key, Func<CountyReport, ReportForm, Change, Task> work, CancellationToken ct) => write.CommitAsync(new(act, Key: key), async change =>
    {
        var (report, form) = await FindAsync(id, ct);
        if (!IsReporter(report)) throw new Refusal("由填报的机关办理。");
        if (!report.IsOpen) throw new Refusal($"报表{report.State.Text()}，不能再改；已通过的可以报送更正。");
        await work(report, form, change);
    }, ct);

    async Task<(CountyReport, ReportForm)> FindAsync(Guid id, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var report = await db.Set<CountyReport>().InScopeOf(viewer.Scope).Include(r => r.Cells).SingleOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFoundException();
        return (report, book.Find(report.Form) ?? throw new Refusal("这种报表已经停用。"));
    }

    static void Enter(CountyReport report, ReportForm form, IReadOnlyList<CellEntry> entries)
    {
        foreach (var entry in entries)
        {
            var (cell, item) = (report.Cells.Find(c => c.Item == entry.Item), form.Item(entry.Item));
            if (cell is null || item is null) continue;
            if (entry.Corrected < 0) throw new Refusal($"“{item.Title}”不能小于 0。", $"v-{item.Code}");
            var reason = Texts.Allowed(entry.Reason, ReportTables.Reason, $"r-{item.Code}", "说明");
            var corrected = entry.Corrected == cell.Counted ? null : entry.Corrected;
            if (corrected is not null && reason is null) throw new Refusal($"“{item.Title}”与平台统计不同，请写明更正的原因。", $"r-{item.Code}");
            (cell.Corrected, cell.Reason) = (corrected, reason);
        }
    }

    internal static string KeyOf(CountyReport report) => KeyOf(report.Form, report.Period, report.DivisionCode);
    internal static string KeyOf(string form, DateOnly period, string division) => $"{form}@{period:yyyyMM}@{division}";

    static Todo ToFill(CountyReport report, ReportForm form, Change change, string title, string link) => new()
    {
        Title = Texts.Cut(title, 200), Link = link, Permission = OversightModule.FillReports, DivisionCode = report.DivisionCode, OnlyThere = true, DueOn = report.DueOn, SubjectKind = FillSubject, SubjectId = KeyOf(report.Form, report.Period, report.DivisionCode), CreatedAt = change.At,
    };
}
