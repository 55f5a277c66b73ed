using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Platform.Access.SignIn;

/// <summary>How a try to sign in ended. Refused says nothing about why: unknown, wrong, locked and disabled look the same.</summary>
public abstract record SignInOutcome
{
    public sealed record Refused : SignInOutcome;
    public sealed record NeedsCode(Guid UserId) : SignInOutcome;
    public sealed record Done(Guid UserId, Guid SessionId) : SignInOutcome;
}

/// <summary>
/// Signing in and out. Every try, right or wrong, also under an unknown name, is a line of the audit. Nobody is signed in
/// yet, so these use cases act as the platform.
/// </summary>
public sealed class SignInDesk(
    ZhijianDb db, WritePath write, Viewer viewer, IPasswordHasher<User> hasher, UserManager<User> users, IUserAuthenticatorKeyStore<User> keys,
    ViewerDirectory directory, AccessOptions options)
{
    public const string Message = "登录名、密码或验证码不正确，或账号暂时不可用。连续失败 5 次将锁定 30 分钟。";
    public const int MostFailures = 5;
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(30);

    static readonly User Nobody = new() { FullName = "", DivisionCode = "" };
    /// <summary>Compared with when there is no such user, so that the answer takes as long.</summary>
    static readonly Lazy<string> Decoy = new(() => new PasswordHasher<User>().HashPassword(Nobody, Guid.NewGuid().ToString()));

    public async Task<SignInOutcome> WithPasswordAsync(string userName, string password, string? device, CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        var normalized = users.NormalizeName(userName.Trim());
        var found = await db.Users.AsNoTracking().Where(u => u.NormalizedUserName == normalized)
            .Select(u => new { u.Id, u.PasswordHash }).SingleOrDefaultAsync(ct);
        // The slow part stands outside the transaction: hashing must not hold up other writers.
        var right = password.Length <= PasswordProfile.MostLength
            & hasher.VerifyHashedPassword(Nobody, found?.PasswordHash ?? Decoy.Value, password[..Math.Min(password.Length, PasswordProfile.MostLength)]) != PasswordVerificationResult.Failed;

        return await write.CommitAsync<SignInOutcome>(new("sign-in.password"), async change =>
        {
            var user = found is null ? null : await LoadAsync(found.Id, ct);
            if (!MayTry(user, change, userName)) return new SignInOutcome.Refused();
            if (!right) return Fail(user!, change, "密码错误");
            if (!user!.TwoFactorEnabled) return Begin(user, change, device, "password");
            change.Note(nameof(User), user.Id.ToString(), "password-accepted", scopePath: user.ScopePath);
            return new SignInOutcome.NeedsCode(user.Id);
        }, ct);
    }

    public async Task<SignInOutcome> WithCodeAsync(Guid userId, string? code, string? device, CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        return await write.CommitAsync<SignInOutcome>(new("sign-in.code"), async change =>
        {
            var user = await LoadAsync(userId, ct);
            if (!MayTry(user, change, "")) return new SignInOutcome.Refused();
            var key = await keys.GetAuthenticatorKeyAsync(user!, ct);
            if (key is null || Totp.Match(key, code, change.At, user!.SecondFactorStep) is not { } step)
                return Fail(user!, change, "动态验证码错误或已用过");
            user.SecondFactorStep = step;
            return Begin(user, change, device, "totp");
        }, ct);
    }

    public async Task<SignInOutcome> WithRecoveryCodeAsync(Guid userId, string? code, string? device, CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        return await write.CommitAsync<SignInOutcome>(new("sign-in.recovery-code"), async change =>
        {
            var user = await LoadAsync(userId, ct);
            if (!MayTry(user, change, "")) return new SignInOutcome.Refused();
            var redeemed = await users.RedeemTwoFactorRecoveryCodeAsync(user!, (code ?? "").Trim().ToUpperInvariant());
            return redeemed.Succeeded ? Begin(user!, change, device, "recovery-code") : Fail(user!, change, "恢复码错误或已用过");
        }, ct);
    }

    public async Task SignOutAsync(CancellationToken ct)
    {
        if (viewer.SessionId is not { } id) return;
        await write.CommitAsync(new("sign-out"), async change =>
        {
            if (await db.Set<UserSession>().FindAsync([id], ct) is { EndedAt: null } session) session.EndedAt = change.At;
            change.Note(nameof(User), viewer.UserId.ToString()!, "sign-out");
            change.AfterCommit(directory.Forget);
        }, ct);
    }

    /// <summary>Twin tries wait for each other, so that parallel guessing gets no more than five.</summary>
    async Task<User?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (db.IsPostgres) await db.Database.ExecuteSqlAsync($"SELECT 1 FROM users WHERE id = {id} FOR UPDATE", ct);
        return await db.Users.Include(u => u.Roles).SingleOrDefaultAsync(u => u.Id == id, ct);
    }

    bool MayTry(User? user, Change change, string userName)
    {
        var why = user is null ? "没有这个登录名" : user.Disabled ? "账号已停用" : user.LockoutEnd > change.At ? "账号锁定中" : null;
        if (why is not null) NoteFailure(change, user, why, userName);
        return why is null;
    }

    SignInOutcome.Refused Fail(User user, Change change, string why)
    {
        NoteFailure(change, user, why, "");
        CountFailure(user, change);
        return new();
    }

    internal static void CountFailure(User user, Change change)
    {
        if (++user.AccessFailedCount < MostFailures) return;
        user.AccessFailedCount = 0;
        user.LockoutEnd = change.At + LockedFor;
        change.Note(nameof(User), user.Id.ToString(), "lock-out", new { Until = user.LockoutEnd }, user.ScopePath);
    }

    void NoteFailure(Change change, User? user, string why, string userName)
    {
        // Nobody is signed in: the line names whom the caller claimed to be, so that tries under one name are found together.
        if (!viewer.IsSignedIn) viewer.CallUnknown(Shorten(user?.UserName ?? userName, 40));
        change.Note(nameof(User), user?.Id.ToString() ?? "-", "sign-in-failed", new { UserName = Shorten(user?.UserName ?? userName, 40), Why = why }, user?.ScopePath);
    }

    SignInOutcome.Done Begin(User user, Change change, string? device, string means)
    {
        user.AccessFailedCount = 0;
        user.LockoutEnd = null;
        var session = new UserSession
        {
            UserId = user.Id, StartedAt = change.At, LastSeenAt = change.At, EndsAt = change.At + options.AbsoluteLimit,
            Address = viewer.Address, Device = Shorten(device, 200),
        };
        db.Add(session);
        change.Note(nameof(User), user.Id.ToString(), "sign-in", new { user.UserName, Means = means, session.Device }, user.ScopePath);
        return new(user.Id, session.Id);
    }

    static string? Shorten(string? text, int length) => text?[..Math.Min(text.Length, length)];
}
