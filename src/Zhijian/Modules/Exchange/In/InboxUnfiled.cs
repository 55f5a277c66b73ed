using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Notices;

namespace Zhijian.Modules.Exchange.In;

/// <summary>Records of units that have no file: somebody looks whether they need one; with the file the records come to it.</summary>
public sealed class InboxUnfiled(ZhijianDb db, WritePath write, Viewer viewer, NoticeBoard board) : IHandleNow<EmployerChanged>
{
    /// <summary>To-dos by record.</summary>
    public const string TodoKind = "shared-unfiled";

    public static Todo Todo(InboxRecord record, InTask task, string name, string county, DateTime at) => new()
    {
        Title = Texts.Cut(string.Format(System.Globalization.CultureInfo.InvariantCulture, task.Title, $"{name}（没有档案）"), 200), Link = $"/exchange/records?gap=unfiled&q={record.CreditCode}", Permission = ExchangeModule.Answer, DivisionCode = county, OnlyThere = true,
        SubjectKind = TodoKind, SubjectId = record.Id.ToString(), CreatedAt = at,
    };

    public async Task HandleAsync(EmployerChanged changed, Change change, CancellationToken ct)
    {
        if (!changed.Fields.Contains(nameof(Employer.CreditCode))) return;
        using var all = viewer.ActAsPlatform();
        var id = changed.EmployerId;
        var found = await (from r in db.Set<InboxRecord>() join e in db.Set<Employer>() on r.CreditCode equals e.CreditCode where e.Id == id && r.EmployerId == null && e.MergedIntoId == null select new { Record = r, e.Name, e.DivisionCode, e.SupervisorCode }).ToListAsync(ct);
        foreach (var one in found)
        {
            (one.Record.EmployerId, one.Record.DivisionCode) = (id, one.DivisionCode);
            // What still waits for an answer waits at the file from now on.
            if (!await board.IsOpenAsync(TodoKind, one.Record.Id.ToString(), ct)) continue;
            await board.CloseAsync(change, TodoKind, one.Record.Id.ToString(), ct);
            board.Open(InboxDesk.Todo(InSchemas.All[one.Record.Resource].Task!, id, one.Name, one.SupervisorCode, one.Record.BatchId, change.At));
        }
        if (found.Count > 0) await db.SaveChangesAsync(ct);
    }

    /// <summary>Looked at: no file is needed, or it will come by itself.</summary>
    /// <returns>How many waited.</returns>
    public Task<int> SeenAsync(IReadOnlyCollection<Guid> records, string? key, CancellationToken ct) => write.CommitAsync(new("exchange.seen", "没有档案的共享信息已核查", key), async change =>
    {
        var ids = (await db.Set<InboxRecord>().InScopeOf(viewer.Scope).Where(r => records.Contains(r.Id) && r.EmployerId == null).Select(r => r.Id).ToListAsync(ct)).ConvertAll(id => id.ToString());
        var waiting = await db.Set<Todo>().Where(t => t.SubjectKind == TodoKind && ids.Contains(t.SubjectId) && t.DoneAt == null).ToListAsync(ct);
        if (waiting.Count == 0) throw new Refusal("所选信息没有待核查的。");
        foreach (var todo in waiting)
        {
            todo.DoneAt = change.At;
            change.Note(nameof(InboxRecord), todo.SubjectId, "act");
        }
        return waiting.Count;
    }, ct);
}
