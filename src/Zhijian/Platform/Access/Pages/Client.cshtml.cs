using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access.Clients;
using Zhijian.Platform.Access.Users;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Access.Pages;

[Requires("clients.read")]
public sealed class ClientModel(ZhijianDb db, ClientDesk desk, PermissionCatalogue catalogue, DivisionDirectory divisions, Viewer viewer) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public SystemClient Client { get; private set; } = null!;
    public MadeClient? Made { get; private set; }
    public IReadOnlyList<PermissionGroup> Grantable { get; } = [.. catalogue.Groups
        .Select(g => g with { Permissions = [.. g.Permissions.Where(p => !RoleDesk.IsSeparated(p))] }).Where(g => g.Permissions.Count > 0)];
    public bool May(string permission) => viewer.May(permission);
    public string Place => divisions.Name(Client.DivisionCode);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    [Requires("clients.manage")]
    public Task<IActionResult> OnPostRotateAsync(string? reason, CancellationToken ct) => ActAsync(async () => Made = await desk.RotateAsync(Id, PageActs.Reason(reason), ct), null, ct);

    [Requires("clients.manage")]
    public Task<IActionResult> OnPostDisableAsync(string? reason, CancellationToken ct) => ActAsync(() => desk.SetDisabledAsync(Id, true, PageActs.Reason(reason), ct), "已停用，已发的令牌同时失效。", ct);

    [Requires("clients.manage")]
    public Task<IActionResult> OnPostEnableAsync(string? reason, CancellationToken ct) => ActAsync(() => desk.SetDisabledAsync(Id, false, PageActs.Reason(reason), ct), "已启用。", ct);

    [Requires("clients.grant")]
    public Task<IActionResult> OnPostGrantAsync(List<string> granted, string? reason, CancellationToken ct) =>
        ActAsync(() => desk.GrantAsync(Id, granted.ToHashSet(), PageActs.Reason(reason), ct), "权限已保存，立即生效。", ct);

    async Task<IActionResult> ActAsync(Func<Task> act, string? done, CancellationToken ct)
    {
        var succeeded = await this.TryAsync(act, "");
        if (succeeded && done is not null)
        {
            this.Flash(done);
            return Redirect($"/admin/clients/{Id}");
        }
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    async Task<bool> LoadAsync(CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        if (await db.Set<SystemClient>().AsNoTracking().Include(c => c.Grants).SingleOrDefaultAsync(c => c.Id == Id, ct) is not { } client) return false;
        Client = client;
        return true;
    }
}
