using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Platform.Access;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring;

/// <summary>A report that cannot be sealed, with everything that is wrong with it.</summary>
public sealed class ReportFormRefusal(IReadOnlyList<FormProblem> problems)
    : Refusal($"报告有 {problems.Count} 处需要更正：{string.Join("；", problems.Take(5).Select(Say))}{(problems.Count > 5 ? " 等" : "")}")
{
    public IReadOnlyList<FormProblem> Problems { get; } = problems;

    public static string Say(FormProblem problem) => $"{(problem.Row is { } row ? $"第 {row + 1} 行" : "")}{ReportSheet.Titles.GetValueOrDefault(problem.Field, "")}：{problem.Message}";
}

/// <summary>Writing a report online, filing one whole, and correcting what was sealed.</summary>
public sealed class ReportDesk(ZhijianDb db, WritePath write, Viewer viewer, IntakeFacts facts, ReportChecker checker, ReportIntake intake)
{
    /// <summary>Longer reports come as a workbook or from a system.</summary>
    public const int MostOnlineRows = 500;

    /// <summary>Begins a draft. Number and employer must be right; the rest may follow.</summary>
    public Task<Guid> StartAsync(ReportForm form, string? key, CancellationToken ct) => write.CommitAsync(new("monitoring.start", Key: key), async change =>
    {
        var filer = await facts.FilerAsync(ct);
        var prepared = await HeadAsync(form with { Rows = [] }, null, ct);
        var draft = new MonitoringReport
        {
            Id = Guid.CreateVersion7(change.At), FilerId = filer.Id, FilerName = filer.Name, ByInstitution = filer.IsInstitution, Number = prepared.Form.Number, Door = ReportDoor.Online, CreatedAt = change.At,
            EmployerId = prepared.Employer!.Id, EmployerName = prepared.Employer.Name, WorkplaceId = prepared.Place!.Id, WorkplaceName = prepared.Place.Name, DivisionCode = prepared.Place.DivisionCode,
            CountyCode = prepared.Place.CountyCode,
        };
        return await KeepAsync(draft, prepared, add: true, ct);
    }, ct);

    /// <summary>Keeps a draft as it is, with rows that cannot be read yet.</summary>
    public Task SaveAsync(Guid id, long version, ReportForm form, CancellationToken ct) => write.CommitAsync(new("monitoring.save"), async _ =>
    {
        var draft = await DraftAsync(id, version, ct);
        if (form.Rows.Count > MostOnlineRows) throw new Refusal($"在线填报最多 {MostOnlineRows} 行，更多的结果请用表格上传。");
        // A correction stays a report with the number and about the employer that it corrects.
        var kept = draft.PreviousId is null ? form : form with { Number = draft.Number, Employer = ReportForm.OfJson(draft.Draft!).Employer, Kind = draft.Kind };
        await KeepAsync(draft, await HeadAsync(kept, draft, ct), add: false, ct);
    }, ct);

    public Task DiscardAsync(Guid id, long version, CancellationToken ct) => write.CommitAsync(new("monitoring.discard"), async _ =>
    {
        var draft = await DraftAsync(id, version, ct);
        using var __ = viewer.ActAsPlatform();
        db.Remove(draft);
        await db.SaveChangesAsync(ct);
    }, ct);

    /// <summary>Judges and seals a draft. From now on it does not change.</summary>
    /// <exception cref="ReportFormRefusal">With every problem.</exception>
    public Task SealAsync(Guid id, long version, string? key, CancellationToken ct) => write.CommitAsync(new("monitoring.seal", Key: key), async change =>
    {
        var draft = await DraftAsync(id, version, ct);
        var prepared = (await checker.PrepareAsync([ReportForm.OfJson(draft.Draft!)], ct, draft))[0];
        if (!prepared.IsGood) throw new ReportFormRefusal(prepared.Problems);
        await intake.SealAsync(change, [prepared], draft.Door, ct, draft);
    }, ct);

    /// <summary>Takes a whole report. The same report again, as systems repeat it, changes nothing.</summary>
    /// <returns>The report, and whether it was there before.</returns>
    public Task<FiledReport> FileAsync(ReportForm form, ReportDoor door, CancellationToken ct) => write.CommitAsync(new("monitoring.file"), async change =>
    {
        var prepared = (await checker.PrepareAsync([form], ct))[0];
        if (prepared.Problems is [{ Row: null, Field: nameof(ReportForm.Number) }] && await RepeatedAsync(form, ct) is { } known) return new FiledReport(known, true);
        if (!prepared.IsGood) throw new ReportFormRefusal(prepared.Problems);
        return new FiledReport((await intake.SealAsync(change, [prepared], door, ct))[0].Id, false);
    }, ct);

