using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Modules.Cases.Pages;

/// <summary>A fine that stands out, with its case.</summary>
public sealed class OutlierRow
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public required string PartyName { get; init; }
    public required string Cause { get; init; }
    public string? DecisionNumber { get; init; }
    public required string CountyCode { get; init; }
    public string County { get; set; } = "";
    public required string Compared { get; init; }
    public int Cases { get; init; }
    public decimal Fine { get; init; }
    public decimal Now { get; init; }
    public decimal Median { get; init; }
    public decimal Low { get; init; }
    public decimal High { get; init; }
    public string? Reason { get; init; }
    public DateOnly FlaggedOn { get; init; }
    public DateOnly? ReviewedOn { get; init; }
    public string? ReviewedBy { get; init; }
    public string? Opinion { get; init; }
}

/// <summary>Fines far from those of similar cases, for the city to look at.</summary>
[Requires(CasesModule.Compare)]
public sealed class OutliersModel(ZhijianDb db, CaseFairness fairness, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    const int Most = 50;

    static readonly ListDefinition<OutlierRow> Definition = new ListDefinition<OutlierRow>("fine-outliers", "罚款偏离核查")
        .Key(o => o.Id)
        .Column("party", "当事人", o => o.PartyName, c => c.Wide().Link(o => $"/cases/{o.CaseId}"))
        .Column("cause", "案由", o => o.Cause, c => c.Wide())
        .Column("fine", "决定罚款（元）", o => o.Fine, c => c.AlignEnd())
        .Column("now", "现行罚款（元）", o => o.Now, c => c.AlignEnd())
        .Column("median", "同类中位数（元）", o => o.Median, c => c.AlignEnd())
        .Column("low", "通常不低于（元）", o => o.Low, c => c.AlignEnd().Hidden())
        .Column("high", "通常不高于（元）", o => o.High, c => c.AlignEnd().Hidden())
        .Column("compared", "比较范围", o => o.Compared, c => c.Hidden())
        .Column("cases", "同类件数", o => o.Cases, c => c.AlignEnd())
        .Column("flagged", "发现日期", o => o.FlaggedOn, c => c.Sortable().NoWrap())
        .Column("reviewed", "核查日期", o => o.ReviewedOn, c => c.NoWrap())
        .Column("opinion", "核查意见", o => o.Opinion)
        .Search("当事人", (rows, q) => rows.Where(o => o.PartyName.Contains(q)))
        .OrderBy("flagged", descending: true);

    [BindProperty(SupportsGet = true)] public string? Tab { get; set; }
    public ListPage<OutlierRow> List { get; private set; } = null!;
    public IReadOnlyList<OutlierRow> Waiting { get; private set; } = [];

    public Task OnGetAsync(ListRequest request, CancellationToken ct) => LoadAsync(request, ct);

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) => this.ExportAsync(Definition, Rows(), request, ct);

    public async Task<IActionResult> OnPostAsync(Guid id, string? opinion, ListRequest request, CancellationToken ct)
    {
        if (await this.TryAsync(() => fairness.ReviewAsync(id, opinion, this.Key(), ct), ""))
        {
            this.Flash("核查意见已记录。");
            return Redirect("/cases/outliers");
        }
        await LoadAsync(request, ct);
        return Page();
    }

    async Task LoadAsync(ListRequest request, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Waiting = await Rows().Where(o => o.ReviewedOn == null).OrderBy(o => o.FlaggedOn).ThenBy(o => o.Id).Take(Most).ToListAsync(ct);
        foreach (var row in Waiting) row.County = divisions.Name(row.CountyCode);
        List = await Definition.LoadAsync(Rows(), request, ct);
        List.EmptyText = "没有明显偏离同类案件的罚款。";
    }

    IQueryable<OutlierRow> Rows() =>
        from o in db.Set<FineOutlier>().AsNoTracking().InScopeOf(viewer.Scope)
        join c in db.Set<CaseRecord>() on o.CaseId equals c.Id
        select new OutlierRow
        {
            Id = o.Id, CaseId = c.Id, PartyName = c.PartyName, Cause = c.Cause, DecisionNumber = c.DecisionNumber, CountyCode = c.CountyCode, Compared = o.Compared, Cases = o.Cases, Fine = o.Fine, Now = c.Fine, Median = o.Median,
            Low = o.Low, High = o.High, Reason = o.Reason, FlaggedOn = o.FlaggedOn, ReviewedOn = o.ReviewedOn, ReviewedBy = o.ReviewedBy, Opinion = o.Opinion,
        };
}
