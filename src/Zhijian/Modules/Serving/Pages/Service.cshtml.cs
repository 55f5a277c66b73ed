using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Primitives;
using Zhijian.Data;
using Zhijian.Modules.Cases;
using Zhijian.Modules.Dangers;
using Zhijian.Modules.Inspections;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Service;

namespace Zhijian.Modules.Serving.Pages;

/// <summary>The service of one paper: every attempt, what became of it, and the form of the next.</summary>
[Requires(PapersRoom.View)]
[StreamedUpload, IgnoreAntiforgeryToken, RequestSizeLimit(MostBytes)]
public sealed class ServiceModel(ZhijianDb db, ServingDesk desk, ServingBook book, CaseAccess persons, Viewer viewer, TimeProvider clock) : PageModel
{
    public const long MostBytes = 21L << 20;

    public Paper Paper { get; private set; } = null!;
    public IReadOnlyList<ServiceLine> Lines { get; private set; } = [];
    public ServiceAddress? Address { get; private set; }
    public IReadOnlyList<Option> Officers { get; private set; } = [];
    public DateOnly Today { get; private set; }
    public DateOnly? Deemed { get; private set; }
    public string Article { get; private set; } = "";
    public (string Title, string Link)? Subject { get; private set; }
    public ServiceForm Input { get; set; } = new();
    public DateOnly? EndOn { get; private set; }
    public string? EndReason { get; private set; }
    [Display(Name = "送达回证、照片")] public string? Upload => null;

    public ServiceLine? UnderWay => Lines.FirstOrDefault(l => l.Result == ServiceResult.UnderWay);
    public bool May => viewer.May(PapersRoom.Serve) && desk.IsCompetent(Paper);
    public bool MayTry => May && Paper is { ServedOn: null, VoidedAt: null } && UnderWay is null;

    public async Task OnGetAsync(Guid id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        Input.On = Today;
        if (Paper.IssuedOn == Today) Input.Method = ServiceMethod.OnSpot;
        // Whoever is here is one of the two, as a rule.
        if (viewer.UserId is { } me && Officers.Any(o => o.Value == me.ToString())) Input.First = me;
        Input.Place = Address?.Address;
    }

    [Requires(PapersRoom.Serve)]
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        (FileReceipt, string)? scan = null;
        try
        {
            var fields = await UploadForm.ReadAsync(HttpContext, async (name, content) =>
            {
                if (scan is not null) throw new Refusal("一次送达上传一个文件。", "Upload");
                scan = (await desk.ReceiveAsync(content, name, ct), name);
            }, ct);
            await TryUpdateModelAsync(Input, "Input", new FormValueProvider(BindingSource.Form, new FormCollection(fields.ToDictionary(f => f.Key, f => new StringValues(f.Value))), System.Globalization.CultureInfo.InvariantCulture));
            if (!ModelState.IsValid) return Page();
            var key = fields.GetValueOrDefault(SubmitTagHelper.KeyName) is { Length: > 0 and <= 64 } k ? k : null;
            ServiceLine? line = null;
            if (!await this.TryAsync(async () => line = await desk.RecordAsync(id, Input, scan, key, ct))) return Page();
            this.Flash(line!.Result == ServiceResult.Served ? $"{line.Method.Text()}已登记，送达日期 {Display.Text(line.ServedOn)}。" : $"{line.Method.Text()}已登记：{line.Result.Text()}。");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError(refusal.Field ?? "Upload", refusal.Message);
            return Page();
        }
        return Redirect($"/papers/{id}/service");
    }

    [Requires(PapersRoom.Serve)]
    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        var fields = await UploadForm.ReadAsync(HttpContext, (_, _) => Task.CompletedTask, ct);
        EndOn = DateOnly.TryParseExact(fields.GetValueOrDefault("EndOn"), "yyyy-MM-dd", out var on) ? on : null;
        EndReason = fields.GetValueOrDefault("EndReason");
        var served = fields.GetValueOrDefault("Served") == "true";
        if (!Guid.TryParse(fields.GetValueOrDefault("LineId"), out var line)) return NotFound();
        if (!await this.TryAsync(() => desk.EndAsync(id, line, EndOn, served, EndReason, null, ct), "")) return Page();
        this.Flash(served ? "已登记送达。" : "已登记未送达，可以再次送达或者改用其他方式。");
        return Redirect($"/papers/{id}/service");
    }

    async Task LoadAsync(Guid id, CancellationToken ct)
    {
        Paper = await db.Set<Paper>().AsNoTracking().SingleOrDefaultAsync(p => p.Id == id && p.Addressee != null, ct) ?? throw new NotFoundException();
        Lines = await db.Set<ServiceLine>().AsNoTracking().Where(l => l.PaperId == id).OrderBy(l => l.Number).ToListAsync(ct);
        (Today, Address) = (Display.Today(clock), await desk.AddressOfAsync(Paper.AddresseeId, ct));
        var law = await book.LawAsync(ct);
        Article = law.Article("receipt", Today);
        Deemed = UnderWay is { } open ? PaperService.Deemed(open.ToAttempt(), law) : null;
        Subject = Paper.SubjectKind switch
        {
            nameof(CaseRecord) => ("案件", $"/cases/{Paper.SubjectId}"), nameof(HiddenDanger) => ("隐患", $"/dangers/{Paper.SubjectId}"), nameof(InspectionTask) => ("检查任务", $"/inspections/{Paper.SubjectId}"), nameof(Credit.CreditListing) => ("失信名单", $"/credit/{Paper.SubjectId}"), _ => null,
        };
        Officers = MayTry ? [.. (await persons.PersonsAsync(Paper.DivisionCode, Paper.AddresseeId ?? Guid.Empty, Today, ct)).Where(p => p.Certificate is not null).Select(p => new Option(p.Id, p.RecusalReason is null ? $"{p.Name}（{p.Certificate}）" : $"{p.Name}（应当回避）"))] : [];
    }

    public static string Hint(ServiceMethod method) => method switch
    {
        ServiceMethod.OnSpot => "文书签发当日交给当事人", ServiceMethod.Direct => "以后上门交付，当事人签收", ServiceMethod.LeftBehind => "当事人拒收，有见证人或者照片、录像", ServiceMethod.Mail => "挂号信、邮政快递，以回执日期为准",
        ServiceMethod.Electronic => "当事人已确认同意，送到其平台账号", _ => "其他方式无法送达时，期满视为送达",
    };

    public static string Said(ServiceLine line) => string.Join("　", new[]
    {
        line.Servers is { } servers ? $"送达人 {servers}" : null, line.Receiver is { } receiver ? $"签收 {receiver}（{line.ReceiverRole}）" : null, line.Witness is { } witness ? $"见证 {witness}" : null, line.Place, line.Tracking is { } number ? $"单号 {number}" : null, line.Reason, $"{line.By}登记",
    }.OfType<string>());
}
