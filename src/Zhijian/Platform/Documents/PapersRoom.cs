using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents.Pdf;
using Zhijian.Platform.Files;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Jobs;

namespace Zhijian.Platform.Documents;

/// <summary>Official papers: issued once, numbered, confirmed by anyone with the code.</summary>
sealed class PapersRoom : IModule
{
    public const string View = "papers.view", Void = "papers.void", Serve = "papers.serve";

    public IReadOnlyList<Permission> Permissions =>
    [
        new(View, "查看文书", Roles.Supervisors),
        new(Void, "作废文书", Role.CityAdmin, Role.CountySupervisor),
        new(Serve, "登记文书送达", Role.CityAdmin, Role.CitySupervisor, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer),
    ];

    public IReadOnlyList<MenuEntry> Menu => [new("文书", "文书登记", "file-certificate", "/papers", View, 80)];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        // Papers in work hold personal data: they stay inside the data folder.
        services.AddSingleton<IPdfConverter>(s => new LibreOfficePdf((configuration.GetSection("Pdf").Get<LibreOfficeOptions>() ?? new()) with
        {
            WorkFolder = Path.Combine(s.GetRequiredService<ServerSettings>().WorkFolder, "pdf"),
        }));
        services.AddScoped<PaperDesk>();
        services.AddSingleton<ILongJob, PdfJob>();
    }

    public void MapEndpoints(IEndpointRouteBuilder routes)
    {
        foreach (var kind in (FileKind[])[FileKind.Docx, FileKind.Pdf])
            routes.MapGet($"/papers/{{id:guid}}/{kind.ToString().ToLowerInvariant()}", (Guid id, ZhijianDb db, FileStore files, CancellationToken ct) => DownloadAsync(id, kind, db, files, ct))
                .Requires(View).ExcludeFromDescription();
    }

    static async Task<IResult> DownloadAsync(Guid id, FileKind kind, ZhijianDb db, FileStore files, CancellationToken ct)
    {
        var paper = await db.Set<Paper>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();
        var hash = (kind == FileKind.Pdf ? paper.PdfHash : paper.DocxHash) ?? throw new NotFoundException();
        return Results.File(files.OpenRead(hash), kind.MediaType(), $"{paper.Title} {paper.Number}{kind.Extensions()[0]}");
    }
}
