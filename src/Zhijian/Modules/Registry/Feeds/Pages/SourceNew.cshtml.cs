using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Zhijian.Modules.Registry.Feeds.Sources;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Pages;
using Zhijian.Platform.Ui;

namespace Zhijian.Modules.Registry.Feeds.Pages;

[Requires(FeedPermissions.Manage)]
public sealed class SourceNewModel(FeedDesk desk) : PageModel
{
    [BindProperty] public SourceForm Input { get; set; } = new();
    [BindProperty, Display(Name = "标识"), Required, StringLength(30)] public string Key { get; set; } = "";
    [BindProperty, Display(Name = "类别"), Required] public FeedSourceKind? Kind { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var id = Guid.Empty;
        if (!await this.TryAsync(async () => id = await desk.CreateAsync(Key.Trim(), Kind!.Value, Input.Draft, this.Key(), ct))) return Page();
        this.Flash("来源已登记，请上传样表设置各列的含义。");
        return Redirect($"/registry/feeds/sources/{id}");
    }
}
