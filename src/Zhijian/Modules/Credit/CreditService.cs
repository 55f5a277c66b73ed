using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Events;
using Zhijian.Rules.Service;

namespace Zhijian.Modules.Credit;

/// <summary>The objection may be raised from the day the notice reached the party.</summary>
sealed class CreditService(ZhijianDb db, Viewer viewer, CreditBook book, CreditKeeper keeper) : IHandleNow<PaperServed>
{
    public async Task HandleAsync(PaperServed served, Change change, CancellationToken ct)
    {
        if (served.SubjectKind != nameof(CreditListing)) return;
        using var all = viewer.ActAsPlatform();
        var id = Guid.Parse(served.SubjectId);
        var listing = await db.Set<CreditListing>().SingleAsync(l => l.Id == id, ct);
        keeper.Line(listing, ChinaTime.DateOf(change.At), change.At, null, "送达文书", $"{served.Number} {served.On:yyyy-MM-dd}{served.Method.Text()}", viewer.Name);
        if (listing.NoticePaperId != served.PaperId) return;
        listing.Take(listing.ToDishonesty().Served(served.On), await book.LawAsync(ct));
        await keeper.FollowAsync(listing, change, ct);
    }
}
