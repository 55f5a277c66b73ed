using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Cases;

namespace Zhijian.Modules.Cases;

/// <summary>What follows from a step, in the same transaction: whose turn it is, and what the employer's file says.</summary>
public sealed class CaseFollowUp(ZhijianDb db, Viewer viewer, NoticeBoard board)
{
    internal const string Subject = "case", MeasureSubject = "case-measure";

    internal async Task SteppedAsync(CaseFolder folder, CaseLine line, Change change, CancellationToken ct)
    {
        var row = folder.Row;
        if (line.Kind is CaseActKind.File or CaseActKind.ServeNotice or CaseActKind.Deliver or CaseActKind.Decide or CaseActKind.Close or CaseActKind.DecideNoPenalty or CaseActKind.Terminate or CaseActKind.EndRemedy)
            change.Raise(new EmployerHappening(row.EmployerId, line.On, $"case.{CaseDesk.Name(line.Kind)}", Texts.Cut($"{line.Kind.Text()}：{row.Cause}", 200), line.PaperNumber ?? line.Note, $"/cases/{row.Id}"));
        using var all = viewer.ActAsPlatform();
        var id = row.Id.ToString();
        foreach (var (subject, todo) in new[] { (Subject, TodoOf(folder, change.At)), (MeasureSubject, MeasureTodoOf(folder, change.At)) })
        {
            if (await db.Set<Todo>().AnyAsync(t => t.SubjectKind == subject && t.SubjectId == id && t.DoneAt == null, ct)) await board.CloseAsync(change, subject, id, ct);
            if (todo is not null) board.Open(todo);
        }
    }

    /// <summary>Beside the turn of the case: what is sealed waits for the head, in a transferred case too.</summary>
    static Todo? MeasureTodoOf(CaseFolder folder, DateTime at)
    {
        var (row, file) = (folder.Row, folder.File);
        if (file.MeasureOn is not { } on) return null;
        var (what, due) = file.MeasureUnapproved ? ("补办行政强制措施的批准手续，或者解除", on.AddDays(1)) : ("处理、解除行政强制措施", file.MeasureUntil!.Value);
        return new()
        {
            Title = Texts.Cut($"{what}：{row.PartyName}（{file.Measure!.Title}）", 200), Link = $"/cases/{row.Id}", Permission = CasesModule.Approve, DivisionCode = row.AuthorityCode, OnlyThere = true, DueOn = due,
            SubjectKind = MeasureSubject, SubjectId = row.Id.ToString(), CreatedAt = at,
        };
    }

    internal static Todo? TodoOf(CaseFolder folder, DateTime at)
    {
        var (row, file) = (folder.Row, folder.File);
        if (!row.IsOpen) return null;
        var (what, permission) = row.State switch
        {
            CaseState.FilingRequested => ("审批立案", CasesModule.Approve),
            CaseState.Filed => ("调查取证", CasesModule.Handle),
            CaseState.ReportDone => ("制发处罚告知书", CasesModule.Handle),
            CaseState.NoticeIssued => ("送达处罚告知书", CasesModule.Handle),
            CaseState.HearingRequested => ("通知听证", CasesModule.Handle),
            CaseState.HearingNotified when file.Undelivered is not null => ("送达听证会通知书", CasesModule.Handle),
            CaseState.HearingNotified => ("举行听证", CasesModule.Hearing),
            CaseState.NoticeServed or CaseState.HearingHeld when file.DefendedOn is not null && file.DefenceReviewedOn is null => ("复核陈述申辩", CasesModule.Handle),
            CaseState.NoticeServed or CaseState.HearingHeld when file.LegalReviewOn is null => ("法制审核", CasesModule.Review),
            CaseState.NoticeServed or CaseState.HearingHeld => ("作出处罚决定", CasesModule.Approve),
            CaseState.Decided => ("送达决定书", CasesModule.Handle),
            CaseState.Served when file.AskedUntil is not null => ("答复延期（分期）缴纳申请", CasesModule.Approve),
            CaseState.Served when file.Undelivered is not null => ("送达催告书", CasesModule.Handle),
            _ => ("执行处罚决定", CasesModule.Handle),
        };
        return new()
        {
            Title = Texts.Cut($"{what}：{row.PartyName}（{row.Cause}）", 200), Link = $"/cases/{row.Id}", Permission = permission, DivisionCode = row.AuthorityCode, OnlyThere = true, DueOn = row.NextOn,
            SubjectKind = Subject, SubjectId = row.Id.ToString(), CreatedAt = at,
        };
    }
}
