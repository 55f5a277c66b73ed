using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Cases;
using Zhijian.Rules.Service;

namespace Zhijian.Modules.Serving;

/// <summary>What an officer writes after an attempt; each way uses a few of the fields.</summary>
public sealed class ServiceForm
{
    [Display(Name = "送达方式")] public ServiceMethod Method { get; set; } = ServiceMethod.Direct;
    [Display(Name = "日期")] public DateOnly? On { get; set; }
    [Display(Name = "没有送达（无人、搬迁、找不到人）")] public bool Failed { get; set; }
    [Display(Name = "送达人（一）")] public Guid? First { get; set; }
    [Display(Name = "送达人（二）")] public Guid? Second { get; set; }
    [Display(Name = "签收人"), StringLength(ServingTables.Short)] public string? Receiver { get; set; }
    [Display(Name = "签收人身份")] public string? ReceiverRole { get; set; }
    [Display(Name = "见证人及单位"), StringLength(ServingTables.Short)] public string? Witness { get; set; }
    [Display(Name = "地点"), StringLength(ServingTables.Place)] public string? Place { get; set; }
    [Display(Name = "邮件单号"), StringLength(ServingTables.Short)] public string? Tracking { get; set; }
    [Display(Name = "说明"), StringLength(ServingTables.Text)] public string? Reason { get; set; }
}

/// <summary>送达 of papers: attempt → law of the day → line, return of service, and whatever waits for the day.</summary>
public sealed class ServingDesk(ZhijianDb db, WritePath write, Viewer viewer, ServingBook book, CaseAccess persons, ServiceReturn returns, FileDesk files, NoticeBoard board)
{
    public const string ToRead = "paper-read", ToEnd = "paper-announced";
    public static readonly IReadOnlyList<string> Roles = ["法定代表人", "主要负责人", "负责收件的人", "代理人", "本人"];
    static readonly FilePurpose Scans = new("service-scan", FilePolicy.Evidence with { MaxBytes = 20 << 20 }, PapersRoom.View, IsPersonal: true);

    public Task<FileReceipt> ReceiveAsync(Stream content, string name, CancellationToken ct) => files.ReceiveAsync(content, name, Scans, ct);

    /// <summary>Keeps a received scan in the open transaction.</summary>
    internal StoredFile Keep(Change change, (FileReceipt Receipt, string Name) scan) => files.Keep(change, scan.Receipt, scan.Name, Scans);

    public bool IsCompetent(Paper paper) => viewer.OrganisationId is null && viewer.DivisionCode == paper.DivisionCode;

    /// <param name="scan">The signed return, or a picture of the service.</param>
    public Task<ServiceLine> RecordAsync(Guid paperId, ServiceForm form, (FileReceipt Receipt, string Name)? scan, string? key, CancellationToken ct) => write.CommitAsync(new("papers.serve", Key: key), async change =>
    {
        var today = ChinaTime.DateOf(change.At);
        var paper = await PaperAsync(paperId, ct);
        var lines = await LinesAsync(paperId, ct);
        if (!Enum.IsDefined(form.Method)) throw new Refusal("请选择送达方式。", nameof(form.Method));
        var on = form.On ?? today;
        if (on > today) throw new Refusal("日期不能晚于今天。", nameof(form.On));
        var staff = await persons.PersonsAsync(paper.DivisionCode, paper.AddresseeId ?? Guid.Empty, on, ct);
        var attempt = new ServiceTry(on, form.Method, form.Failed)
        {
            First = Of(staff, form.First), Second = Of(staff, form.Second), Receiver = Texts.Allowed(form.Receiver, ServingTables.Short, nameof(form.Receiver), "签收人"), ReceiverRole = form.ReceiverRole is { } role && Roles.Contains(role) ? role : null,
            Witness = Texts.Allowed(form.Witness, ServingTables.Short, nameof(form.Witness), "见证人"), Place = Texts.Allowed(form.Place, ServingTables.Place, nameof(form.Place), "地点"), Tracking = Texts.Allowed(form.Tracking, ServingTables.Short, nameof(form.Tracking), "邮件单号"),
            Reason = Texts.Allowed(form.Reason, ServingTables.Text, nameof(form.Reason), "说明"), HasRecord = scan is not null, Consent = await AddressOfAsync(paper.AddresseeId, ct) is { Electronic: true },
        };
        var law = await book.LawAsync(ct);
        if (new PaperService(paper.IssuedOn, [.. lines.Select(l => l.ToAttempt())]).Refusal(attempt, law) is { } refusal) throw new Refusal($"{refusal}。");
        var made = PaperService.Begin(attempt);
        var kept = scan is { } s ? Keep(change, s) : null;
        // Whoever posts, announces or sends it needs no second officer and no receiver.
        var inPerson = form.Method is ServiceMethod.OnSpot or ServiceMethod.Direct or ServiceMethod.LeftBehind;
        var taken = form.Method is ServiceMethod.OnSpot or ServiceMethod.Direct && !form.Failed;
        var line = new ServiceLine
        {
            PaperId = paper.Id, Number = lines.Count + 1, DivisionCode = paper.DivisionCode, On = made.On, Method = made.Method, Result = made.Result, ServedOn = made.ServedOn,
            Servers = inPerson ? $"{attempt.First!.Name}（{attempt.First.Certificate}）、{attempt.Second!.Name}（{attempt.Second.Certificate}）" : null, Receiver = taken ? attempt.Receiver : null, ReceiverRole = taken ? attempt.ReceiverRole : null,
            Witness = form.Method == ServiceMethod.LeftBehind ? attempt.Witness : null, Place = attempt.Place, Tracking = form.Method == ServiceMethod.Mail ? attempt.Tracking : null, Reason = attempt.Reason,
            FileId = kept?.Id, FileHash = kept?.Hash, FileName = kept?.Name, By = viewer.Name, At = change.At,
        };
        db.Add(line);
        if (PaperService.Deemed(made, law) is { } deemed)
            board.Open(new() { Title = Texts.Cut($"公告期满，登记送达：{paper.Addressee}（{paper.Title}）", 200), Link = $"/papers/{paper.Id}/service", Permission = PapersRoom.Serve, DivisionCode = paper.DivisionCode, OnlyThere = true, DueOn = deemed, SubjectKind = ToEnd, SubjectId = paper.Id.ToString(), CreatedAt = change.At });
        if (line.ServedOn is not null) await ServedAsync(paper, [.. lines, line], change, ct);
        return line;
    }, ct);

