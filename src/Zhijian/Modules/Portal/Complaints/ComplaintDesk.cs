using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Registry;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Reference.Loading;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Complaints;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Portal.Complaints;

/// <summary>The legal terms of complaints, read once from reference/.</summary>
public sealed class ComplaintBook(ReferenceFiles files, ReferenceDirectory reference)
{
    readonly IReadOnlyList<CaseRule> clocks = CaseBook.Rules(files, "complaint-clocks.csv");

    public async ValueTask<CaseLaw> LawAsync(CancellationToken ct) => new(clocks, await reference.CalendarAsync(ct));
}

/// <param name="Words">Reason, answer, or where it goes: the complainant reads them.</param>
/// <param name="To">Of a referral: code of the authority's place.</param>
public sealed record ComplaintInput(string? Words, string? To = null);

/// <summary>How officers handle complaints: load → rule of the day → change, to-do.</summary>
public sealed class ComplaintDesk(ZhijianDb db, WritePath write, Viewer viewer, ComplaintBook book, NoticeBoard board, DivisionDirectory divisions)
{
    internal const string Subject = "complaint";

    /// <summary>Staff of the authority that has it; a superior sees and does not act in its place.</summary>
    public bool IsCompetent(ComplaintRecord row) => viewer.OrganisationId is null && viewer.DivisionCode == row.DivisionCode;

    public async Task StepAsync(Guid id, ComplaintActKind act, ComplaintInput input, long? seen, string? key, CancellationToken ct)
    {
        await ForAsync(id, seen, ct);
        // What is referred leaves the scope of whoever refers it.
        using var all = act == ComplaintActKind.Refer ? viewer.ActAsPlatform() : null;
        await write.CommitAsync(new($"portal.complaint-{act.ToString().ToLowerInvariant()}", Key: key), change => ActAsync(id, act, input, seen, change, ct), ct);
    }

    async Task ActAsync(Guid id, ComplaintActKind act, ComplaintInput input, long? seen, Change change, CancellationToken ct)
    {
        var row = await ForAsync(id, seen, ct);
        var today = ChinaTime.DateOf(change.At);
        var words = act == ComplaintActKind.Accept ? Texts.Allowed(input.Words, ComplaintTables.Reply, "Words", "说明") : Texts.Needed(input.Words, ComplaintTables.Reply, "Words", act == ComplaintActKind.Answer ? "答复内容" : "理由");
        var outcome = row.ToComplaint().Apply(act, today, await book.LawAsync(ct));
        if (!outcome.Succeeded) throw new Refusal($"{outcome.Refusal}。");
        var title = act.Text();
        if (act == ComplaintActKind.Refer)
        {
            await divisions.LoadAsync(db, ct);
            if (input.To is not { } to || divisions.Find(to) is not { } place || to == row.DivisionCode || !await db.Set<Authority>().IgnoreQueryFilters([Conventions.ScopeFilter]).AnyAsync(a => a.DivisionCode == to, ct)) throw new Refusal("请选择转交的监管机关。", "To");
            row.DivisionCode = to;
            foreach (var photo in await db.Set<ComplaintPhoto>().Where(p => p.ComplaintId == id).ToListAsync(ct)) photo.DivisionCode = to;
            title = $"转交{place.Name}";
        }
        row.Take(outcome.Complaint!);
        if (!outcome.Complaint!.IsOpen) (row.Reply, row.ClosedOn) = (words, today);
        Remark(row, today, change.At, title, words, viewer.Name);
        await RemindAsync(row, change, ct);
    }

    /// <summary>Which employer of the register is meant.</summary>
    public Task RecogniseAsync(Guid id, Guid? employerId, string? key, CancellationToken ct) => write.CommitAsync(new("portal.complaint-employer", Key: key), async change =>
    {
        var row = await ForAsync(id, null, ct);
        row.EmployerId = await EmployerAsync(employerId, ct);
        Remark(row, ChinaTime.DateOf(change.At), change.At, "认定被举报单位", null, viewer.Name);
    }, ct);

