using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections;

/// <summary>Loads inspections for an act, and writes what the rules made of them.</summary>
public sealed class InspectionAccess(ZhijianDb db, Viewer viewer)
{
    public const int MostAtOnce = 500;

    /// <summary>Staff of the authority that inspects; a superior sees, but does not act in its place.</summary>
    public bool IsCompetent(string authorityCode) => viewer.OrganisationId is null && viewer.DivisionCode == authorityCode;

    /// <param name="seen">Version that the person saw; somebody else's later change is told, not overwritten.</param>
    /// <exception cref="NotFoundException">Not there, or in a foreign place: the same answer.</exception>
    public async Task<InspectionTask> ForAsync(Guid id, long? seen, CancellationToken ct)
    {
        var task = await db.Set<InspectionTask>().SingleOrDefaultAsync(t => t.Id == id, ct) ?? throw new NotFoundException();
        if (!IsCompetent(task.AuthorityCode)) throw new Refusal("检查由监管机关本级的人员办理，您只能查看。");
        if (seen is { } version && version != task.Version) throw new OvertakenException($"这项检查刚被他人办理（当前：{task.State.Text()}），您的操作没有生效，请刷新后核对再办。");
        return task;
    }

    /// <exception cref="Refusal">The rules do not allow it.</exception>
    public void Apply(InspectionTask task, InspectionAct act, DateTime at, string? note = null)
    {
        var outcome = task.ToInspection().Apply(act);
        if (!outcome.Succeeded) throw new Refusal(outcome.Refusal + "。");
        task.Take(outcome.Inspection);
        Write(task, act.On, act.Kind, act.Kind.Text(), note, at);
    }

    /// <summary>A line that changes no state.</summary>
    public void Remark(InspectionTask task, DateOnly on, string title, string? note, DateTime at) => Write(task, on, null, title, note, at);

    void Write(InspectionTask task, DateOnly on, InspectionActKind? act, string title, string? note, DateTime at) => db.Add(new InspectionLine
    {
        TaskId = task.Id, Number = ++task.Lines, On = on, At = at, Act = act, Title = title, By = viewer.Name,
        Note = Texts.CutIfAny(note, InspectionTables.Text),
    });
}