    /// <summary>What became of a letter or an announcement.</summary>
    public Task EndAsync(Guid paperId, Guid lineId, DateOnly? on, bool served, string? reason, string? key, CancellationToken ct) => write.CommitAsync(new("papers.serve-end", Key: key), async change =>
    {
        var today = ChinaTime.DateOf(change.At);
        var paper = await PaperAsync(paperId, ct);
        var lines = await LinesAsync(paperId, ct);
        var line = lines.Find(l => l.Id == lineId) ?? throw new NotFoundException();
        var day = on ?? today;
        if (day > today) throw new Refusal("日期不能晚于今天。", "EndOn");
        var words = Texts.Allowed(reason, ServingTables.Text, "EndReason", "说明");
        var law = await book.LawAsync(ct);
        if (PaperService.EndRefusal(line.ToAttempt(), day, served, words, law) is { } refusal) throw new Refusal($"{refusal}。");
        var made = PaperService.End(line.ToAttempt(), day, served, law);
        (line.Result, line.ServedOn, line.EndedOn, line.Reason) = (made.Result, made.ServedOn, day, words is null ? line.Reason : Texts.Cut(string.Join("；", new[] { line.Reason, words }.OfType<string>()), ServingTables.Text));
        await board.CloseAsync(change, ToEnd, paper.Id.ToString(), ct);
        if (line.ServedOn is not null) await ServedAsync(paper, lines, change, ct);
    }, ct);

    async Task ServedAsync(Paper paper, IReadOnlyList<ServiceLine> lines, Change change, CancellationToken ct)
    {
        var line = lines[^1];
        (paper.ServedOn, paper.ServedHow) = (line.ServedOn, line.Method);
        await board.CloseAsync(change, PaperDesk.ToServe, paper.Id.ToString(), ct);
        if (line.Method == ServiceMethod.Electronic && paper.AddresseeId is { } employer)
            board.Open(new() { Title = Texts.Cut($"查收文书：{paper.Title}（{paper.Number}）", 200), Link = $"/my/papers/{paper.Id}", OrganisationId = employer, DivisionCode = paper.DivisionCode, SubjectKind = ToRead, SubjectId = paper.Id.ToString(), CreatedAt = change.At });
        await returns.IssueAsync(change, paper, lines, ct);
        change.Raise(new PaperServed(paper.Id, paper.Kind, paper.Number, paper.SubjectKind, paper.SubjectId, line.ServedOn!.Value, line.Method));
    }

    async Task<Paper> PaperAsync(Guid id, CancellationToken ct)
    {
        var paper = await db.Set<Paper>().SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();
        if (!IsCompetent(paper)) throw new Refusal("由出具文书的机关送达，您只能查看。");
        if (paper.VoidedAt is not null) throw new Refusal("文书已经作废，不能送达。");
        return paper.Addressee is null ? throw new Refusal("这种文书留存机关，不需要送达。") : paper;
    }

    public Task<List<ServiceLine>> LinesAsync(Guid paperId, CancellationToken ct) => db.Set<ServiceLine>().Where(l => l.PaperId == paperId).OrderBy(l => l.Number).ToListAsync(ct);

    /// <summary>The newest that the employer confirmed; null: none.</summary>
    public Task<ServiceAddress?> AddressOfAsync(Guid? employerId, CancellationToken ct) =>
        db.Set<ServiceAddress>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(a => a.EmployerId == employerId).OrderByDescending(a => a.At).FirstOrDefaultAsync(ct);

    static CasePerson? Of(IReadOnlyList<CasePerson> staff, Guid? id) => id is null ? null : staff.FirstOrDefault(p => p.Id == id.ToString());
}
