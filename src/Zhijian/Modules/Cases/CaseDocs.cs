using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Events;
using Zhijian.Platform.Files;

namespace Zhijian.Modules.Cases;

/// <summary>Files of a case: whoever sees the case sees them.</summary>
static class CaseDocs
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/case-evidence/{id:guid}", EvidenceAsync).Requires(CasesModule.Files).ExcludeFromDescription();
        routes.MapGet("/case-file/{id:guid}", DossierAsync).Requires(CasesModule.Files).ExcludeFromDescription();
    }

    static async Task<IResult> DossierAsync(Guid id, ZhijianDb db, FileStore files, HttpContext context, CancellationToken ct)
    {
        var row = await db.Set<CaseRecord>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();
        if (row.DossierHash is not { } hash) throw new NotFoundException();
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(files.OpenRead(hash), FileKind.Pdf.MediaType(), $"案卷 {row.Number}.pdf");
    }

    static async Task<IResult> EvidenceAsync(Guid id, ZhijianDb db, FileDesk desk, Viewer viewer, HttpContext context, CancellationToken ct)
    {
        var evidence = await db.Set<CaseEvidence>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct) ?? throw new NotFoundException();
        using var _ = viewer.ActAsPlatform();
        var (file, content) = await desk.OpenAsync(evidence.FileId, ct);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(content, file.Kind.MediaType(), evidence.Name);
    }
}

/// <summary>Lists show and find by the party's name of today.</summary>
sealed class PartyNames(ZhijianDb db, Viewer viewer) : IHandleNow<EmployerChanged>
{
    public async Task HandleAsync(EmployerChanged changed, Change change, CancellationToken ct)
    {
        if (!changed.Fields.Contains(nameof(Employer.Name))) return;
        using var all = viewer.ActAsPlatform();
        var name = await db.Set<Employer>().Where(e => e.Id == changed.EmployerId).Select(e => e.Name).SingleAsync(ct);
        foreach (var row in await db.Set<CaseRecord>().Where(c => c.EmployerId == changed.EmployerId).ToListAsync(ct)) row.PartyName = name;
    }
}
