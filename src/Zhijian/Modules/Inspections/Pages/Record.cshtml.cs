using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Documents;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Inspections.Pages;

/// <summary>现场检查记录: what fails is written down already, to be put into words.</summary>
[Requires(InspectionsModule.Visit)]
[PreviewsPaper]
public sealed class RecordModel(ZhijianDb db, InspectionViews views, VisitDesk desk) : PageModel
{
    const int Spare = 3;

    [BindProperty] public RecordForm Input { get; set; } = new();
    [BindProperty] public long SeenVersion { get; set; }
    public InspectionView View { get; private set; } = null!;

    public async Task OnGetAsync([FromRoute] Guid id, CancellationToken ct)
    {
        View = await views.LoadAsync(id, ct);
        var employer = View.Row.EmployerId;
        var known = await db.Set<Employer>().AsNoTracking().Where(e => e.Id == employer).Select(e => new { e.RegisteredAddress, e.Principal }).SingleOrDefaultAsync(ct);
        Input = new()
        {
            Address = known?.RegisteredAddress, Head = known?.Principal, Signed = true,
            Findings =
            [
                .. View.Score.Failing.Select(f => new FindingForm { ItemNumber = f.Item.Number, Text = View.Answers.GetValueOrDefault(f.Item.Number)?.Note is { Length: > 0 } note ? note : $"未做到：{f.Item.Text}", Article = f.Item.Article }),
                .. Enumerable.Range(0, Spare).Select(_ => new FindingForm()),
            ],
        };
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] Guid id, CancellationToken ct)
    {
        View = await views.LoadAsync(id, ct);
        var number = "";
        if (!await this.TryAsync(async () => number = await desk.RecordAsync(id, SeenVersion, new(Input.Address, Input.Head, Input.HeadPost, Input.HeadPhone, Input.Place, Input.From, Input.To, Input.Summary, Input.Signed, Input.RefusalNote,
            [.. Input.Findings.Select(f => new FindingDraft(f.ItemNumber, f.Text, f.Article))]), this.Key(), ct))) return Page();
        this.Flash($"已出具现场检查记录 {number}。");
        return Redirect($"/inspections/{id}");
    }
}

public sealed class RecordForm
{
    [Display(Name = "检查地址"), StringLength(200)] public string? Address { get; set; }
    [Display(Name = "现场负责人"), StringLength(60)] public string? Head { get; set; }
    [Display(Name = "职务"), StringLength(60)] public string? HeadPost { get; set; }
    [Display(Name = "联系电话"), StringLength(30)] public string? HeadPhone { get; set; }
    [Display(Name = "检查场所"), StringLength(200)] public string? Place { get; set; }
    [Display(Name = "开始时间")] public TimeOnly? From { get; set; }
    [Display(Name = "结束时间")] public TimeOnly? To { get; set; }
    [Display(Name = "检查情况"), StringLength(InspectionTables.Text)] public string? Summary { get; set; }
    [Display(Name = "现场负责人签字确认")] public bool Signed { get; set; }
    [Display(Name = "未签字的原因"), StringLength(200)] public string? RefusalNote { get; set; }
    public List<FindingForm> Findings { get; set; } = [];
}

public sealed class FindingForm
{
    public string? ItemNumber { get; set; }
    public string? Text { get; set; }
    public string? Article { get; set; }
}
