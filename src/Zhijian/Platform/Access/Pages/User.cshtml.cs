using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access.SignIn;
using Zhijian.Platform.Access.Users;
using Zhijian.Platform.Organisations;
using Zhijian.Platform.Ui;

namespace Zhijian.Platform.Access.Pages;

/// <summary>One account, with what each administrator may do about it.</summary>
[Requires("users.read")]
public sealed class UserModel(ZhijianDb db, Viewer viewer, UserDesk desk, RoleDesk roles, SessionDesk sessions, DivisionDirectory divisions, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)] public Guid Id { get; set; }
    public User Account { get; private set; } = null!;
    public string Place { get; private set; } = "";
    public string? Organisation { get; private set; }
    public IReadOnlyList<UserSession> Sessions { get; private set; } = [];
    public IReadOnlyList<Role> Fitting { get; private set; } = [];
    public MadeUser? Made { get; private set; }
    public bool IsSelf => Id == viewer.UserId;
    public bool IsLocked => Account.LockoutEnd > clock.GetUtcNow();
    public (string Text, Ui.Pieces.Tone Tone) Status => UserList.StatusOf(Account, clock);
    public bool May(string permission) => viewer.May(permission);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    [Requires("users.manage")]
    public Task<IActionResult> OnPostDisableAsync(string? reason, CancellationToken ct) => ActAsync(() => desk.DisableAsync(Id, PageActs.Reason(reason), ct), "账号已停用，其会话已结束。", ct);

    [Requires("users.manage")]
    public Task<IActionResult> OnPostEnableAsync(string? reason, CancellationToken ct) => ActAsync(() => desk.EnableAsync(Id, PageActs.Reason(reason), ct), "账号已启用。", ct);

    [Requires("users.manage")]
    public Task<IActionResult> OnPostResetPasswordAsync(string? reason, CancellationToken ct) =>
        ActAsync(async () => Made = await desk.ResetPasswordAsync(Id, PageActs.Reason(reason), ct), null, ct);

    [Requires("users.unlock")]
    public Task<IActionResult> OnPostUnlockAsync(string? reason, CancellationToken ct) => ActAsync(() => desk.UnlockAsync(Id, PageActs.Reason(reason), ct), "账号已解锁。", ct);

    [Requires("users.unlock")]
    public Task<IActionResult> OnPostResetSecondFactorAsync(string? reason, CancellationToken ct) =>
        ActAsync(() => desk.ResetSecondFactorAsync(Id, PageActs.Reason(reason), ct), "二次验证已清除，本人下次登录须重新设置。", ct);

    [Requires("sessions.end")]
    public Task<IActionResult> OnPostEndSessionsAsync(string? reason, CancellationToken ct) => ActAsync(() => sessions.EndAllAsync(Id, PageActs.Reason(reason), ct), "其会话已全部结束。", ct);

    [Requires("roles.grant")]
    public Task<IActionResult> OnPostGrantAsync(List<Role> held, string? reason, CancellationToken ct) =>
        ActAsync(() => roles.GrantAsync(Id, held, PageActs.Reason(reason), ct), "角色已保存，立即生效。", ct);

    async Task<IActionResult> ActAsync(Func<Task> act, string? done, CancellationToken ct)
    {
        var succeeded = await this.TryAsync(act, "");
        if (succeeded && done is not null)
        {
            this.Flash(done);
            return Redirect($"/admin/users/{Id}");
        }
        return await LoadAsync(ct) ? Page() : NotFound();
    }

    async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (await db.Users.AsNoTracking().Include(u => u.Roles).SingleOrDefaultAsync(u => u.Id == Id, ct) is not { } account) return false;
        Account = account;
        await divisions.LoadAsync(db, ct);
        Place = divisions.Name(account.DivisionCode);
        var organisation = account.OrganisationId is { } own ? await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(o => o.Id == own, ct) : null;
        Organisation = organisation?.Name;
        Fitting = [.. Roles.Everyone.Where(r => RoleFit.Fits(r, divisions.Find(account.DivisionCode)?.Level ?? 0, organisation?.Kind))];
        Sessions = await sessions.Live(Id).AsNoTracking().OrderByDescending(s => s.LastSeenAt).ToListAsync(ct);
        return true;
    }
}
