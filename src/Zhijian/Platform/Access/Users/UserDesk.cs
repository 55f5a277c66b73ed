using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access.SignIn;
using Zhijian.Platform.Organisations;

namespace Zhijian.Platform.Access.Users;

/// <summary>An account to be made or changed. With an organisation the place follows from it.</summary>
public sealed record UserDraft(
    string UserName, string FullName, string? DivisionCode, Guid? OrganisationId = null, Guid? AuthorityId = null, Guid? DepartmentId = null);

/// <summary>A new account or a new password; the password is shown once and kept nowhere.</summary>
public sealed record MadeUser(Guid Id, string UserName, string Password);

/// <summary>
/// Accounts, as the system administrator keeps them: no role is granted here (RoleDesk). Acts that answer with a password
/// take no idempotency key, because the answer would be stored.
/// </summary>
public sealed partial class UserDesk(
    ZhijianDb db, WritePath write, Viewer viewer, UserManager<User> users, AccountDesk accounts, SessionDesk sessions,
    DivisionDirectory divisions, ViewerDirectory directory, Administrators administrators)
{
    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$")]
    private static partial Regex UserNames();

    public Task<MadeUser> CreateAsync(UserDraft draft, CancellationToken ct) => CreateAsync(draft, PasswordProfile.Random(), mustChange: true, ct);

    internal Task<MadeUser> CreateAsync(UserDraft draft, string password, bool mustChange, CancellationToken ct) =>
        write.CommitAsync(new("users.create"), async change =>
        {
            var (division, organisation) = await PlaceAsync(draft, ct);
            var userName = draft.UserName.Trim();
            if (!UserNames().IsMatch(userName)) throw new Refusal("登录名须为 3 至 40 位字母、数字或 - . _ ，以字母或数字开头。", nameof(draft.UserName));
            var user = new User
            {
                UserName = userName, FullName = Name(draft), DivisionCode = division, OrganisationId = organisation,
                AuthorityId = draft.AuthorityId, DepartmentId = draft.DepartmentId,
                MustChangePassword = mustChange, CreatedAt = change.At, PasswordChangedAt = change.At,
            };
            if (PasswordProfile.Problem(user, password) is { } problem) throw new Refusal(problem, "Password");
            using (viewer.ActAsPlatform())
            {
                // A name taken in another county is taken, too.
                if (await db.Users.AnyAsync(u => u.NormalizedUserName == users.NormalizeName(userName), ct))
                    throw new Refusal($"登录名 {userName} 已有人使用。", nameof(draft.UserName));
            }
            var made = await users.CreateAsync(user, password);
            if (!made.Succeeded) throw new Refusal(string.Join(" ", made.Errors.Select(e => e.Description)));
            return new MadeUser(user.Id, userName, password);
        }, ct);

    public Task EditAsync(Guid id, long version, UserDraft draft, CancellationToken ct) => write.CommitAsync(new("users.edit"), async change =>
    {
        var user = await OtherAsync(id, ct);
        if (user.Version != version) throw new DbUpdateConcurrencyException();
        var (division, organisation) = await PlaceAsync(draft, ct);
        if ((division != user.DivisionCode || organisation != user.OrganisationId) && user.Roles.Count > 0)
            throw new Refusal("该用户已有角色。请先由安全管理员收回角色，再调整所属区划或单位。", nameof(draft.DivisionCode));
        user.FullName = Name(draft);
        user.DivisionCode = division;
        user.OrganisationId = organisation;
        user.AuthorityId = draft.AuthorityId;
        user.DepartmentId = draft.DepartmentId;
        change.AfterCommit(directory.Forget);
    }, ct);

    public Task DisableAsync(Guid id, string reason, CancellationToken ct) => write.CommitAsync(new("users.disable", reason), async change =>
    {
        var user = await OtherAsync(id, ct);
        await administrators.RefuseLastAsync(user, user.Roles.Select(r => r.Role), ct);
        user.Disabled = true;
        await sessions.EndAsync(change, s => s.UserId == id, ct);
    }, ct);

    public Task EnableAsync(Guid id, string reason, CancellationToken ct) => write.CommitAsync(new("users.enable", reason), async change =>
    {
        (await OtherAsync(id, ct)).Disabled = false;
        change.AfterCommit(directory.Forget);
    }, ct);

    public Task<MadeUser> ResetPasswordAsync(Guid id, string reason, CancellationToken ct) => write.CommitAsync(new("users.reset-password", reason), async change =>
    {
        var user = await OtherAsync(id, ct);
        var password = PasswordProfile.Random();
        await accounts.SetAsync(user, password, mustChange: true, change, ct);
        await sessions.EndAsync(change, s => s.UserId == id, ct);
        return new MadeUser(id, user.UserName!, password);
    }, ct);

    /// <summary>
    /// The security administrator's act, not the system administrator's: who resets passwords must not reset the second
    /// factor as well, or he could take over any account alone.
    /// </summary>
    public Task ResetSecondFactorAsync(Guid id, string reason, CancellationToken ct) => write.CommitAsync(new("users.reset-second-factor", reason), async change =>
    {
        var user = await OtherAsync(id, ct);
        user.TwoFactorEnabled = false;
        db.RemoveRange(await db.Set<IdentityUserToken<Guid>>().Where(t => t.UserId == id).ToListAsync(ct));
        await sessions.EndAsync(change, s => s.UserId == id, ct);
    }, ct);

    public Task UnlockAsync(Guid id, string reason, CancellationToken ct) => write.CommitAsync(new("users.unlock", reason), async _ =>
    {
        var user = await OtherAsync(id, ct);
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
    }, ct);

    async Task<User> OtherAsync(Guid id, CancellationToken ct)
    {
        var user = await db.Users.Include(u => u.Roles).SingleOrDefaultAsync(u => u.Id == id, ct) ?? throw new NotFoundException();
        return id == viewer.UserId ? throw new Refusal("不能在用户管理中处理自己的账号，请由另一位管理员办理。") : user;
    }

    static string Name(UserDraft draft) => draft.FullName.Trim() is { Length: > 0 and <= 60 } name ? name : throw new Refusal("请填写姓名，不超过 60 个字。", nameof(draft.FullName));

    /// <summary>Place and organisation of the account, both inside the viewer's scope.</summary>
    async Task<(string Division, Guid? Organisation)> PlaceAsync(UserDraft draft, CancellationToken ct)
    {
        await divisions.LoadAsync(db, ct);
        if (draft.OrganisationId is { } id)
        {
            var own = await db.Set<Organisation>().Where(o => o.Id == id).Select(o => o.DivisionCode).SingleOrDefaultAsync(ct)
                ?? throw new Refusal("没有找到这个单位，或不在您的管辖范围内。", nameof(draft.OrganisationId));
            return (own, id);
        }
        var division = divisions.Find(draft.DivisionCode ?? "");
        if (division is null || !viewer.Scope.Covers(division.Path)) throw new Refusal("请选择您管辖范围内的行政区划。", nameof(draft.DivisionCode));
        if (draft.AuthorityId is { } authority && !await db.Set<Authority>().AnyAsync(a => a.Id == authority && a.DivisionCode == division.Code, ct))
            throw new Refusal("该机构不属于所选的行政区划。", nameof(draft.AuthorityId));
        if (draft.DepartmentId is { } department && !await db.Set<Department>().AnyAsync(d => d.Id == department && d.AuthorityId == draft.AuthorityId, ct))
            throw new Refusal("该科室不属于所选的机构。", nameof(draft.DepartmentId));
        return (division.Code, null);
    }
}
