using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Exports;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;
using Zhijian.Platform.Ui.Lists;

namespace Zhijian.Platform.Audit.Pages;

/// <summary>The audit, newest first, by keys: the last page of a hundred million lines is as quick as the first.</summary>
[Requires("audit.read")]
public sealed class AuditIndexModel(AuditReader reader, AuditWords words, DivisionDirectory divisions, ZhijianDb db) : PageModel
{
    [BindProperty(SupportsGet = true)] public DateOnly? From { get; set; }
    [BindProperty(SupportsGet = true)] public DateOnly? To { get; set; }
    [BindProperty(SupportsGet = true)] public string? Actor { get; set; }
    [BindProperty(SupportsGet = true)] public string? Act { get; set; }
    [BindProperty(SupportsGet = true)] public string? Entity { get; set; }
    [BindProperty(SupportsGet = true)] public string? EntityId { get; set; }
    [BindProperty(SupportsGet = true)] public string? Kind { get; set; }
    [BindProperty(SupportsGet = true)] public string? Address { get; set; }
    [BindProperty(SupportsGet = true)] public long? Before { get; set; }
    public AuditPage Found { get; private set; } = new([], null);

    AuditQuestion Question => 
        new(From, To, Blank(Actor), words.Codes(Blank(Act)), words.Codes(Blank(Entity)), Blank(EntityId), words.Codes(Blank(Kind)), Blank(Address));

    public async Task OnGetAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Found = await reader.PageAsync(Question, Before, ct);
    }

    /// <summary>Everything that is filtered, streamed; a text that begins like a formula is defused.</summary>
    public async Task<IActionResult> OnGetExportAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Response.IsCsv("操作日志");
        await using var writer = new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape });
        foreach (var title in (string[])["序号", "时间", "操作人", "地址", "事项", "原因", "对象", "对象编号", "类型", "变更前", "变更后", "校验值"]) csv.WriteField(title);
        await csv.NextRecordAsync();
        await foreach (var line in reader.ExportAsync(Question, ct))
        {
            csv.WriteField(line.Seq);
            foreach (var text in (string?[])[Display.Text(line.At), line.ActorName, line.Address, words.Of(line.Act), line.Reason, words.Of(line.Entity), line.EntityId, words.Of(line.Kind), line.Before, line.After, line.Mac])
                csv.WriteField(text);
            await csv.NextRecordAsync();
        }
        return new EmptyResult();
    }

    public string Link(string? handler = null, long? before = null)
    {
        var query = Request.Query.Where(q => q.Key is not ("before" or "handler")).Select(q => KeyValuePair.Create(q.Key, (string?)q.Value.ToString()))
            .Append(new("handler", handler)).Append(new("before", before?.ToString(CultureInfo.InvariantCulture)));
        return QueryHelpers.AddQueryString("/audit", query.Where(q => !string.IsNullOrEmpty(q.Value)));
    }

    static string? Blank(string? text) => ListRequest.Clean(text ?? "") is { Length: > 0 } clean ? clean : null;
}
