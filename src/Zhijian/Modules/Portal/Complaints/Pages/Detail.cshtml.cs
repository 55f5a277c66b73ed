using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Pieces;
using Zhijian.Rules.Complaints;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Portal.Complaints.Pages;

/// <summary>One complaint as its authority handles it.</summary>
[Requires(PortalModule.Complaints)]
public sealed class DetailModel(ZhijianDb db, ComplaintDesk desk, ComplaintBook book, DangerBook dangers, Viewer viewer, DivisionDirectory divisions, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty, Display(Name = "用人单位")] public Guid? EmployerId { get; set; }
    [BindProperty, Display(Name = "核实的问题"), StringLength(ComplaintTables.Reply)] public string? Finding { get; set; }
    [BindProperty, Display(Name = "违反的条款"), StringLength(300)] public string? Article { get; set; }

    public ComplaintRecord Row { get; private set; } = null!;
    public IReadOnlyList<ComplaintPhoto> Photos { get; private set; } = [];
    public IReadOnlyList<TimelineItem> History { get; private set; } = [];
    public IReadOnlyList<(string Code, string Name)> Places { get; private set; } = [];
    public (string? Name, string? Phone)? Identity { get; private set; }
    public string Place { get; private set; } = "";
    public string Basis { get; private set; } = "";
    public DateOnly Today => Display.Today(clock);
    public IReadOnlyList<ComplaintActKind> Acts => Row.ToComplaint().Possible;
    public bool MayAct => desk.IsCompetent(Row) && Acts.Count > 0;
    public bool MayLook => Row.IsNamed && desk.IsCompetent(Row) && viewer.May(PortalModule.Identity);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Article = dangers.Article(nameof(DangerSource.Complaint), Today).Article;
    }

    public Task<IActionResult> OnPostStepAsync(ComplaintActKind act, string? words, string? to, long seen, CancellationToken ct) => DoAsync(() => desk.StepAsync(Id, act, new(words, to), seen, this.Key(), ct), $"已办理：{act.Text()}。", ct);
    public Task<IActionResult> OnPostEmployerAsync(CancellationToken ct) => DoAsync(() => desk.RecogniseAsync(Id, EmployerId, this.Key(), ct), "已认定被举报单位。", ct);
    public Task<IActionResult> OnPostDangerAsync(CancellationToken ct) => DoAsync(() => desk.ToDangerAsync(Id, Finding, Article, this.Key(), ct), "已列为隐患，并告知单位。", ct);

    [Requires(PortalModule.Identity)]
    public async Task<IActionResult> OnPostIdentityAsync(string? reason, CancellationToken ct)
    {
        await LoadAsync(ct);
        await this.TryAsync(async () => Identity = await desk.IdentityAsync(Id, reason, ct), "");
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    async Task<IActionResult> DoAsync(Func<Task> act, string done, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.TryAsync(act, "")) return Page();
        this.Flash(done);
        // Whom it was referred to sees it from now on, perhaps not the one who referred it.
        return Redirect(await db.Set<ComplaintRecord>().AnyAsync(c => c.Id == Id, ct) ? $"/complaints/{Id}" : "/complaints");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Row = await db.Set<ComplaintRecord>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == Id, ct) ?? throw new NotFoundException();
        Photos = await db.Set<ComplaintPhoto>().AsNoTracking().Where(p => p.ComplaintId == Id).OrderBy(p => p.Number).ToListAsync(ct);
        var lines = await db.Set<ComplaintLine>().AsNoTracking().Where(l => l.ComplaintId == Id).OrderByDescending(l => l.Number).ToListAsync(ct);
        History = lines.ConvertAll(l => new TimelineItem(Display.Date(l.On), l.Title, l.Note, l.By, Tone: Tone.Info));
        Place = divisions.Name(Row.DivisionCode);
        if (Row.DueOn is not null)
        {
            var rule = (await book.LawAsync(ct)).Rule(Row.State == ComplaintState.Received ? "accept" : Row.Extended ? "extend" : "answer", Row.TermFrom);
            Basis = $"{rule.Article}（{rule.Length}；出处：{(rule.Source == "recalled" ? "凭记忆，待核对" : rule.Source)}）";
        }
        if (desk.IsCompetent(Row) && Row.State == ComplaintState.Received)
            Places = (await db.Set<Authority>().AsNoTracking().IgnoreQueryFilters([Conventions.ScopeFilter]).Where(a => a.DivisionCode != Row.DivisionCode).Select(a => a.DivisionCode).ToListAsync(ct)).ConvertAll(code => (code, divisions.Name(code)));
    }
}
