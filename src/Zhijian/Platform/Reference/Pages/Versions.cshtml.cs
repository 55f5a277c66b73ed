using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Reference.Tables;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Reference.Pages;

[Public]
public sealed class VersionsModel(ReferenceQueries queries) : PageModel
{
    static readonly ListDefinition<VersionLine> Definition = new ListDefinition<VersionLine>("reference-versions", "标准库版本")
        .Key(v => v.Id)
        .Column("created", "录入时间", v => v.CreatedAt, c => c.Sortable().NoWrap())
        .Column("table", "表", v => v.TableKey, c => c.Sortable().NoWrap().Say(v => v.TableTitle))
        .Column("title", "版本", v => v.Title, c => c.Wide().Link(v => $"/reference/versions/{v.Id}"))
        .Column("status", "状态", v => v.Status, c => c.NoWrap().Say(v => v.Status.Word()).Cell(v => Badge(v.Status)))
        .Column("from", "生效", v => v.FromLatest, c => c.Sortable().NoWrap().Say(v => v.FromText))
        .Computed("to", "截止", v => v.ToText)
        .Column("rows", "行数", v => v.RowCount, c => c.AlignEnd().Hidden())
        .Column("proposer", "提出人", v => v.ProposerName)
        .Column("approver", "批准人", v => v.ApproverName)
        .OrderBy("created", descending: true)
        .Select("table", "表", [.. ReferenceTables.All.Select(t => new Option(t.Key, t.Title))], (rows, value) => rows.Where(v => v.TableKey == value))
        .Select("status", "状态", [.. Enum.GetValues<VersionStatus>().Select(s => new Option(s.ToString(), s.Word()))], (rows, value) => Enum.Parse<VersionStatus>(value) is var wanted ? rows.Where(v => v.Status == wanted) : rows);

    public ListPage List { get; private set; } = null!;

    public async Task OnGetAsync(ListRequest request, CancellationToken ct) => List = await Definition.LoadAsync(queries.Versions(), request, ct);

    public Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct) =>
        this.ExportAsync(Definition, queries.Versions(), request, ct);

    public static Microsoft.AspNetCore.Html.IHtmlContent Badge(VersionStatus status) => Badges.Status(status.Word(), status switch
    {
        VersionStatus.Approved => Tone.Success,
        VersionStatus.Proposed => Tone.Warning,
        VersionStatus.Rejected => Tone.Danger,
        _ => Tone.Neutral,
    });
}
