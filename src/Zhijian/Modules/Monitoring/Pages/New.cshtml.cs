using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Zhijian.Modules.Monitoring.Intake;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>Begins a report: whose, which number, what kind.</summary>
[Requires(MonitoringModule.File)]
public sealed class NewModel(ReportDesk desk, Viewer viewer) : PageModel
{
    [BindProperty] public ReportHeadForm Input { get; set; } = new();
    public bool IsEmployer => !viewer.May(MonitoringModule.Institution);
    public ViewDataDictionary HeadData => new(ViewData) { ["IsEmployer"] = IsEmployer };

    public void OnGet() => Input.Kind = IsEmployer ? ReportKind.Routine : ReportKind.Periodic;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = Guid.Empty;
        if (!await this.TryAsync(async () => id = await desk.StartAsync(Input.Apply(new ReportForm()), this.Key(), ct))) return Page();
        return Redirect($"/monitoring/{id}/edit");
    }
}
