using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Files;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Portal.Complaints.Pages;

/// <summary>Anybody complains, with photos; the answer is a query code that is shown once.</summary>
[Public, Throttled(MostPerHour)]
[StreamedUpload, IgnoreAntiforgeryToken, RequestSizeLimit(MostBytes)]
public sealed class ComplainModel(ComplaintIntake intake, ComplaintBook book, TimeProvider clock) : PageModel
{
    /// <summary>From one address; a factory's workers share one.</summary>
    public const int MostPerHour = 20;
    const long MostBytes = (ComplaintIntake.MostPhotos * ComplaintIntake.MostMegabytes + 1L) << 20;

    public IReadOnlyList<Option> Counties { get; private set; } = [];
    public IReadOnlyList<Option> Subjects { get; } = [new("", "请选择"), .. Enum.GetValues<ComplaintSubject>().Select(s => new Option(s.ToString(), s.Text()))];
    [Display(Name = "单位所在区县")] public string? County { get; private set; }
    [Display(Name = "举报的事项")] public string? Subject { get; private set; }
    [Display(Name = "被举报单位"), StringLength(RegistryTables.NameLength)] public string? EmployerName { get; private set; }
    [Display(Name = "单位地址"), StringLength(ComplaintTables.Address)] public string? Address { get; private set; }
    [Display(Name = "举报的情况"), StringLength(ComplaintTables.Content)] public string? Story { get; private set; }
    [Display(Name = "您的姓名"), StringLength(ComplaintTables.Name)] public string? Name { get; private set; }
    [Display(Name = "联系电话"), StringLength(ComplaintTables.Phone)] public string? Phone { get; private set; }
    [Display(Name = "照片")] public string? Upload => null;

    public VerificationCode? Code { get; private set; }
    public bool CameBefore { get; private set; }
    public string AcceptBy { get; private set; } = "";

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Response.Headers.CacheControl = "no-store";
        try
        {
            List<FileReceipt> photos = [];
            var fields = await UploadForm.ReadAsync(HttpContext, async (name, content) =>
            {
                if (photos.Count == ComplaintIntake.MostPhotos) throw new Refusal($"一次最多上传 {ComplaintIntake.MostPhotos} 张照片。", nameof(Upload));
                photos.Add(await intake.ReceiveAsync(content, name, ct));
            }, ct);
            string? Of(string field) => fields.GetValueOrDefault(field);
            (County, Subject, EmployerName, Address, Story, Name, Phone) = (Of(nameof(County)), Of(nameof(Subject)), Of(nameof(EmployerName)), Of(nameof(Address)), Of(nameof(Story)), Of(nameof(Name)), Of(nameof(Phone)));
            Code = await intake.TakeAsync(new(County, EmployerName, Address, Subject, Story, Name, Phone), photos, Of(SubmitTagHelper.KeyName) is { Length: > 0 and <= 64 } key ? key : null, ct);
            CameBefore = Code is null;
            var today = Display.Today(clock);
            AcceptBy = Display.LongDate((await book.LawAsync(ct)).Due("accept", today));
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError(refusal.Field ?? nameof(Upload), refusal.Message);
        }
        return Page();
    }

    async Task LoadAsync(CancellationToken ct) => Counties = [new("", "请选择"), .. (await intake.CountiesAsync(ct)).Select(c => new Option(c.Code, c.Name))];
}

/// <summary>How far a complaint is, for whoever holds its query code. The code travels in the form, never in an address.</summary>
[Public, Throttled(MostPerHour)]
public sealed class ProgressModel(ComplaintIntake intake) : PageModel
{
    /// <summary>Guesses from one address.</summary>
    public const int MostPerHour = 30;

    [BindProperty, Display(Name = "查询码"), StringLength(60)] public string? Asked { get; set; }
    public ComplaintProgress? Found { get; private set; }

    public void OnGet() { }

    public async Task OnPostAsync(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        if (!VerificationCode.TryParse(Asked ?? "", out var code, out var problem)) ModelState.AddModelError(nameof(Asked), problem!);
        else if ((Found = await intake.FindAsync(code, ct)) is null) ModelState.AddModelError(nameof(Asked), "没有这个查询码，请核对。");
    }
}
