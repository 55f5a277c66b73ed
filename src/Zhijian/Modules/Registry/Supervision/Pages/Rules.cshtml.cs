using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Jurisdiction;

namespace Zhijian.Modules.Registry.Supervision.Pages;

/// <summary>The dated table of jurisdiction.</summary>
[Requires(RegistryModule.Rule)]
public sealed class RulesModel(ZhijianDb db, JurisdictionDesk desk) : PageModel
{
    public sealed class Form
    {
        [Display(Name = "事项"), Required] public string Matter { get; set; } = "";
        [Display(Name = "隶属关系")] public OwnershipLevel? Ownership { get; set; }
        [Display(Name = "监管层级"), Required] public SupervisionLevel? Level { get; set; }
        [Display(Name = "起始日期"), Required] public DateOnly? ValidFrom { get; set; }
        [Display(Name = "终止日期")] public DateOnly? ValidTo { get; set; }
        [Display(Name = "依据"), Required, StringLength(200)] public string Basis { get; set; } = "";
        [Display(Name = "来源"), Required, StringLength(200)] public string Source { get; set; } = "";
        [Display(Name = "可信程度"), Required] public string Confidence { get; set; } = "";
        public long Version { get; set; }

        internal JurisdictionDraft Draft => new(Matter, Ownership, Level!.Value, ValidFrom!.Value, ValidTo, Basis, Source, Confidence);
    }

    /// <summary>The rule being changed; null: a new one.</summary>
    [BindProperty(SupportsGet = true)] public Guid? Edit { get; set; }
    [BindProperty] public Form Input { get; set; } = new();
    public IReadOnlyList<JurisdictionRow> Rows { get; private set; } = [];

    public static IReadOnlyList<Option> MatterOptions { get; } = [.. JurisdictionDesk.Known.Select(m => new Option(m.Key, m.Name))];
    public static IReadOnlyList<Option> OwnershipOptions { get; } = EmployerList.Options<OwnershipLevel>(v => v.ChineseName());
    public static IReadOnlyList<Option> LevelOptions { get; } = EmployerList.Options<SupervisionLevel>(Level);
    public static IReadOnlyList<Option> TrustOptions { get; } = [.. JurisdictionDesk.Confidences.Select(m => new Option(m.Key, m.Name))];
    public static string Matter(string key) => JurisdictionDesk.Known.FirstOrDefault(m => m.Key == key).Name ?? key;
    public static string Trust(string key) => JurisdictionDesk.Confidences.FirstOrDefault(m => m.Key == key).Name ?? key;

    public static string Level(SupervisionLevel level) => level switch
    {
        SupervisionLevel.Province => "省级", SupervisionLevel.City => "市级", SupervisionLevel.County => "县级", SupervisionLevel.Township => "乡镇（街道）",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, null),
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Edit is not { } id) return Page();
        if (Rows.SingleOrDefault(r => r.Id == id) is not { } row) return NotFound();
        Input = new()
        {
            Matter = row.Matter, Ownership = row.Ownership, Level = row.Level, ValidFrom = row.ValidFrom, ValidTo = row.ValidTo,
            Basis = row.Basis, Source = row.Source, Confidence = row.Confidence, Version = row.Version,
        };
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await this.TryAsync(() => Edit is { } id ? desk.EditAsync(id, Input.Version, Input.Draft, ct) : desk.AddAsync(Input.Draft, this.Key(), ct)))
        {
            await LoadAsync(ct);
            return Page();
        }
        this.Flash("管辖规则已保存。");
        return Redirect("/registry/jurisdiction");
    }

    async Task LoadAsync(CancellationToken ct) =>
        Rows = await db.Set<JurisdictionRow>().AsNoTracking().OrderBy(r => r.Matter).ThenBy(r => r.Ownership).ThenByDescending(r => r.ValidFrom).ToListAsync(ct);
}
