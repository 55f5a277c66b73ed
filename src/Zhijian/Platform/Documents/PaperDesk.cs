using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents.Approving;
using Zhijian.Platform.Documents.Pdf;
using Zhijian.Platform.Files;
using Zhijian.Platform.Hosting;
using Zhijian.Platform.Jobs;
using Zhijian.Platform.Notices;
using Zhijian.Platform.Numbering;
using Zhijian.Platform.Organisations;

namespace Zhijian.Platform.Documents;

/// <summary>Issues official papers: number, code, .docx and record in one transaction; the PDF follows as a job.</summary>
public sealed class PaperDesk(
    ZhijianDb db, WritePath write, NoticeBoard board, Numbers numbers, FileStore files, Viewer viewer, JobDesk jobs, IPdfConverter pdf, ServerSettings settings, ApprovalBook approvals)
{
    /// <summary>Papers of one authority, at most this big.</summary>
    static readonly FilePolicy Policy = FilePolicy.Templates;
    static readonly string NoFile = new('0', 64);

    /// <param name="kindCode">Kind in the document number, for instance 罚 or 标.</param>
    /// <param name="divisionCode">Whose authority issues it.</param>
    /// <param name="to">On whom it is to be served; null: on nobody.</param>
    /// <param name="fields">The form's own fields; what every paper carries is added here.</param>
    public Task<Paper> IssueAsync(
        Change change, PaperForm form, string kindCode, string divisionCode, (string Kind, string Id) subject, Action<PaperData> fields, CancellationToken ct, Addressee? to = null) =>
        IssueAsync(change, form, async (authority, day) => (await numbers.NextAsync(change, authority, kindCode, day, ct)).ToString(), divisionCode, subject, fields, to, ct);

    /// <summary>As the other, with a number that is written in a form of its own.</summary>
    public Task<Paper> IssueAsync(
        Change change, PaperForm form, NumberForm numberForm, string divisionCode, (string Kind, string Id) subject, Action<PaperData> fields, CancellationToken ct) =>
        IssueAsync(change, form, (authority, day) => numbers.NextAsync(change, numberForm, form.Code, authority, day, ct), divisionCode, subject, fields, null, ct);

    /// <summary>As the first, with a serial that the papers of one matter share.</summary>
    public Task<Paper> IssueAsync(
        Change change, PaperForm form, string kindCode, SharedSerial shared, string divisionCode, (string Kind, string Id) subject, Action<PaperData> fields, CancellationToken ct, Addressee? to = null) =>
        IssueAsync(change, form, (authority, day) => Task.FromResult(numbers.Of(change, authority, kindCode, day, shared)), divisionCode, subject, fields, to, ct);

    /// <summary>送达回证: it carries the number of the paper that was served and lies with it.</summary>
    public Task<Paper> IssueReturnAsync(Change change, PaperForm form, Paper served, Action<PaperData> fields, CancellationToken ct) =>
        IssueAsync(change, form, (_, _) => Task.FromResult($"{served.Number}（回）"), served.DivisionCode, (served.SubjectKind, served.SubjectId), fields, null, ct);

    async Task<Paper> IssueAsync(
        Change change, PaperForm form, Func<Authority, DateOnly, Task<string>> next, string divisionCode, (string Kind, string Id) subject, Action<PaperData> fields, Addressee? to, CancellationToken ct)
    {
        // A county's clerk may cause a paper of the city's authority; who issues is decided by the caller, not by the scope.
        var authority = await db.Set<Authority>().IgnoreQueryFilters([Conventions.ScopeFilter]).Include(a => a.Names)
            .SingleOrDefaultAsync(a => a.DivisionCode == divisionCode, ct) ?? throw new Refusal("尚未设置该地区的监管机关，不能出具文书。");
        var day = ChinaTime.DateOf(change.At);
        var name = authority.NameOn(day) ?? throw new Refusal($"{day:yyyy年M月d日} 尚无该机关的名称，请先维护机关资料。");
        if (change is { Approval: null, Rehearsal: null } && approvals.Of(form.Code, day) == ApprovalMode.Required) throw new Refusal($"{form.Title}须经负责人审批，请点“送审”。");
        var number = await next(authority, day);
        var code = VerificationCode.New();
        var address = $"{settings.PublicUrl}/verify/{code.Value}";

        var isDraft = change.Rehearsal is not null;
        var data = new PaperData
        {
            { "红头", true }, { "机关名称", name.Name }, { "文书编号", isDraft ? "（预览，未编号，不具有效力）" : number }, { "签发日期", day }, { "印章", name.SealText },
            { "核验码", isDraft ? "预览件没有核验码" : code.ToString() }, { "核验网址", $"{settings.PublicUrl}/verify" }, { "二维码", QrImage.ForPaper(isDraft ? $"{settings.PublicUrl}/verify" : address) },
        };
        fields(data);
        var docx = PaperTemplates.Load(form).Fill(data, form.Title);
        change.Rehearsal?.Papers.Add(new(form.Title, docx));
        // The file is there before the row that names it; a row never points at nothing.
        var hash = isDraft ? NoFile : (await files.SaveAsync(new MemoryStream(docx), $"{form.Title}.docx", Policy, ct)).Hash;
        var paper = new Paper
        {
            Kind = form.Code, Title = form.Title, Number = number, Authority = name.Name, SealText = name.SealText, IssuedOn = day,
            DocxHash = hash, Code = code.Value, DivisionCode = divisionCode, SubjectKind = subject.Kind, SubjectId = subject.Id,
            IssuedBy = change.Approval?.RequestedBy ?? viewer.Name, ApprovedBy = change.Approval?.ApprovedBy, IssuedAt = change.At, AddresseeId = to?.EmployerId, Addressee = to is null ? null : Texts.Cut(to.Name, 200), ServeBy = to?.By,
        };
        db.Add(paper);
        change.Approval?.Issued = paper;
        if (to is { IsTold: false })
            board.Open(new() { Title = Texts.Cut($"送达{form.Title}：{to.Name}", 200), Link = $"/papers/{paper.Id}/service", Permission = PapersRoom.Serve, DivisionCode = divisionCode, OnlyThere = true, DueOn = to.By, SubjectKind = ToServe, SubjectId = paper.Id.ToString(), CreatedAt = change.At });
        if (pdf.Available) jobs.Enqueue(change, PdfJob.JobKind, $"生成 PDF：{form.Title} {number}", new PdfJob.Body(paper.Id));
        return paper;
    }

    /// <summary>To-dos by paper.</summary>
    public const string ToServe = "paper-service";

    /// <summary>Declares a paper void; its number is not given again, and the public page says so.</summary>
    public Task VoidAsync(Guid id, string? reason, string? key = null, CancellationToken ct = default)
    {
        if (string.IsNullOrWhiteSpace(reason)) throw new Refusal("请填写作废理由。", "reason");
        return write.CommitAsync(new("papers.void", reason, key), async change =>
        {
            var paper = await db.Set<Paper>().SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();
            if (paper.VoidedAt is not null) throw new Refusal("此文书已经作废。");
            (paper.VoidedAt, paper.VoidReason) = (change.At, reason.Trim());
            await board.CloseAsync(change, ToServe, id.ToString(), ct);
        }, ct);
    }

    internal Task AddPdfAsync(Guid id, string hash, CancellationToken ct) => write.CommitAsync(new("papers.pdf"), async _ =>
    {
        var paper = await db.Set<Paper>().SingleAsync(p => p.Id == id, ct);
        paper.PdfHash ??= hash;
    }, ct);
}

/// <summary>Makes the PDF of an issued paper from its .docx.</summary>
sealed class PdfJob(FileStore files, IPdfConverter pdf) : ILongJob
{
    public const string JobKind = "papers.pdf";
    public string Kind => JobKind;

    public sealed record Body(Guid PaperId);

    public async Task<string?> RunAsync(JobContext job, CancellationToken ct)
    {
        var id = job.Body<Body>().PaperId;
        var paper = await job.Services.GetRequiredService<ZhijianDb>().Set<Paper>().AsNoTracking().SingleAsync(p => p.Id == id, ct);
        if (paper.PdfHash is null)
        {
            await using var docx = files.OpenRead(paper.DocxHash);
            using var copy = new MemoryStream();
            await docx.CopyToAsync(copy, ct);
            var made = await pdf.ConvertAsync(copy.ToArray(), ct);
            var receipt = await files.SaveAsync(new MemoryStream(made), $"{paper.Title}.pdf", FilePolicy.Evidence, ct);
            await job.Services.GetRequiredService<PaperDesk>().AddPdfAsync(id, receipt.Hash, ct);
        }
        await job.ReportAsync(1, 1);
        return $"/papers/{id}";
    }
}
