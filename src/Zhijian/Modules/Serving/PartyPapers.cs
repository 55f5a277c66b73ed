using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Platform.Notices;

namespace Zhijian.Modules.Serving;

/// <summary>Papers that were served on the employer who is signed in, wherever the authority sits.</summary>
public sealed class PartyPapers(ZhijianDb db, WritePath write, Viewer viewer, NoticeBoard board)
{
    public IQueryable<Paper> Mine()
    {
        var own = viewer.OrganisationId ?? Guid.Empty;
        return db.Set<Paper>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(p => p.AddresseeId == own && p.ServedOn != null);
    }

    public async Task<Paper> ReadAsync(Guid id, CancellationToken ct) => await Mine().SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();

    public Task<ServiceLine?> LineAsync(Guid paperId, CancellationToken ct) =>
        db.Set<ServiceLine>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(l => l.PaperId == paperId && l.ServedOn != null).FirstOrDefaultAsync(ct);

    /// <summary>确认收到. It changes no term: those run since the paper arrived.</summary>
    public async Task ConfirmAsync(Guid id, string? key, CancellationToken ct)
    {
        var paper = await ReadAsync(id, ct);
        await write.CommitAsync(new("papers.read", Key: key), async change =>
        {
            using var all = viewer.ActAsPlatform();
            var line = await db.Set<ServiceLine>().SingleOrDefaultAsync(l => l.PaperId == paper.Id && l.ServedOn != null, ct) ?? throw new NotFoundException();
            line.ReadAt ??= change.At;
            await board.CloseAsync(change, ServingDesk.ToRead, paper.Id.ToString(), ct);
            await db.SaveChangesAsync(ct);
        }, ct);
    }
}

static class ServingDocs
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/papers/{id:guid}/service/return", ReturnAsync).Requires(PapersRoom.Serve).ExcludeFromDescription();
        routes.MapGet("/service-scans/{id:guid}", ScanAsync).Requires(PapersRoom.View).ExcludeFromDescription();
        foreach (var kind in (FileKind[])[FileKind.Docx, FileKind.Pdf])
            routes.MapGet($"/my/papers/{{id:guid}}/{kind.ToString().ToLowerInvariant()}", (Guid id, PartyPapers papers, FileStore files, CancellationToken ct) => OwnAsync(id, kind, papers, files, ct)).Requires(ServingModule.Own).ExcludeFromDescription();
    }

    static async Task<IResult> ReturnAsync(Guid id, ZhijianDb db, ServiceReturn returns, CancellationToken ct)
    {
        var paper = await db.Set<Paper>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();
        return Results.File(returns.Blank(paper), FileKind.Docx.MediaType(), $"送达回证（空白） {paper.Number}.docx");
    }

    static async Task<IResult> ScanAsync(Guid id, ZhijianDb db, FileDesk desk, Viewer viewer, HttpContext context, CancellationToken ct)
    {
        var line = await db.Set<ServiceLine>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) ?? throw new NotFoundException();
        using var _ = viewer.ActAsPlatform();
        var (file, content) = await desk.OpenAsync(line.FileId ?? throw new NotFoundException(), ct);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(content, file.Kind.MediaType(), line.FileName);
    }

    static async Task<IResult> OwnAsync(Guid id, FileKind kind, PartyPapers papers, FileStore files, CancellationToken ct)
    {
        var paper = await papers.ReadAsync(id, ct);
        var hash = (kind == FileKind.Pdf ? paper.PdfHash : paper.DocxHash) ?? throw new NotFoundException();
        return Results.File(files.OpenRead(hash), kind.MediaType(), $"{paper.Title} {paper.Number}{kind.Extensions()[0]}");
    }
}
