using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;

namespace Zhijian.Modules.Dangers;

/// <summary>Files of a danger: whoever sees the danger sees them, wherever the one who gave them sits.</summary>
static class DangerDocs
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/danger-evidence/{id:guid}", EvidenceAsync).Requires(DangersModule.Files).ExcludeFromDescription();
        foreach (var kind in (FileKind[])[FileKind.Docx, FileKind.Pdf])
            routes.MapGet($"/my/dangers/{{id:guid}}/order/{kind.ToString().ToLowerInvariant()}", (Guid id, DangerAccess access, ZhijianDb db, FileStore files, CancellationToken ct) => OrderAsync(id, kind, access, db, files, ct))
                .Requires(DangersModule.Own).ExcludeFromDescription();
    }

    static async Task<IResult> EvidenceAsync(Guid id, ZhijianDb db, FileDesk desk, Viewer viewer, HttpContext context, CancellationToken ct)
    {
        var evidence = await db.Set<DangerEvidence>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct) ?? throw new NotFoundException();
        using var _ = viewer.ActAsPlatform();
        var (file, content) = await desk.OpenAsync(evidence.FileId, ct);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(content, file.Kind.MediaType(), evidence.Name);
    }

    static async Task<IResult> OrderAsync(Guid id, FileKind kind, DangerAccess access, ZhijianDb db, FileStore files, CancellationToken ct)
    {
        var danger = (await access.ReadAsync(id, ct)).Row;
        // The paper stands in the place of its authority.
        var paper = danger.OrderPaperId is { } order ? await db.Set<Paper>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).SingleOrDefaultAsync(p => p.Id == order, ct) : null;
        if (paper is null) throw new NotFoundException();
        if (kind == FileKind.Pdf && paper.PdfHash is null)
            return Results.Text("PDF 尚未生成或本系统没有启用 PDF，请下载 Word 版打印。", "text/plain; charset=utf-8", statusCode: StatusCodes.Status404NotFound);
        return Results.File(files.OpenRead(kind == FileKind.Pdf ? paper.PdfHash! : paper.DocxHash), kind.MediaType(), $"{paper.Title} {paper.Number}{kind.Extensions()[0]}");
    }
}
