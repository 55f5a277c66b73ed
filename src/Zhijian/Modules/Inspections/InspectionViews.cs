using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Inspections.Field;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections;

/// <summary>An inspection as its pages show it.</summary>
/// <param name="Score">As answered now.</param>
/// <param name="Awaited">Photos that a phone announced and has not sent yet.</param>
/// <param name="Signatures">Drawn on a screen under the record.</param>
/// <param name="Commands">What phones sent, with the time as told and as judged; the last <see cref="MostCommands"/>.</param>
public sealed record InspectionView(InspectionTask Row, Checklist Checklist, ChecklistScore Score, IReadOnlyDictionary<string, ChecklistAnswer> Answers, IReadOnlyList<InspectionFinding> Findings, IReadOnlyList<InspectionPhoto> Photos,
    IReadOnlyList<InspectionLine> Lines, string Authority, DateOnly Today, int Awaited, IReadOnlyList<InspectionSignature> Signatures, IReadOnlyList<FieldCommand> Commands)
{
    public const int MostCommands = 200;
    public static readonly IReadOnlyList<string> Steps = ["制定方案", "批准", "现场检查", "处理", "复查", "办结"];

    public int Step => Row.State switch
    {
        InspectionState.Planned => 2, InspectionState.Approved or InspectionState.OnSite => 3, InspectionState.Recorded => 4, InspectionState.OnSiteMeasures or InspectionState.RectificationOrder or InspectionState.Case => 5,
        InspectionState.Recheck => Row.Open == 0 ? 6 : 5, InspectionState.NoProblem => 6, _ => 7,
    };

    /// <summary>What comes next, in a sentence.</summary>
    public string Next => Row.State switch
    {
        InspectionState.Planned => "由制定人以外的人员批准检查方案。",
        InspectionState.Approved => "两名执法人员到现场，出示执法证件。",
        InspectionState.OnSite => Score.Unanswered > 0 ? $"填写检查表，还有 {Score.Unanswered} 项；完成后制作现场检查记录。" : "检查表已填完，制作现场检查记录。",
        InspectionState.Recorded => Row.Findings == 0 ? "没有发现问题，认定后办结。" : "对发现的问题责令限期整改、作出现场处理措施决定或者提请立案。",
        InspectionState.OnSiteMeasures or InspectionState.RectificationOrder or InspectionState.Case => "用人单位整改后，在隐患上复查；全部整改的办结。",
        InspectionState.Recheck => Row.Open == 0 ? "问题已全部整改，可以办结。" : $"尚有 {Row.Open} 个问题没有整改，继续整改、复查。",
        InspectionState.NoProblem => "可以办结。",
        InspectionState.Closed => "已办结。",
        _ => "已取消。",
    };

    public IReadOnlyList<TimelineItem> History => [.. Lines.Reverse().Select(l => new TimelineItem(Display.Date(l.On), l.Title, l.Note, l.By, Tone: l.Act switch
    {
        InspectionActKind.Close or InspectionActKind.ConcludeNoProblem => Tone.Success, InspectionActKind.ProposeCase or InspectionActKind.OrderMeasures => Tone.Danger, null => Tone.Neutral, _ => Tone.Info,
    }))];

    public static Tone ToneOf(InspectionState state) => state switch
    {
        InspectionState.Closed or InspectionState.NoProblem => Tone.Success, InspectionState.Case or InspectionState.OnSiteMeasures => Tone.Danger, InspectionState.Planned or InspectionState.RectificationOrder => Tone.Warning,
        InspectionState.CalledOff => Tone.Neutral, _ => Tone.Info,
    };

    public static Microsoft.AspNetCore.Html.IHtmlContent Badge(InspectionState state) => Badges.Status(state.Text(), ToneOf(state));
}

/// <summary>Gathers what the pages of an inspection show.</summary>
public sealed class InspectionViews(ZhijianDb db, InspectionBook book, DivisionDirectory divisions, TimeProvider clock)
{
    public async Task<InspectionView> LoadAsync(Guid id, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        var task = await db.Set<InspectionTask>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) ?? throw new NotFoundException();
        var checklist = book.Checklist(task.ChecklistCode, task.VisitedOn ?? task.PlannedOn);
        var answers = await db.Set<ChecklistAnswer>().AsNoTracking().Where(a => a.TaskId == id).ToDictionaryAsync(a => a.ItemNumber, ct);
        return new(task, checklist, ChecklistScoring.Score(checklist, answers.Values.Select(a => a.ToAnswer())), answers,
            await db.Set<InspectionFinding>().AsNoTracking().Where(f => f.TaskId == id).OrderBy(f => f.Number).ToListAsync(ct),
            await db.Set<InspectionPhoto>().AsNoTracking().Where(p => p.TaskId == id).OrderBy(p => p.At).ThenBy(p => p.Id).ToListAsync(ct),
            await db.Set<InspectionLine>().AsNoTracking().Where(l => l.TaskId == id).OrderBy(l => l.Number).ToListAsync(ct),
            divisions.Name(task.AuthorityCode), Display.Today(clock),
            await db.Set<FieldPhoto>().CountAsync(p => p.TaskId == id && p.PhotoId == null, ct),
            await db.Set<InspectionSignature>().AsNoTracking().Where(s => s.TaskId == id).OrderBy(s => s.Role).ToListAsync(ct),
            await db.Set<FieldCommand>().AsNoTracking().Where(c => c.TaskId == id).OrderByDescending(c => c.ReceivedAt).ThenByDescending(c => c.Order).Take(InspectionView.MostCommands).ToListAsync(ct));
    }
}
