using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;

namespace Zhijian.Platform.Ui.Lists;

public static class ListExport
{
    /// <summary>Answers with exactly what is filtered, as a workbook streamed row by row.</summary>
    public static async Task<IActionResult> ExportAsync<TRow>(this PageModel page, ListDefinition<TRow> definition, IQueryable<TRow> rows, ListRequest request, CancellationToken ct)
    {
        await page.NoteAsync(definition.Name, request, ct);
        var day = Display.Today(page.HttpContext.RequestServices.GetRequiredService<TimeProvider>());
        page.Response.IsWorkbook($"{definition.Title} {Display.Date(day)}");
        await XlsxExport.WriteAsync(page.Response.Body, definition.Title, definition.ExportColumns(request), definition.ExportRows(rows, request, ct), ct);
        return new EmptyResult();
    }

    /// <summary>What was carried away, by whom, is kept; visitors see public lists only and leave no line.</summary>
    internal static Task NoteAsync(this PageModel page, string list, ListRequest request, CancellationToken ct)
    {
        var services = page.HttpContext.RequestServices;
        return services.GetRequiredService<IViewer>().UserId is null ? Task.CompletedTask
            : services.GetRequiredService<WritePath>().CommitAsync(new("lists.export"), change =>
            {
                change.Note("List", list, "export", request.Filters);
                return Task.CompletedTask;
            }, ct);
    }
}
