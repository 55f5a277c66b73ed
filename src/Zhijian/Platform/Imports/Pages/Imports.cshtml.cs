using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Forms;
using Zhijian.Platform.Ui.Lists;
using Zhijian.Platform.Ui.Pieces;

namespace Zhijian.Platform.Imports.Pages;

/// <summary>Imports in the viewer's scope. Each kind has its permission besides.</summary>
[Requires(ImportsRoom.Use)]
public sealed class ImportsModel(ImportQueries queries, ImportKinds kinds, IViewer viewer) : PageModel
{
    static readonly ListDefinition<ImportRun> Definition = new ListDefinition<ImportRun>("imports", "导入记录")
        .Key(r => r.Id)
        .Column("file", "文件", r => r.FileName, c => c.Wide().Link(r => $"/imports/{r.Id}"))
        .Column("kind", "内容", r => r.KindTitle)
        .Column("state", "状态", r => r.State, c => c.Say(r => r.State.ChineseName()).Cell(r => Badges.Status(r.State.ChineseName(), r.State.Tone())))
        .Column("written", "已导入行", r => r.Written, c => c.AlignEnd())
        .Column("bad", "问题行", r => r.Bad, c => c.AlignEnd())
        .Column("by", "导入人", r => r.StartedByName)
        .Column("created", "上传时间", r => r.CreatedAt, c => c.Sortable().NoWrap())
        .Column("finished", "结束时间", r => r.FinishedAt, c => c.NoWrap())
        .Column("size", "大小", r => r.FileSize, c => c.Hidden().AlignEnd().Cell(r => Markup.Text(Display.Size(r.FileSize))))
        .Search("文件名、导入人", (rows, q) => rows.Where(r => r.FileName.Contains(q) || r.StartedByName.Contains(q)))
        .Select("state", "状态", [.. Enum.GetValues<ImportState>().Select(s => new Option(s.ToString(), s.ChineseName()))],
            (rows, value) => Enum.TryParse<ImportState>(value, out var state) ? rows.Where(r => r.State == state) : rows)
        .OrderBy("created", descending: true);

    public IReadOnlyList<IImportKind> Kinds { get; } = kinds.For(viewer);
    public ListPage<ImportRun> List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(ListRequest request, CancellationToken ct)
    {
        List = await Definition.LoadAsync(queries.Mine(), request, ct);
        List.EmptyText = "还没有导入过。请先下载模板，填写后上传。";
        return Page();
    }

    public async Task<IActionResult> OnGetExportAsync(ListRequest request, CancellationToken ct)
    {
        return await this.ExportAsync(Definition, queries.Mine(), request, ct);
    }
}
