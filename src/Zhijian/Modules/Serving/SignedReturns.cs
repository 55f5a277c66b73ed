using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;

namespace Zhijian.Modules.Serving;

/// <summary>Returns as they were signed on the spot, letters that came back and pictures of a service: they belong into the dossier.</summary>
sealed class SignedReturns(ZhijianDb db) : IDossierFiles
{
    public async Task<IReadOnlyList<DossierFile>> OfAsync(IReadOnlyList<Guid> papers, CancellationToken ct)
    {
        var found = await (from l in db.Set<ServiceLine>().AsNoTracking()
                           join f in db.Set<StoredFile>() on l.FileId equals f.Id
                           join p in db.Set<Paper>() on l.PaperId equals p.Id
                           where papers.Contains(l.PaperId)
                           orderby l.At, l.Number
                           select new { p.Title, p.Number, l.FileHash, l.On, f.Kind, f.Size }).ToListAsync(ct);
        return found.ConvertAll(f => new DossierFile($"送达签收、凭证：{f.Title} {f.Number}", f.FileHash!, f.On, f.Kind, f.Size));
    }
}
