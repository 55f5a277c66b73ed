using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Rules.Dangers;

namespace Zhijian.Modules.Dangers.Pages;

/// <summary>A danger found on the spot, by a self-check or by a complaint that proved true.</summary>
[Requires(DangersModule.Handle)]
public sealed class NewModel(DangerIntake intake, DangerBook book, TimeProvider clock) : PageModel
{
    [BindProperty] public NewDangerForm Input { get; set; } = new();
    public IReadOnlyList<Option> Sources { get; } = [.. new[] { DangerSource.Inspection, DangerSource.Complaint, DangerSource.SelfCheck }.Select(s => new Option(s.ToString(), s.Text()))];
    public IReadOnlyList<Option> Grades { get; } = [.. Enum.GetValues<DangerGrade>().Select(g => new Option(g.ToString(), g.Text()))];

    public void OnGet() => Input = new() { FoundOn = Display.Today(clock), Article = book.Article(nameof(DangerSource.Inspection), Display.Today(clock)).Article };

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = Guid.Empty;
        if (!await this.TryAsync(async () => id = await intake.AddAsync(new(Input.EmployerId, null, Input.Source, Input.FoundOn, Input.Finding, Input.Article, Input.Grade), this.Key(), ct))) return Page();
        this.Flash("隐患已登记，并已告知单位。");
        return Redirect($"/dangers/{id}");
    }
}

public sealed class NewDangerForm
{
    [Display(Name = "用人单位")] public Guid? EmployerId { get; set; }
    [Display(Name = "来源")] public DangerSource Source { get; set; } = DangerSource.Inspection;
    [Display(Name = "发现日期")] public DateOnly? FoundOn { get; set; }
    [Display(Name = "等级")] public DangerGrade Grade { get; set; }
    [Display(Name = "隐患情况"), StringLength(DangerTables.Text)] public string? Finding { get; set; }
    [Display(Name = "违反的条款"), StringLength(300)] public string? Article { get; set; }
}
