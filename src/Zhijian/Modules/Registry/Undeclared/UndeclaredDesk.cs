using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry.Dues;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Registry.Undeclared;

/// <summary>What somebody found who went there.</summary>
public enum Finding { HasHazard, NoHazard, Closed, NotFound }

public static class Findings
{
    public static string ChineseName(this Finding finding) => finding switch
    {
        Finding.HasHazard => "有职业病危害", Finding.NoHazard => "没有职业病危害", Finding.Closed => "已关闭或停产", Finding.NotFound => "查无此单位",
        _ => throw new ArgumentOutOfRangeException(nameof(finding), finding, null),
    };
}

/// <summary>Hands the list to the townships and takes their answers, by which the file changes and the list shrinks.</summary>
public sealed class UndeclaredDesk(ZhijianDb db, WritePath write, Viewer viewer, NoticeBoard notices, DivisionDirectory divisions)
{
    /// <summary>Days for the answer and for the declaration after it; no law names them.</summary>
    public const int AnswerDays = 15, DeclareDays = 30;
    const int MostAtOnce = 200;
    const string Basis = "《职业病防治法》第十六条；《职业病危害项目申报办法》（安监总局令第48号）第二条";

    /// <summary>Each goes as a task to the township (or county) in which it lies.</summary>
    /// <returns>How many of them were still waiting to be handed over.</returns>
    public Task<int> AssignAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) => write.CommitAsync(new("undeclared.assign"), async change =>
    {
        if (ids.Count is 0 or > MostAtOnce) throw new Refusal($"请选择 1 至 {MostAtOnce} 家单位。");
        var today = ChinaTime.DateOf(change.At);
        var leads = await db.Set<UndeclaredLead>().Where(l => ids.Contains(l.Id) && l.State == LeadState.Found).ToListAsync(ct);
        foreach (var lead in leads)
        {
            (lead.State, lead.AssignedOn, lead.AssignedBy, lead.AnswerDueOn) = (LeadState.Assigned, today, viewer.Name, today.AddDays(AnswerDays));
            notices.Open(new()
            {
                Title = $"核查应报未报单位：{lead.EmployerName}", Link = $"/registry/undeclared/{lead.Id}", Permission = UndeclaredSetup.Answer, DivisionCode = lead.DivisionCode,
                DueOn = lead.AnswerDueOn, SubjectKind = UndeclaredLead.Subject, SubjectId = lead.Id.ToString(), CreatedAt = change.At,
            });
        }
        return leads.Count;
    }, ct);

    public Task AnswerAsync(Guid id, Finding finding, string? note, CancellationToken ct) => write.CommitAsync(new("undeclared.answer", finding.ChineseName()), async change =>
    {
        var lead = await db.Set<UndeclaredLead>().SingleOrDefaultAsync(l => l.Id == id, ct) ?? throw new NotFoundException();
        if (!lead.IsOpen) throw new Refusal($"该单位{lead.State.ChineseName()}，不需要再次反馈。");
        if (string.IsNullOrWhiteSpace(note) && finding is not Finding.HasHazard) throw new Refusal("请写明现场情况，例如何人何时在何处核实。", "Note");
        if (note?.Length > UndeclaredTable.NoteLength) throw new Refusal($"现场情况不能超过 {UndeclaredTable.NoteLength} 个字。", "Note");
        if (!Enum.IsDefined(finding)) throw new Refusal("请选择核查结果。", "Finding");
        var today = ChinaTime.DateOf(change.At);
        lead.State = finding switch { Finding.HasHazard => LeadState.HasHazard, Finding.NoHazard => LeadState.NoHazard, Finding.Closed => LeadState.Closed, _ => LeadState.NotFound };
        (lead.AnsweredOn, lead.AnsweredBy, lead.Note) = (today, viewer.Name, string.IsNullOrWhiteSpace(note) ? null : note.Trim());
        await notices.CloseAsync(change, UndeclaredLead.Subject, id.ToString(), ct);
        if (finding is Finding.Closed or Finding.NotFound) await ChangeStatusAsync(change, lead, finding is Finding.Closed ? EmployerStatus.Closed : EmployerStatus.NotFound, today, ct);
        if (finding is Finding.HasHazard)
            change.Raise(new DueArose(lead.EmployerId, null, "declaration.initial", "职业病危害项目初次申报", Basis, today, today.AddDays(DeclareDays), $"{viewer.Name} 于 {today:yyyy-MM-dd} 核实存在职业病危害", "/my/declarations"));
        change.Raise(new EmployerHappening(lead.EmployerId, today, "undeclared.answered", $"应报未报核查：{finding.ChineseName()}", lead.Note));
    }, ct);

    /// <summary>The status of the file follows; what it was and who found it stays with it.</summary>
    async Task ChangeStatusAsync(Change change, UndeclaredLead lead, EmployerStatus status, DateOnly today, CancellationToken ct)
    {
        var employer = await db.Set<Employer>().SingleAsync(e => e.Id == lead.EmployerId, ct);
        db.Add(new FieldChange
        {
            EmployerId = employer.Id, Field = nameof(Employer.Status), Before = employer.Status.ToString(), After = status.ToString(),
            Source = $"undeclared:{lead.Id}", By = viewer.Name, At = change.At,
        });
        (employer.Status, employer.ClosedOn) = (status, today);
        change.Raise(new EmployerChanged(employer.Id, [nameof(Employer.Status)], $"undeclared:{lead.Id}", today));
    }

    public async Task<string> PlaceAsync(string division, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        return divisions.Find(division) is { Level: 4, ParentCode: { } county } township ? $"{divisions.Name(county)} {township.Name}" : divisions.Name(division);
    }
}
