using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;

namespace Zhijian.Modules.Credit;

/// <summary>The papers of a listing as its employer takes them.</summary>
static class CreditDocs
{
    static readonly (string Name, Func<CreditListing, Guid?> Of)[] Papers = [("notice", l => l.NoticePaperId), ("decision", l => l.DecisionPaperId), ("removal", l => l.RemovalPaperId)];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var (name, of) in Papers)
            foreach (var kind in (FileKind[])[FileKind.Docx, FileKind.Pdf])
                routes.MapGet($"/my/credit/{{id:guid}}/{name}/{kind.ToString().ToLowerInvariant()}", (Guid id, ZhijianDb db, FileStore files, CancellationToken ct) => PaperAsync(id, of, kind, db, files, ct))
                    .Requires(CreditModule.Own).ExcludeFromDescription();
    }

    static async Task<IResult> PaperAsync(Guid id, Func<CreditListing, Guid?> of, FileKind kind, ZhijianDb db, FileStore files, CancellationToken ct)
    {
        var listing = await db.Set<CreditListing>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) ?? throw new NotFoundException();
        // The paper stands in the place of its authority.
        var paper = of(listing) is { } paperId ? await db.Set<Paper>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).SingleOrDefaultAsync(p => p.Id == paperId, ct) : null;
        if (paper is null) throw new NotFoundException();
        if (kind == FileKind.Pdf && paper.PdfHash is null)
            return Results.Text("PDF 尚未生成或本系统没有启用 PDF，请下载 Word 版打印。", "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
        return Results.File(files.OpenRead(kind == FileKind.Pdf ? paper.PdfHash! : paper.DocxHash), kind.MediaType(), $"{paper.Title} {paper.Number}{kind.Extensions()[0]}");
    }
}
