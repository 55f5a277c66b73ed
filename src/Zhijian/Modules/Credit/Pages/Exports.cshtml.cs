using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Credit.Pages;

/// <summary>Files for the credit platform.</summary>
[Requires(CreditModule.Export)]
public sealed class ExportsModel(CreditExports exports, TimeProvider clock) : PageModel
{
    public DateOnly From { get; private set; }
    public DateOnly To { get; private set; }

    public void OnGet() => (From, To) = (new(Display.Today(clock).Year, 1, 1), Display.Today(clock));

    public async Task<IActionResult> OnGetFileAsync(CreditExportKind kind, string? format, DateOnly? from, DateOnly? to, CancellationToken ct)
    {
        OnGet();
        if (from is not { } first || to is not { } last || last < first || !Enum.IsDefined(kind) || !ModelState.IsValid)
        {
            ModelState.AddModelError("", "请选择数据，填写起止日期，止日不早于起日。");
            return Page();
        }
        await exports.NoteAsync(kind, first, last, ct);
        var csv = format == "csv";
        var title = $"{CreditExports.Title(kind)} {Display.Date(first)} 至 {Display.Date(last)}";
        if (csv) Response.IsCsv(title);
        else Response.IsWorkbook(title);
        var (columns, rows) = (CreditExports.Columns(kind), exports.RowsAsync(kind, first, last, ct));
        await (csv ? CsvExport.WriteAsync(Response.Body, columns, rows, ct) : XlsxExport.WriteAsync(Response.Body, CreditExports.Title(kind), columns, rows, ct));
        return new EmptyResult();
    }
}
