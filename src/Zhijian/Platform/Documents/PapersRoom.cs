using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents.Approving;
using Zhijian.Platform.Documents.Pdf;
using Zhijian.Platform.Files;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Jobs;

namespace Zhijian.Platform.Documents;

/// <summary>Official papers: issued once, numbered, confirmed by anyone with the code.</summary>
sealed class PapersRoom : IModule
{
    public const string View = "papers.view", Void = "papers.void", Serve = "papers.serve", Approve = "papers.approve";

    public IReadOnlyList<Permission> Permissions =>
    [
        new(View, "查看文书", Roles.Supervisors),
        new(Void, "作废文书", Role.CityAdmin, Role.CountySupervisor),
        new(Approve, "审批文书", Role.CityAdmin, Role.CityLeader, Role.CitySupervisor, Role.CountySupervisor),
        new(Serve, "登记文书送达", Role.CityAdmin, Role.CitySupervisor, Role.CityOfficer, Role.CountySupervisor, Role.CountyOfficer),
    ];

    public IReadOnlyDictionary<string, string> AuditWords => new Dictionary<string, string>
    {
        ["papers.ask-approval"] = "文书送审", ["papers.approve"] = "批准文书", ["papers.return"] = "退回文书", ["papers.withdraw"] = "撤回送审", ["papers.leave"] = "放弃被退回的文书", ["PaperRequest"] = "文书审批",
    };

    public IReadOnlyList<MenuEntry> Menu => [new("文书", "文书登记", "file-certificate", "/papers", View, 80), new("文书", "文书审批", "checkup-list", "/papers/requests", View, 81)];

    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        // Papers in work hold personal data: they stay inside the data folder.
        services.AddSingleton<IPdfConverter>(s => new LibreOfficePdf((configuration.GetSection("Pdf").Get<LibreOfficeOptions>() ?? new()) with
        {
            WorkFolder = Path.Combine(s.GetRequiredService<ServerSettings>().WorkFolder, "pdf"),
        }));
        services.AddSingleton<ApprovalBook>();
        services.AddScoped<PaperDesk>().AddScoped<ApprovalDesk>();
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
