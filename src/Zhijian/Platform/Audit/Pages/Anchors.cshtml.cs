using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Platform.Access;

namespace Zhijian.Platform.Audit.Pages;

/// <summary>The anchors outside the database, to be printed and kept elsewhere.</summary>
[Requires("audit.read")]
public sealed class AnchorsModel(AuditAnchors anchors) : PageModel
{
    public AuditTip? Tip { get; private set; }
    public IReadOnlyList<AuditAnchors.AnchorLine> Lines { get; private set; } = [];

    public void OnGet()
    {
        Tip = anchors.ReadTip();
        Lines = [.. anchors.Anchors().OrderByDescending(a => a.Seq)];
    }
}
