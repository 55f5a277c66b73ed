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

namespace Zhijian.Modules.Credit.Typical.Pages;

[Requires(CreditModule.View)]
public sealed class IndexModel(ZhijianDb db, Viewer viewer) : PageModel
{
    static readonly ListDefinition<TypicalCase> Definition = new ListDefinition<TypicalCase>("typical", "典型案例")
        .Key(t => t.Id)
        .Column("title", "标题", t => t.Title, c => c.Wide().Link(t => $"/credit/typical/{t.Id}"))
        .Column("party", "当事人", t => t.Party)
        .Computed("state", "状态", t => t.State.Text(), c => c.Cell(t => Badges.Status(t.State.Text(), t.State switch { TypicalState.Published => Tone.Success, TypicalState.Submitted => Tone.Warning, _ => Tone.Neutral })))
        .Column("editor", "编写", t => t.EditorName)
        .Column("approver", "审批", t => t.ApproverName)
        .Column("published", "发布日期", t => t.PublishedOn, c => c.Sortable().NoWrap())
        .Column("withdrawn", "撤下日期", t => t.WithdrawnOn, c => c.Hidden().NoWrap())
        .Search("标题", (rows, q) => rows.Where(t => t.Title.Contains(q)))
        .Select("state", "状态", [.. Enum.GetValues<TypicalState>().Select(s => new Option(s.ToString(), s.Text()))], (rows, value) => Enum.TryParse<TypicalState>(value, out var state) ? rows.Where(t => t.State == state) : rows)
        .OrderBy("published", descending: true);

    public ListPage<TypicalCase> List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await Definition.LoadAsync(Rows(), request, ct);
        List.EmptyText = "还没有典型案例。";
    }

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) => this.ExportAsync(Definition, Rows(), request, ct);

    IQueryable<TypicalCase> Rows() => db.Set<TypicalCase>().AsNoTracking().InScopeOf(viewer.Scope);
}

/// <summary>One typical case: edited, submitted, approved by another, withdrawn.</summary>
[Requires(CreditModule.View)]
public sealed class EditModel(ZhijianDb db, TypicalDesk desk, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    [BindProperty] public Form Input { get; set; } = new();
    public TypicalCase Row { get; private set; } = null!;
    public bool MayEdit => Row.State == TypicalState.Draft && viewer.May(CreditModule.Handle) && desk.IsCompetent(Row);
    public bool MayApprove => viewer.May(CreditModule.Approve) && desk.IsCompetent(Row) && (Row.State == TypicalState.Published || Row.EditorId != viewer.UserId);

    public async Task OnGetAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        Input = new() { Title = Row.Title, Party = Row.Party, Story = Row.Story, Result = Row.Result, Lesson = Row.Lesson };
    }

    [Requires(CreditModule.Handle)]
    public Task<IActionResult> OnPostSaveAsync(bool submit, long seen, CancellationToken ct) =>
        DoAsync(() => desk.SaveAsync(Id, new(Input.Title, Input.Party, Input.Story, Input.Result, Input.Lesson), submit, seen, this.Key(), ct), submit ? "已提交审批。" : "已保存。", ct);

    [Requires(CreditModule.Approve)]
    public Task<IActionResult> OnPostPublishAsync(long seen, CancellationToken ct) => DoAsync(() => desk.PublishAsync(Id, seen, this.Key(), ct), "已发布。", ct);

    [Requires(CreditModule.Approve)]
    public Task<IActionResult> OnPostReturnAsync(string? reason, long seen, CancellationToken ct) => DoAsync(() => desk.ReturnAsync(Id, reason, seen, this.Key(), ct), "已退回。", ct);

    [Requires(CreditModule.Approve)]
    public Task<IActionResult> OnPostWithdrawAsync(string? reason, long seen, CancellationToken ct) => DoAsync(() => desk.WithdrawAsync(Id, reason, seen, this.Key(), ct), "已撤下。", ct);

    async Task<IActionResult> DoAsync(Func<Task> act, string done, CancellationToken ct)
    {
        await LoadAsync(ct);
        if (!await this.TryAsync(act)) return Page();
        this.Flash(done);
        return Redirect($"/credit/typical/{Id}");
    }

    async Task LoadAsync(CancellationToken ct) => Row = await db.Set<TypicalCase>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == Id, ct) ?? throw new NotFoundException();

    public sealed class Form
    {
        [Display(Name = "标题"), StringLength(TypicalTables.Title)] public string? Title { get; set; }
        [Display(Name = "当事人称呼"), StringLength(TypicalTables.Title)] public string? Party { get; set; }
        [Display(Name = "案情"), StringLength(TypicalTables.Text)] public string? Story { get; set; }
        [Display(Name = "处理结果"), StringLength(TypicalTables.Text)] public string? Result { get; set; }
        [Display(Name = "警示意义"), StringLength(TypicalTables.Text)] public string? Lesson { get; set; }
    }
}
