using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Dangers;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;

namespace Zhijian.Modules.Cases.Pages;

/// <summary>报请立案, from a danger that was proposed for a case or without one.</summary>
[Requires(CasesModule.Handle)]
public sealed class NewModel(ZhijianDb db, CaseDesk desk, CaseBook book, TimeProvider clock) : PageModel
{
    [BindProperty] public NewCaseForm Input { get; set; } = new();
    public HiddenDanger? Danger { get; private set; }
    public IReadOnlyList<Option> Acts { get; private set; } = [];
    public string Limitation { get; private set; } = "";

    public async Task OnGetAsync(Guid? danger, CancellationToken ct)
    {
        Input = new() { DangerId = danger, FoundOn = Display.Today(clock) };
        await LoadAsync(ct);
        if (Danger is null) return;
        Input.Facts = Danger.Finding + (Danger.OrderNumber is { } order ? $"。{order}责令限期整改，期限{Danger.Deadline:yyyy-MM-dd}，逾期未改正" : "");
        if (Danger.PointId is not null) Input.ActCode = "OD72-1";
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        var id = Guid.Empty;
        if (!await this.TryAsync(async () => id = await desk.RequestAsync(new(Input.DangerId, Input.EmployerId, Input.ActCode, Input.Facts, Input.FoundOn, Input.ActEndedOn, Input.OrderDeadline), this.Key(), ct))) return Page();
        this.Flash("已报请立案，等待审批。");
        return Redirect($"/cases/{id}");
    }

    async Task LoadAsync(CancellationToken ct)
    {
        var today = Display.Today(clock);
        Acts = [.. book.Catalogue.On(today).Select(a => new Option(a.Code, $"{a.Act}（{a.Article}）"))];
        Limitation = (await book.LawAsync(ct)).Article("limitation", today);
        if (Input.DangerId is { } id) Danger = await db.Set<HiddenDanger>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) ?? throw new NotFoundException();
    }
}

public sealed class NewCaseForm
{
    public Guid? DangerId { get; set; }
    [Display(Name = "当事人")] public Guid? EmployerId { get; set; }
    [Display(Name = "案由")] public string? ActCode { get; set; }
    [Display(Name = "线索情况"), StringLength(CaseTables.Text)] public string? Facts { get; set; }
    [Display(Name = "发现日期")] public DateOnly? FoundOn { get; set; }
    [Display(Name = "违法行为终了日期")] public DateOnly? ActEndedOn { get; set; }
    [Display(Name = "责令改正期限")] public DateOnly? OrderDeadline { get; set; }
}
