using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;

namespace Zhijian.Platform.Access.SignIn;

/// <summary>A key that is offered but not yet in force; Ticket carries it through the form, encrypted.</summary>
public sealed record OfferedKey(string Key, string Ticket, string Uri);

/// <summary>The own second factor: a key is kept only when a code made with it has come back.</summary>
public sealed class SecondFactorDesk(
    ZhijianDb db, WritePath write, Viewer viewer, UserManager<User> users, IUserAuthenticatorKeyStore<User> keys,
    SessionDesk sessions, ViewerDirectory directory, IDataProtectionProvider protection)
{
    const int RecoveryCodes = 10;
    readonly IDataProtector protector = protection.CreateProtector("Zhijian.SecondFactor");

    public async Task<OfferedKey> OfferAsync(string? ticket, CancellationToken ct)
    {
        var userName = await db.Users.Where(u => u.Id == viewer.UserId).Select(u => u.UserName!).SingleAsync(ct);
        // A wrong code shows the same key again: the program on the phone has it already.
        var key = (ticket is null ? null : Open(ticket)) ?? users.GenerateNewAuthenticatorKey();
        return new(key, protector.Protect($"{viewer.UserId}|{key}"), Totp.Uri(userName, key));
    }

    string? Open(string ticket)
    {
        try
        {
            return protector.Unprotect(ticket).Split('|') is [var user, var key] && user == viewer.UserId.ToString() ? key : null;
        }
        catch (CryptographicException) { return null; }
    }

    /// <summary>Puts the key in force; returns the recovery codes, which are shown once.</summary>
    /// <param name="password">Asked when an older second factor is replaced.</param>
    public Task<IReadOnlyList<string>> SetAsync(string ticket, string? code, string? password, CancellationToken ct) =>
        write.CommitAsync<IReadOnlyList<string>>(new("account.second-factor"), async change =>
        {
            var user = await db.Users.Include(u => u.Roles).SingleAsync(u => u.Id == viewer.UserId, ct);
            if (user.TwoFactorEnabled && users.PasswordHasher.VerifyHashedPassword(user, user.PasswordHash!, password ?? "") == PasswordVerificationResult.Failed)
                throw new Refusal("密码不正确。", "Password");
            if (Open(ticket) is not { } key) throw new Refusal("页面已失效，请刷新后重新扫码。");
            if (Totp.Match(key, code, change.At, 0) is not { } step) throw new Refusal("验证码不正确，请核对手机时间后重试。", "Code");
            await keys.SetAuthenticatorKeyAsync(user, key, ct);
            user.SecondFactorStep = step;
            user.TwoFactorEnabled = true;
            var codes = await users.GenerateNewTwoFactorRecoveryCodesAsync(user, RecoveryCodes) ?? [];
            change.Note(nameof(User), user.Id.ToString(), "second-factor", scopePath: user.ScopePath);
            await sessions.EndAsync(change, s => s.UserId == user.Id && s.Id != viewer.SessionId, ct);
            change.AfterCommit(directory.Forget);
            return [.. codes];
        }, ct);
}
