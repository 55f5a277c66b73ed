using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Platform.Access.Users;
using Zhijian.Platform.Crypto;
using Zhijian.Platform.Hosting;

namespace Zhijian.Platform.Access.SignIn;

/// <summary>The one-time secret of an installation without users; only its hash is stored.</summary>
public sealed class FirstSecret
{
    public int Id { get; init; } = 1;
    [Confidential]
    public required string Hash { get; set; }
    public DateTime ExpiresAt { get; set; }
    public int Failures { get; set; }
    public DateTime? UsedAt { get; set; }
}

sealed class FirstSecretTable : IEntityTypeConfiguration<FirstSecret>
{
    public void Configure(EntityTypeBuilder<FirstSecret> table)
    {
        table.ToTable("first_secret");
        table.Property(s => s.Id).ValueGeneratedNever();
    }
}

public sealed record FirstAccount(string UserName, string FullName, string Password);

/// <summary>
/// The first start of a real installation: whoever reads the console makes the three administrators, once. No account
/// and no password exists before.
/// </summary>
public sealed class FirstAdministrator(ZhijianDb db, WritePath write, Viewer viewer, UserDesk users, TimeProvider clock)
{
    const int MostFailures = 10, SecretLength = 24;
    static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>A new secret when nobody has an account yet, else null. An older secret is void from now on.</summary>
    public async Task<string?> MakeSecretAsync(CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        if (await db.Users.AnyAsync(ct)) return null;
        var secret = RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", SecretLength);
        await write.CommitAsync(new("first-administrator.secret"), async change =>
        {
            var row = await db.Set<FirstSecret>().SingleOrDefaultAsync(ct);
            if (row is null) db.Add(row = new FirstSecret { Hash = "" });
            (row.Hash, row.ExpiresAt, row.Failures, row.UsedAt) = (HashOf(secret), change.At + Lifetime, 0, null);
        }, ct);
        return secret;
    }

    /// <summary>Whether the page has anything to offer.</summary>
    public async Task<bool> IsOpenAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.Set<FirstSecret>().AnyAsync(s => s.UsedAt == null && s.ExpiresAt > now && s.Failures < MostFailures, ct);
    }

    /// <summary>Makes the three administrators. False when the secret was wrong: counted, so not undone by a refusal.</summary>
    public async Task<bool> CreateAsync(string secret, string divisionCode, FirstAccount system, FirstAccount security, FirstAccount auditor, CancellationToken ct)
    {
        using var _ = viewer.ActAsPlatform();
        return await write.CommitAsync(new("first-administrator.create"), async change =>
        {
            var row = await db.Set<FirstSecret>().SingleOrDefaultAsync(s => s.UsedAt == null && s.ExpiresAt > change.At && s.Failures < MostFailures, ct)
                ?? throw new NotFoundException();
            if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(HashOf(secret.Trim())), Encoding.ASCII.GetBytes(row.Hash)))
            {
                row.Failures++;
                change.Note(nameof(FirstSecret), "1", "sign-in-failed");
                return false;
            }
            await MakeAsync(nameof(system), system, Role.SystemAdministrator, divisionCode, ct);
            await MakeAsync(nameof(security), security, Role.SecurityAdministrator, divisionCode, ct);
            await MakeAsync(nameof(auditor), auditor, Role.Auditor, divisionCode, ct);
            row.UsedAt = change.At;
            return true;
        }, ct);
    }

    async Task MakeAsync(string field, FirstAccount account, Role role, string divisionCode, CancellationToken ct)
    {
        try
        {
            var made = await users.CreateAsync(new UserDraft(account.UserName, account.FullName, divisionCode), account.Password, mustChange: false, ct);
            var user = await db.Users.Include(u => u.Roles).SingleAsync(u => u.Id == made.Id, ct);
            user.Roles.Add(new() { UserId = user.Id, Role = role });
            await db.SaveChangesAsync(ct);
        }
        catch (Refusal refusal)
        {
            throw new Refusal(refusal.Message, refusal.Field == "DivisionCode" ? refusal.Field : $"{char.ToUpperInvariant(field[0])}{field[1..]}.{refusal.Field}");
        }
    }

    static string HashOf(string secret) => ChineseCrypto.Sm3Hex(Encoding.UTF8.GetBytes(secret));
}

/// <summary>Prints the secret on the console when the installation has no users.</summary>
sealed class FirstAdministratorAnnouncement(IServiceScopeFactory scopes, ServerSettings settings) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreatePlatformScope();
        if (await scope.ServiceProvider.GetRequiredService<FirstAdministrator>().MakeSecretAsync(cancellationToken) is not { } secret) return;
        Console.Out.WriteLine($"""

            尚无任何账号。请在 24 小时内打开 {settings.Urls.Split(';')[0]}/first-administrator
            用下面的一次性口令建立系统管理员、安全管理员、审计管理员三个账号（仅显示这一次）：
            No account exists yet. Open the address above within 24 hours; one-time secret:

                {secret}

            """);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
