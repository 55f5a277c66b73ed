using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Monitoring.Plans;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access;
using Zhijian.Platform.Files;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>A plan, or the next revision of one: the picture comes as a stream and is judged by its content.</summary>
[Requires(MonitoringModule.Plan)]
[StreamedUpload, IgnoreAntiforgeryToken, RequestSizeLimit((FloorPlanDesk.MostMegabytes + 1L) << 20)]
public sealed class PlanNewModel(ZhijianDb db, FloorPlanAccess access, FloorPlanDesk desk, TimeProvider clock) : PageModel
{
    public Guid Id { get; private set; }
    public Workplace Workplace { get; private set; } = null!;
    public string EmployerName { get; private set; } = "";
    public IReadOnlyList<string> Names { get; private set; } = [];
    [Display(Name = "平面图名称"), StringLength(FloorPlanTables.NameLength)] public string? Name { get; private set; }
    [Display(Name = "启用日期")] public DateOnly? ValidFrom { get; private set; }
    [Display(Name = "新版本沿用上一版标注的检测点位置")] public bool KeepMarks { get; private set; } = true;
    [Display(Name = "图片")] public string? Upload => null;

    public async Task OnGetAsync([FromRoute] Guid id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        ValidFrom = Display.Today(clock);
        if (Names.Count == 1) Name = Names[0];
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] Guid id, CancellationToken ct)
    {
        await LoadAsync(id, ct);
        try
        {
            FloorPicture? picture = null;
            var fields = await UploadForm.ReadAsync(HttpContext, async (name, content) =>
            {
                if (picture is not null) throw new Refusal("一次上传一张图片。", nameof(Upload));
                picture = await desk.ReceiveAsync(content, name, ct);
            }, ct);
            Read(fields);
            var made = await desk.AddAsync(id, new(Name, ValidFrom, KeepMarks), picture, fields.GetValueOrDefault(SubmitTagHelper.KeyName) is { Length: > 0 and <= 64 } key ? key : null, ct);
            this.Flash("平面图已保存，请标注检测点。");
            return new RedirectResult($"/monitoring/plans/{made}");
        }
        catch (Refusal refusal)
        {
            ModelState.AddModelError(refusal.Field ?? nameof(Upload), refusal.Message);
            return Page();
        }
    }

    void Read(IReadOnlyDictionary<string, string> fields)
    {
        Name = fields.GetValueOrDefault(nameof(Name));
        KeepMarks = fields.GetValueOrDefault(nameof(KeepMarks)) == "true";
        if (fields.GetValueOrDefault(nameof(ValidFrom)) is not { Length: > 0 } written) return;
        ValidFrom = DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw new Refusal("启用日期不是有效的日期。", nameof(ValidFrom));
    }

    async Task LoadAsync(Guid id, CancellationToken ct)
    {
        Id = id;
        Workplace = await access.WorkplaceAsync(id, ct);
        EmployerName = await db.EmployerNameAsync(Workplace.EmployerId, ct);
        Names = await access.Plans().Where(p => p.WorkplaceId == id && p.WithdrawnAt == null).Select(p => p.Name).Distinct().OrderBy(n => n).ToListAsync(ct);
    }
}