    /// <summary>What proved true becomes a danger of the employer; the informant is named nowhere.</summary>
    public Task ToDangerAsync(Guid id, string? finding, string? article, string? key, CancellationToken ct) => write.CommitAsync(new("portal.complaint-danger", Key: key), async change =>
    {
        var row = await ForAsync(id, null, ct);
        var today = ChinaTime.DateOf(change.At);
        if (row.State != ComplaintState.Accepted) throw new Refusal("受理以后、答复以前才能列为隐患。");
        if (row.MadeDanger) throw new Refusal("已经列为隐患。");
        var employer = row.EmployerId ?? throw new Refusal("请先认定被举报的单位。");
        var words = Texts.Needed(finding, ComplaintTables.Reply, "Finding", "核实的问题");
        var law = Texts.Needed(article, 300, "Article", "违反的条款");
        if (Leaks(row, words)) throw new Refusal("核实的问题不能写举报人的姓名和联系方式。", "Finding");
        row.MadeDanger = true;
        Remark(row, today, change.At, "核实后列为隐患", null, viewer.Name);
        change.Raise(new DangerReported(employer, null, DangerSource.Complaint, $"complaint:{id}", words, law, today));
    }, ct);

    /// <summary>Name and number of the complainant, for a stated reason; the look itself is written down first.</summary>
    public Task<(string? Name, string? Phone)> IdentityAsync(Guid id, string? reason, CancellationToken ct) => write.CommitAsync(new("portal.identity", reason), async change =>
    {
        if (!viewer.May(PortalModule.Identity)) throw new ForbiddenException();
        Texts.Needed(reason, 200, "Reason", "查看的理由");
        var row = await ForAsync(id, null, ct);
        change.Note(nameof(ComplaintRecord), id.ToString(), "read", new { row.Number }, row.ScopePath);
        return (row.ComplainantName, row.ComplainantPhone);
    }, ct);

    internal void Remark(ComplaintRecord row, DateOnly on, DateTime at, string title, string? note, string by) =>
        db.Add(new ComplaintLine { ComplaintId = row.Id, Number = ++row.Lines, On = on, At = at, Title = title, Note = note, By = by });

    /// <summary>One open to-do for the authority that has it, by the day the law sets.</summary>
    internal async Task RemindAsync(ComplaintRecord row, Change change, CancellationToken ct)
    {
        await board.CloseAsync(change, Subject, row.Id.ToString(), ct);
        if (row.DueOn is not { } due) return;
        board.Open(new()
        {
            Title = Texts.Cut($"{(row.State == ComplaintState.Received ? "决定是否受理举报" : "办理、答复举报")} {row.Number}：{row.EmployerName}", 200), Link = $"/complaints/{row.Id}", Permission = PortalModule.Complaints, DivisionCode = row.DivisionCode, OnlyThere = true,
            DueOn = due, SubjectKind = Subject, SubjectId = row.Id.ToString(), CreatedAt = change.At,
        });
    }

    static bool Leaks(ComplaintRecord row, string text) => new[] { row.ComplainantName, row.ComplainantPhone }.Any(t => t is { Length: > 1 } && text.Contains(t, StringComparison.Ordinal));

    async Task<Guid> EmployerAsync(Guid? employerId, CancellationToken ct)
    {
        var id = employerId ?? throw new Refusal("请选择用人单位。", "EmployerId");
        return await db.Set<Employer>().AnyAsync(e => e.Id == id && e.MergedIntoId == null, ct) ? id : throw new NotFoundException();
    }

    async Task<ComplaintRecord> ForAsync(Guid id, long? seen, CancellationToken ct)
    {
        var row = await db.Set<ComplaintRecord>().SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        if (!IsCompetent(row)) throw new Refusal("由受理机关办理，您只能查看。");
        return seen is null || row.Version == seen ? row : throw new OvertakenException("刚被他人办理，请刷新后核对再办。");
    }
}