    /// <summary>Begins the next revision of a sealed report, filled in as it was filed.</summary>
    public Task<Guid> CorrectAsync(Guid id, string? reason, string? key, CancellationToken ct) => write.CommitAsync(new("monitoring.correct", reason, key), async change =>
    {
        var filer = await facts.FilerAsync(ct);
        if (reason?.Trim() is not { Length: > 0 and <= ReportTables.ReasonLength } why) throw new Refusal($"请写明更正理由，不超过 {ReportTables.ReasonLength} 个字。", "Reason");
        using var _ = viewer.ActAsPlatform();
        var old = await db.Set<MonitoringReport>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.FilerId == filer.Id && r.State == ReportState.Sealed, ct) ?? throw new NotFoundException();
        if (!old.InForce) throw new Refusal("这份报告已经有更新的版本，请更正最新的版本。");
        if (await db.Set<MonitoringReport>().AnyAsync(r => r.PreviousId == id, ct)) throw new Refusal("这份报告的更正正在填写中。");
        if (old.RowCount > MostOnlineRows) throw new Refusal($"这份报告有 {old.RowCount} 行，在线更正最多 {MostOnlineRows} 行，请下载本报告的表格，更正后上传。");
        var draft = new MonitoringReport
        {
            Id = Guid.CreateVersion7(change.At), FilerId = old.FilerId, FilerName = old.FilerName, ByInstitution = old.ByInstitution, Number = old.Number, Revision = old.Revision + 1, PreviousId = old.Id,
            CorrectionReason = why, Kind = old.Kind, Door = ReportDoor.Online, EmployerId = old.EmployerId, EmployerName = old.EmployerName, WorkplaceId = old.WorkplaceId, WorkplaceName = old.WorkplaceName,
            DivisionCode = old.DivisionCode, CountyCode = old.CountyCode, IssuedOn = old.IssuedOn, Samplers = old.Samplers, Instruments = old.Instruments, CreatedAt = change.At,
        };
        draft.Draft = (await FormBack.OfAsync(db, old, ct)).ToJson();
        db.Add(draft);
        await db.SaveChangesAsync(ct);
        return draft.Id;
    }, ct);

    /// <summary>What was filed, as its filer would hand it in again. Whoever asks has found the report to be his.</summary>
    public async Task<ReportForm> FormOfAsync(MonitoringReport report, CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        return await FormBack.OfAsync(db, report, ct);
    }

    /// <summary>Takes a whole report in the place of a sealed one, as its next revision. What says the same as the one in force changes nothing.</summary>
    public Task<FiledReport> ReplaceAsync(Guid id, ReportForm form, string? reason, ReportDoor door, CancellationToken ct) => write.CommitAsync(new("monitoring.correct", reason), async change =>
    {
        var filer = await facts.FilerAsync(ct);
        if (reason?.Trim() is not { Length: > 0 and <= ReportTables.ReasonLength } why) throw new Refusal($"请写明更正理由，不超过 {ReportTables.ReasonLength} 个字。", "Reason");
        MonitoringReport old;
        using (viewer.ActAsPlatform())
            old = await db.Set<MonitoringReport>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.FilerId == filer.Id && r.State == ReportState.Sealed, ct) ?? throw new NotFoundException();
        var whole = form with { Number = old.Number };
        if (await RepeatedAsync(whole, ct) is { } known) return new FiledReport(known, true);
        if (!old.InForce) throw new Refusal("这份报告已经有更新的版本，请更正最新的版本。");
        var corrections = (await facts.InForceAsync([old.Number], ct)).ToDictionary(r => r.Key, r => new Correction(r.Value, why));
        var prepared = (await checker.PrepareAsync([whole], ct, corrections: corrections))[0];
        if (!prepared.IsGood) throw new ReportFormRefusal(prepared.Problems);
        return new FiledReport((await intake.SealAsync(change, [prepared], door, ct))[0].Id, false);
    }, ct);

    /// <summary>The report with this number, when it says the same row for row.</summary>
    async Task<Guid?> RepeatedAsync(ReportForm form, CancellationToken ct)
    {
        var filer = await facts.FilerAsync(ct);
        var number = Rules.Text.Width.Clean(form.Number);
        using var _ = viewer.ActAsPlatform();
        var known = await db.Set<MonitoringReport>().AsNoTracking().Where(r => r.FilerId == filer.Id && r.Number == number && r.InForce).SingleOrDefaultAsync(ct);
        return known is not null && FormBack.SaysTheSame(await FormBack.OfAsync(db, known, ct), form) ? known.Id : null;
    }

    async Task<PreparedReport> HeadAsync(ReportForm form, MonitoringReport? own, CancellationToken ct)
    {
        var prepared = (await checker.PrepareAsync([form], ct, own))[0];
        // What is wrong with rows and days is shown beside them until the report is sealed.
        var wrong = prepared.Problems.Where(p => p.Row is null && p.Field is not ("Rows" or "SampledOn" or nameof(ReportForm.IssuedOn))).ToList();
        if (wrong.Count > 0) throw new Refusal(wrong[0].Message, wrong[0].Field);
        return prepared;
    }

    async Task<Guid> KeepAsync(MonitoringReport draft, PreparedReport prepared, bool add, CancellationToken ct)
    {
        ReportMaker.Head(prepared, draft);
        (draft.Draft, draft.RowCount) = (prepared.Form.ToJson(), prepared.Form.Rows.Count);
        using var _ = viewer.ActAsPlatform();
        if (add) db.Add(draft);
        await db.SaveChangesAsync(ct);
        return draft.Id;
    }

    async Task<MonitoringReport> DraftAsync(Guid id, long version, CancellationToken ct)
    {
        var filer = await facts.FilerAsync(ct);
        using var _ = viewer.ActAsPlatform();
        var draft = await db.Set<MonitoringReport>().SingleOrDefaultAsync(r => r.Id == id && r.FilerId == filer.Id, ct) ?? throw new NotFoundException();
        if (draft.State != ReportState.Draft) throw new Refusal("报告已封存，不能修改。需要更正时请办理更正，两个版本都会保留。");
        return draft.Version == version ? draft : throw new DbUpdateConcurrencyException();
    }
}

/// <param name="Repeated">It was filed before; nothing was written.</param>
public sealed record FiledReport(Guid Id, bool Repeated);
