using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Platform.Access.SignIn;

/// <summary>What a signed-in user changes of his own account.</summary>
public sealed class AccountDesk(
    ZhijianDb db, WritePath write, Viewer viewer, IPasswordHasher<User> hasher, SessionDesk sessions, ViewerDirectory directory)
{
    /// <returns>False when the present password was wrong: counted and written down, so not a refusal that undoes all.</returns>
    public async Task<bool> ChangePasswordAsync(string current, string next, CancellationToken ct) =>
        await write.CommitAsync(new("account.password"), async change =>
        {
            var user = await db.Users.Include(u => u.Roles).SingleAsync(u => u.Id == viewer.UserId, ct);
            if (!Matches(user, user.PasswordHash!, current))
            {
                change.Note(nameof(User), user.Id.ToString(), "sign-in-failed", new { user.UserName, Why = "修改密码时原密码错误" }, user.ScopePath);
                SignInDesk.CountFailure(user, change);
                if (user.LockoutEnd > change.At) await sessions.EndAsync(change, s => s.UserId == user.Id, ct);
                return false;
            }
            if (PasswordProfile.Problem(user, next) is { } problem) throw new Refusal(problem, "Next");
            if (Matches(user, user.PasswordHash!, next)) throw new Refusal("新密码不能与原密码相同。", "Next");
            if (user.IsStaff) await RefuseFormerAsync(user, next, ct);
            await SetAsync(user, next, mustChange: false, change, ct);
            user.AccessFailedCount = 0;
            await sessions.EndAsync(change, s => s.UserId == user.Id && s.Id != viewer.SessionId, ct);
            return true;
        }, ct);

    async Task RefuseFormerAsync(User user, string next, CancellationToken ct)
    {
        var former = await db.Set<FormerPassword>().Where(p => p.UserId == user.Id)
            .OrderByDescending(p => p.At).ThenByDescending(p => p.Id).Take(PasswordProfile.NotAgain - 1).Select(p => p.Hash).ToListAsync(ct);
        if (former.Any(hash => Matches(user, hash, next))) throw new Refusal($"不能使用最近 {PasswordProfile.NotAgain} 次用过的密码。", "Next");
    }

    internal async Task SetAsync(User user, string password, bool mustChange, Change change, CancellationToken ct)
    {
        db.Add(new FormerPassword { UserId = user.Id, Hash = user.PasswordHash!, At = change.At });
        user.PasswordHash = hasher.HashPassword(user, password);
        user.SecurityStamp = Guid.NewGuid().ToString();
        user.MustChangePassword = mustChange;
        user.PasswordChangedAt = change.At;
        change.AfterCommit(directory.Forget);
        await db.SaveChangesAsync(ct);
    }

    public Task EditAsync(string? phone, string? email, CancellationToken ct) => write.CommitAsync(new("account.edit"), async change =>
    {
        var user = await db.Users.SingleAsync(u => u.Id == viewer.UserId, ct);
        user.PhoneNumber = string.IsNullOrWhiteSpace(phone) ? null : phone.Trim();
        user.Email = string.IsNullOrWhiteSpace(email) ? null : email.Trim();
        user.NormalizedEmail = user.Email?.ToUpperInvariant();
        change.AfterCommit(directory.Forget);
    }, ct);

    bool Matches(User user, string hash, string password) => hasher.VerifyHashedPassword(user, hash, password) != PasswordVerificationResult.Failed;
}
