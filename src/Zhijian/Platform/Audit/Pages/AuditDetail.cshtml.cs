using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;

namespace Zhijian.Platform.Audit.Pages;

/// <summary>One line of the audit, before and after side by side.</summary>
[Requires("audit.read")]
public sealed class AuditDetailModel(AuditReader reader, DivisionDirectory divisions, ZhijianDb db) : PageModel
{
    public AuditEntry Line { get; private set; } = null!;
    public IReadOnlyList<(string Field, string? Before, string? After)> Fields { get; private set; } = [];

    public async Task OnGetAsync(long seq, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        Line = await reader.OneAsync(seq, ct);
        var (before, after) = (Read(Line.Before), Read(Line.After));
        Fields = [.. before.Keys.Union(after.Keys).Select(k => (k, before.GetValueOrDefault(k), after.GetValueOrDefault(k)))];
    }

    static Dictionary<string, string?> Read(string? json)
    {
        if (json is null) return [];
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? document.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => p.Value.GetString(),
                _ => p.Value.GetRawText(),
            })
            : new() { ["内容"] = document.RootElement.GetRawText() };
    }
}
