using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Modules.Portal.Notices.Pages;

public sealed class NoticeForm
{
    [Display(Name = "标题"), StringLength(PublicNoticeTable.Title)] public string? Title { get; set; }
    [Display(Name = "正文"), StringLength(PublicNoticeTable.Body)] public string? Body { get; set; }
}

[Requires(PortalModule.Publish)]
public sealed class IndexModel(ZhijianDb db, Viewer viewer) : PageModel
{
    static readonly ListDefinition<PublicNotice> Definition = new ListDefinition<PublicNotice>("notices-desk", "公告")
        .Key(n => n.Id)
        .Column("title", "标题", n => n.Title, c => c.Wide().Link(n => $"/portal-desk/notices/{n.Id}"))
        .Computed("state", "状态", n => n.State.Text(), c => c.Cell(n => Badges.Status(n.State.Text(), n.State switch { NoticeState.Published => Tone.Success, NoticeState.Draft => Tone.Warning, _ => Tone.Neutral })))
        .Column("editor", "编写", n => n.EditorName)
        .Column("publisher", "发布", n => n.PublisherName)
        .Column("published", "发布日期", n => n.PublishedOn, c => c.Sortable().NoWrap())
        .Column("withdrawn", "撤下日期", n => n.WithdrawnOn, c => c.Hidden().NoWrap())
        .Search("标题", (rows, q) => rows.Where(n => n.Title.Contains(q)))
        .Select("state", "状态", [.. Enum.GetValues<NoticeState>().Select(s => new Option(s.ToString(), s.Text()))], (rows, value) => Enum.TryParse<NoticeState>(value, out var state) ? rows.Where(n => n.State == state) : rows)
        .OrderBy("published", descending: true);

    public ListPage<PublicNotice> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await Definition.LoadAsync(Rows(), request, ct);
        List.EmptyText = "还没有公告。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) => this.ExportAsync(Definition, Rows(), request, ct);

    IQueryable<PublicNotice> Rows() => db.Set<PublicNotice>().AsNoTracking().InScopeOf(viewer.Scope);
}

[Requires(PortalModule.Publish)]
public sealed class NewModel(PublicNoticeDesk desk) : PageModel
{
    [BindProperty] public NoticeForm Input { get; set; } = new();

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = Guid.Empty;
        if (!await this.TryAsync(async () => id = await desk.SaveAsync(null, Input.Title, Input.Body, null, this.Key(), ct))) return Page();
        this.Flash("草稿已保存。");
        return Redirect($"/portal-desk/notices/{id}");
    }
}

[Requires(PortalModule.Publish)]
public sealed class EditModel(ZhijianDb db, PublicNoticeDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public NoticeForm Input { get; set; } = new();
    public PublicNotice Row { get; private set; } = null!;
    public bool MayEdit => Row.State == NoticeState.Draft && desk.IsCompetent(Row);
    public bool MayWithdraw => Row.State == NoticeState.Published && desk.IsCompetent(Row);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new() { Title = Row.Title, Body = Row.Body };
    }

    public Task<IActionResult> OnPostSaveAsync(long seen, CancellationToken ct) => DoAsync(() => desk.SaveAsync(Id, Input.Title, Input.Body, seen, this.Key(), ct), "已保存。", ct);
    public Task<IActionResult> OnPostPublishAsync(long seen, CancellationToken ct) => DoAsync(() => desk.PublishAsync(Id, seen, this.Key(), ct), "已发布。", ct);
    public Task<IActionResult> OnPostWithdrawAsync(string? reason, long seen, CancellationToken ct) => DoAsync(() => desk.WithdrawAsync(Id, reason, seen, this.Key(), ct), "已撤下。", ct);

    async Task<IActionResult> DoAsync(Func<Task> act, string done, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.TryAsync(act)) return Page();
        this.Flash(done);
        return Redirect($"/portal-desk/notices/{Id}");
    }

    async Task LoadAsync(CancellationToken ct) => Row = await db.Set<PublicNotice>().AsNoTracking().SingleOrDefaultAsync(n => n.Id == Id, ct) ?? throw new NotFoundException();
}
