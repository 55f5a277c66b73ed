using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Events;
using Zhijian.Rules.Service;

namespace Zhijian.Modules.Dangers;

/// <summary>When an order reached the employer stands in the history of every danger it names.</summary>
sealed class DangerService(ZhijianDb db, Viewer viewer, DangerAccess access) : IHandleNow<PaperServed>
{
    public async Task HandleAsync(PaperServed served, Change change, CancellationToken ct)
    {
        if (served.SubjectKind != nameof(HiddenDanger)) return;
        using var all = viewer.ActAsPlatform();
        var (paper, first) = (served.PaperId, Guid.Parse(served.SubjectId));
        var ids = await db.Set<HiddenDanger>().Where(d => d.OrderPaperId == paper || d.Id == first).Select(d => d.Id).ToListAsync(ct);
        var files = await access.ForAsync(ids, null, ct);
        foreach (var file in files) file.Remark(served.On, "文书送达", $"{served.Number} {served.Method.Text()}", viewer.Name, change.At);
        access.Keep(files);
    }
}
