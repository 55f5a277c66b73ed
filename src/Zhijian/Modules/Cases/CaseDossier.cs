using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Documents.Pdf;
using Zhijian.Platform.Files;
using Zhijian.Platform.Jobs;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Cases;
using static Zhijian.Platform.Documents.PaperField;

namespace Zhijian.Modules.Cases;

/// <summary>A file that belongs into the dossier of a case beside its papers and its evidence.</summary>
public sealed record DossierFile(string Title, string Hash, DateOnly On, FileKind Kind, long Size);

/// <summary>Whoever keeps such files, as the signed returns of service.</summary>
public interface IDossierFiles
{
    /// <param name="papers">Of the case. Asked by a job, which sees every row.</param>
    Task<IReadOnlyList<DossierFile>> OfAsync(IReadOnlyList<Guid> papers, CancellationToken ct);
}

/// <summary>
/// 案卷: cover, 卷内目录, every paper and every piece of evidence of a case as one PDF. Put together anew whenever asked; the
/// papers themselves stay what proves.
/// </summary>
public sealed class CaseDossier(ZhijianDb db, WritePath write, CaseAccess access, FileStore files, IPdfConverter pdf, JobDesk jobs, IEnumerable<IDossierFiles> others, TimeProvider clock)
{
    /// <summary>All is bound in memory; evidence beyond is named and kept as a file.</summary>
    const long MostEvidenceBytes = 200L * 1024 * 1024;
    const string Apart = "另存";

    public static readonly PaperForm Form = new("case-dossier", "行政处罚案卷",
    [
        Text("机关", "某某市卫生健康委员会", required: true), Text("案件编号", "（样）卫职立〔2018〕1号", required: true), Text("当事人", "某某市样张有限公司", required: true), Text("案由", "工作场所职业病危害因素浓度超过国家职业卫生标准", required: true),
        Text("处理结果", "警告，罚款5万元", required: true), Text("立案日期", "2018年6月1日", required: true), Text("结案日期", "2018年9月1日", required: true), Text("办案人员", "张样张、李样张", required: true), Text("归档号", "2018-001"),
        Text("件数", "12", required: true), Text("页数", "30", required: true), Text("生成时间", "2018-09-01 10:00", required: true),
        Rows("目录", Text("序号", "1", required: true), Text("名称", "立案审批表", required: true), Text("文号", "（样）卫职立〔2018〕1号"), Text("日期", "2018-06-01", required: true), Text("页次", "1", required: true)),
    ]);

    sealed record Material(string Title, string? Number, DateOnly On, string Page);

    public Task RequestAsync(Guid id, string? key, CancellationToken ct) => write.CommitAsync(new("cases.dossier", Key: key), async change =>
    {
        var row = (await access.ForAsync(id, null, ct)).Row;
        if (!pdf.Available) throw new Refusal(pdf.Why!);
        if (row.FiledOn is null) throw new Refusal("立案以后才有案卷。");
        jobs.Enqueue(change, DossierJob.Key, Texts.Cut($"生成案卷：{row.Number} {row.PartyName}", 200), new DossierJob.Body(id));
    }, ct);

    /// <summary>Runs as a job, which sees every row.</summary>
    internal async Task MakeAsync(Guid id, Func<long, long?, string?, Task> report, CancellationToken ct)
    {
        var folder = await access.ReadAsync(id, ct);
        using var binder = new PdfBinder();
        var materials = new List<Material>();
        var papers = await PapersAsync(folder.Row, ct);
        foreach (var (paper, n) in papers.Select((p, n) => (p, n)))
        {
            await report(n, papers.Count, paper.Title);
            var title = paper.VoidedAt is null ? paper.Title : $"{paper.Title}（已作废）";
            materials.Add(new(title, paper.Number, paper.IssuedOn, Page(binder.Add(title, await PdfOfAsync(paper, ct)))));
        }
        var room = MostEvidenceBytes;
        foreach (var file in await FilesAsync(id, papers, ct))
        {
            int? page = null;
            if (file.Size <= room)
            {
                var content = await ReadAsync(file.Hash, ct);
                page = file.Kind == FileKind.Pdf ? binder.Add(file.Title, content) : binder.AddPicture(file.Title, content);
                room -= file.Size;
            }
            materials.Add(new(file.Title, $"SHA-256 {file.Hash[..16]}…", file.On, Page(page)));
        }
        var pages = binder.Pages;
        var whole = binder.Finish($"{folder.Row.Number} {folder.Row.PartyName}", await pdf.ConvertAsync(Front(folder, papers.FirstOrDefault()?.Authority, materials, pages), ct));
        var receipt = await files.SaveAsync(new MemoryStream(whole), "案卷.pdf", new(2 * MostEvidenceBytes, FileKind.Pdf), ct);
        await write.CommitAsync(new("cases.dossier-made"), async change =>
        {
            var row = await db.Set<CaseRecord>().SingleAsync(c => c.Id == id, ct);
            (row.DossierHash, row.DossierAt, row.DossierPages) = (receipt.Hash, change.At, pages);
        }, ct);
    }

