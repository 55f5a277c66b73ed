using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Events;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Service;

namespace Zhijian.Modules.Cases;

/// <summary>Terms begin with service: what is put on record at the paper is a step of its case, or is refused with it.</summary>
sealed class CaseService(ZhijianDb db, Viewer viewer, CaseAccess access, CaseDesk desk) : IHandleNow<PaperServed>
{
    public async Task HandleAsync(PaperServed served, Change change, CancellationToken ct)
    {
        if (served.SubjectKind != nameof(CaseRecord)) return;
        // Whoever put it on record was let to; the case may lie in the scope of his authority only by its place.
        using var all = viewer.ActAsPlatform();
        var id = Guid.Parse(served.SubjectId);
        var row = await db.Set<CaseRecord>().SingleAsync(c => c.Id == id, ct);
        var folder = await access.OfAsync(row, ct);
        if (StepOf(folder, served) is { } act) await desk.StepAsync(folder, act, CaseTexts.Note(act), change, ct);
    }

    /// <summary>Null: no term depends on the paper, or a later one took its place.</summary>
    static CaseAct? StepOf(CaseFolder folder, PaperServed served)
    {
        if (folder.Row.DecisionPaperId == served.PaperId) return new ServeDecision(served.On, served.Method, Consent: served.Method == ServiceMethod.Electronic);
        return folder.PaperToServe(CaseActKind.Deliver) == served.PaperId ? new Deliver(served.On, folder.File.Undelivered!.Value, served.Method) : null;
    }
}
