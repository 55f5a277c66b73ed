using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Documents;
using Zhijian.Rules.Monitoring;

namespace Zhijian.Modules.Monitoring.Pages;

/// <summary>Anyone who holds a report sees what was really filed. Whoever has the code has the paper; it says no more than the paper.</summary>
[Public]
public sealed class VerifyModel(ZhijianDb db) : PageModel
{
    public sealed record Filed(
        string Number, int Revision, int Newest, ReportKind Kind, string Employer, string Filer, DateOnly? SampledFrom, DateOnly? SampledTo, DateOnly? IssuedOn, DateTime? SealedAt, bool InForce,
        int Rows, int Compliant, int Action, int Exceeds, int Undetermined, string? Sm3, string? Sha256);

    public string? Asked { get; private set; }
    public string? Problem { get; private set; }
    public Filed? Found { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? code, [FromQuery(Name = "q")] string? typed, CancellationToken ct)
    {
        Asked = code ?? typed;
        if (string.IsNullOrWhiteSpace(Asked)) return Page();
        if (!VerificationCode.TryParse(Asked, out var parsed, out var problem))
        {
            Problem = problem;
            return Page();
        }
        var reports = db.Set<MonitoringReport>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]);
        Found = await reports.Where(r => r.PublicCode == parsed.Value && r.State == ReportState.Sealed).Select(r => new Filed(
            r.Number, r.Revision, reports.Where(n => n.FilerId == r.FilerId && n.Number == r.Number && n.State == ReportState.Sealed).Max(n => n.Revision), r.Kind, r.EmployerName, r.FilerName,
            r.SampledFrom, r.SampledTo, r.IssuedOn, r.SealedAt, r.InForce, r.RowCount, r.CompliantCount, r.ActionCount, r.ExceedsCount, r.UndeterminedCount, r.Sm3, r.Sha256)).SingleOrDefaultAsync(ct);
        if (Found is null) Problem = "没有这份报告。请核对核验码；如果确认无误，机构没有向本平台报送过这份报告。";
        return Page();
    }
}