    /// <summary>The order that was not obeyed stands first.</summary>
    Task<List<Paper>> PapersAsync(CaseRecord row, CancellationToken ct)
    {
        var (kind, id, order) = (nameof(CaseRecord), row.Id.ToString(), row.OrderNumber);
        return db.Set<Paper>().AsNoTracking().Where(p => (p.SubjectKind == kind && p.SubjectId == id) || (order != null && (p.Number == order || p.Number == order + "（回）"))).OrderBy(p => p.IssuedAt).ThenBy(p => p.Id).ToListAsync(ct);
    }

    async Task<byte[]> PdfOfAsync(Paper paper, CancellationToken ct)
    {
        if (paper.PdfHash is { } made) return await ReadAsync(made, ct);
        return await pdf.ConvertAsync(await ReadAsync(paper.DocxHash, ct), ct);
    }

    /// <summary>Returns of service as they were signed, then the evidence.</summary>
    async Task<IReadOnlyList<DossierFile>> FilesAsync(Guid id, List<Paper> papers, CancellationToken ct)
    {
        var found = new List<DossierFile>();
        List<Guid> ids = papers.ConvertAll(p => p.Id);
        foreach (var other in others) found.AddRange(await other.OfAsync(ids, ct));
        var evidence = await (from e in db.Set<CaseEvidence>().AsNoTracking()
                              join f in db.Set<StoredFile>() on e.FileId equals f.Id
                              where e.CaseId == id
                              orderby e.At, e.Id
                              select new { e.Name, e.Hash, e.At, f.Kind, f.Size }).ToListAsync(ct);
        found.AddRange(evidence.Select(e => new DossierFile($"证据：{e.Name}", e.Hash, ChinaTime.DateOf(e.At), e.Kind, e.Size)));
        return found;
    }

    async Task<byte[]> ReadAsync(string hash, CancellationToken ct)
    {
        await using var content = files.OpenRead(hash);
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, ct);
        return copy.ToArray();
    }

    static string Page(int? page) => page is { } n ? Display.Count(n) : Apart;

    byte[] Front(CaseFolder folder, string? authority, List<Material> materials, int pages)
    {
        var row = folder.Row;
        var result = folder.Lines.LastOrDefault(l => l.Kind is CaseActKind.Decide or CaseActKind.DecideOnSpot or CaseActKind.DecideNoPenalty or CaseActKind.Transfer or CaseActKind.Terminate);
        var data = new PaperData
        {
            { "机关", authority ?? "—" }, { "案件编号", row.Number ?? "—" }, { "当事人", row.PartyName }, { "案由", row.Cause },
            { "处理结果", row.Annulled ? "处罚决定已被撤销" : result is null ? row.State.Text() : $"{result.Kind.Text()}：{result.Note}" }, { "立案日期", row.FiledOn!.Value }, { "结案日期", row.ClosedOn is { } closed ? PaperText.Date(closed) : "未结案" },
            { "办案人员", row.Officers ?? "—" }, { "归档号", folder.Lines.LastOrDefault(l => l.Kind == CaseActKind.Archive)?.Note ?? "未归档" }, { "件数", Display.Count(materials.Count) }, { "页数", Display.Count(pages) }, { "生成时间", Display.Text(clock.GetUtcNow().UtcDateTime) },
            { "目录", materials.Select((m, n) => new PaperData { { "序号", Display.Count(n + 1) }, { "名称", m.Title }, { "文号", m.Number ?? "—" }, { "日期", Display.Date(m.On) }, { "页次", m.Page } }) },
        };
        return PaperTemplates.Load(Form).Fill(data, Form.Title);
    }
}

sealed class DossierJob : ILongJob
{
    public const string Key = "cases.dossier";
    public string Kind => Key;

    public sealed record Body(Guid CaseId);

    public async Task<string?> RunAsync(JobContext job, CancellationToken ct)
    {
        var id = job.Body<Body>().CaseId;
        await job.Services.GetRequiredService<CaseDossier>().MakeAsync(id, job.ReportAsync, ct);
        return $"/case-file/{id}";
    }
}
