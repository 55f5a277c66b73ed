using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers;

/// <summary>A danger that no measurement shows, as somebody writes it.</summary>
public sealed record DangerDraft(Guid? EmployerId, Guid? WorkplaceId, DangerSource Source, DateOnly? FoundOn, string? Finding, string? Article, DangerGrade Grade);

/// <summary>Ways in besides the report: officers' own finds, candidates from duties and declarations, what other modules raise.</summary>
public sealed class DangerIntake(ZhijianDb db, WritePath write, Viewer viewer, DangerBook book, DangerAccess access, DangerFollowUp followUp)
    : IHandleNow<DangerReported>, IHandleNow<SuspicionLapsed>, IHandleNow<DangerCaseFiled>
{
    const int MostYearsBack = 5;

    /// <summary>Written by an officer after an inspection or a complaint.</summary>
    public Task<Guid> AddAsync(DangerDraft draft, string? key, CancellationToken ct) => write.CommitAsync(new("dangers.add", Key: key), async change =>
    {
        var today = ChinaTime.DateOf(change.At);
        var employer = draft.EmployerId ?? throw new Refusal("请选择用人单位。", nameof(draft.EmployerId));
        if (draft.Source is DangerSource.Report or DangerSource.Due or DangerSource.Declaration) throw new Refusal("请选择来源：监督检查、自查或者举报。", nameof(draft.Source));
        var found = draft.FoundOn ?? throw new Refusal("请填写发现日期。", nameof(draft.FoundOn));
        if (found > today) throw new Refusal("发现日期不能晚于今天。", nameof(draft.FoundOn));
        if (found < today.AddYears(-MostYearsBack)) throw new Refusal($"发现日期早于 {MostYearsBack} 年前，请核对。", nameof(draft.FoundOn));
        var finding = Texts.Needed(draft.Finding, DangerTables.Text, nameof(draft.Finding), "隐患情况");
        var article = Texts.Needed(draft.Article, 300, nameof(draft.Article), "违反的条款");
        // The workplace in the viewer's county, though the employer may stand in another.
        var workplace = draft.WorkplaceId ?? await db.Set<Workplace>().Where(w => w.EmployerId == employer).OrderByDescending(w => w.IsMain).ThenBy(w => w.Name).Select(w => (Guid?)w.Id).FirstOrDefaultAsync(ct) ?? throw new NotFoundException();
        var place = await OwnPlaceAsync(employer, workplace, "该工作场所不由本机关监管，不能登记隐患。", ct);
        var file = Open(place, new(employer, workplace, draft.Source, $"{draft.Source}:{Guid.CreateVersion7():N}", finding, article, found), draft.Grade, change);
        file.Apply(new RegisterDanger(today), book.Clocks(today), viewer.Name, change.At);
        await StoreAsync(file, change, ct);
        return file.Row.Id;
    }, ct);

    /// <summary>列入隐患: a suspected danger is one.</summary>
    public Task<Guid> TakeUpAsync(Guid candidateId, string? finding, DangerGrade grade, string? key, CancellationToken ct) => write.CommitAsync(new("dangers.take-up", Key: key), async change =>
    {
        var today = ChinaTime.DateOf(change.At);
        var candidate = await CandidateAsync(candidateId, ct);
        var words = Texts.Allowed(finding, DangerTables.Text, "Finding", "隐患情况") ?? candidate.Evidence;
        var source = candidate.Source.StartsWith("due:", StringComparison.Ordinal) ? DangerSource.Due : DangerSource.Declaration;
        var place = await OwnPlaceAsync(candidate.EmployerId, candidate.WorkplaceId, "疑似隐患由工作场所所在地的监管机关处理。", ct);
        var file = Open(place, new(candidate.EmployerId, candidate.WorkplaceId, source, candidate.Source, words, candidate.Article, today), grade, change);
        file.Apply(new RegisterDanger(today), book.Clocks(today), viewer.Name, change.At);
        await StoreAsync(file, change, ct);
        change.Raise(new SuspicionJudged(candidateId, file.Row.Id, "列入隐患"));
        return file.Row.Id;
    }, ct);

    /// <summary>不列入, with the reason.</summary>
    public Task DismissAsync(Guid candidateId, string? reason, string? key, CancellationToken ct) => write.CommitAsync(new("dangers.dismiss", reason, key), async change =>
    {
        var why = Texts.Needed(reason, DangerTables.Clause, "Reason", "不列入的理由");
        var candidate = await CandidateAsync(candidateId, ct);
        await OwnPlaceAsync(candidate.EmployerId, candidate.WorkplaceId, "疑似隐患由工作场所所在地的监管机关处理。", ct);
        change.Raise(new SuspicionJudged(candidateId, null, why));
    }, ct);

    async Task<DangerCandidate> CandidateAsync(Guid id, CancellationToken ct)
    {
        var candidate = await db.Set<DangerCandidate>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        if (candidate.JudgedOn is not null) throw new OvertakenException("这条疑似隐患刚被他人处理，请刷新后查看。");
        return candidate.LapsedOn is null ? candidate : throw new Refusal($"疑似隐患已消失：{candidate.LapsedWhy}");
    }

    public async Task HandleAsync(DangerReported reported, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        if (await db.Set<HiddenDanger>().AnyAsync(d => d.EmployerId == reported.EmployerId && d.SourceKey == reported.SourceKey && d.PointId == null && d.IsOpen, ct)) return;
        var file = Open(await DangerPlaces.OfAsync(db, reported.EmployerId, reported.WorkplaceId, ct), reported, DangerGrade.General, change);
        await StoreAsync(file, change, ct);
    }

    /// <summary>The duty behind a danger was fulfilled: the officers see it at once, the recheck stays theirs.</summary>
    public async Task HandleAsync(SuspicionLapsed lapsed, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        var files = await access.FilesAsync(db.Set<HiddenDanger>().Where(d => d.EmployerId == lapsed.EmployerId && d.SourceKey == lapsed.Source && d.PointId == null && d.IsOpen), ct);
        foreach (var file in files) file.Remark(ChinaTime.DateOf(change.At), "起因已消除", lapsed.Why, viewer.Name, change.At);
        access.Keep(files);
    }

    public async Task HandleAsync(DangerCaseFiled filed, Change change, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        var file = (await access.ForAsync([filed.DangerId], null, ct))[0];
        file.Apply(new FileCase(filed.On, filed.CaseNumber), book.Clocks(filed.On), viewer.Name, change.At);
        access.Keep([file]);
        await followUp.SteppedAsync([file], "danger.case-filed", $"隐患立案 {filed.CaseNumber}", null, null, change, ct);
    }

    /// <summary>The place, when this authority has it.</summary>
    async Task<DangerPlace> OwnPlaceAsync(Guid employer, Guid? workplace, string refusal, CancellationToken ct)
    {
        using var all = viewer.ActAsPlatform();
        var place = await DangerPlaces.OfAsync(db, employer, workplace, ct);
        return viewer.DivisionCode == place.AuthorityCode ? place : throw new Refusal(refusal, nameof(DangerDraft.EmployerId));
    }

    DangerFile Open(DangerPlace place, DangerReported found, DangerGrade grade, Change change)
    {
        var file = DangerFile.Open(new()
        {
            EmployerId = place.EmployerId, EmployerName = place.EmployerName, IndustryCode = place.IndustryCode[..Math.Min(2, place.IndustryCode.Length)], WorkplaceId = place.WorkplaceId,
            DivisionCode = place.DivisionCode, CountyCode = place.CountyCode, AuthorityCode = place.AuthorityCode, Source = found.Source,
            SourceKey = Texts.Cut(found.SourceKey, DangerTables.Key), Finding = Texts.Cut(found.Finding, DangerTables.Text), Article = Texts.Cut(found.Article, 300),
            Grade = grade, GradeReason = grade == DangerGrade.Major ? "登记人员认定" : null, FoundOn = found.FoundOn,
        }, book.Clocks(found.FoundOn));
        file.Remark(found.FoundOn, "发现", file.Row.Finding, viewer.Name, change.At);
        return file;
    }

    async Task StoreAsync(DangerFile file, Change change, CancellationToken ct)
    {
        db.Add(file.Row);
        access.Keep([file]);
        change.Raise(new DangersFound(file.Row.EmployerId, [file.Row.Id], file.Row.Source, file.Row.SourceKey));
        await followUp.SteppedAsync([file], "danger.found", $"发现隐患（{file.Row.Source.Text()}）", file.Row.Finding, $"您单位被登记一处隐患：{file.Row.Finding}", change, ct);
    }
}
