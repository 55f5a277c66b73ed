using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference;
using Zhijian.Platform.Ui;
using Zhijian.Rules.Inspections;

namespace Zhijian.Modules.Inspections.Pages;

/// <summary>The checklists in force, with the confidence of each item.</summary>
[Requires(InspectionsModule.View)]
public sealed class ChecklistsModel(InspectionBook book, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Checklist> All { get; private set; } = [];
    public Checklist Current { get; private set; } = null!;

    public void OnGet([FromQuery] string? list)
    {
        All = book.Checklists(Display.Today(clock));
        Current = All.FirstOrDefault(c => c.Code == list) ?? All[0];
    }

    public string Confidence(ChecklistItem item) => book.SourceOf(Current.Code, item.Number).Confidence.Word();
}
