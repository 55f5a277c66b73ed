using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using Zhijian.Data;
using Zhijian.Platform.Access.Users;
using Zhijian.Platform.Organisations;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Zhijian.Platform.Access.Clients;

/// <summary>A system's new secret; shown once and kept nowhere.</summary>
public sealed record MadeClient(Guid Id, string ClientId, string Secret);

/// <summary>
/// Systems that call the API: the system administrator registers them, the security administrator says what they may do.
/// OpenIddict's own store saves inside the same transaction.
/// </summary>
public sealed class ClientDesk(
    ZhijianDb db, WritePath write, Viewer viewer, IOpenIddictApplicationManager applications, PermissionCatalogue catalogue,
    DivisionDirectory divisions, ViewerDirectory directory)
{
    public Task<MadeClient> CreateAsync(string name, string? divisionCode, Guid? organisationId, CancellationToken ct) => write.CommitAsync(new("clients.create"), async change =>
    {
        if (name.Trim() is not { Length: > 0 and <= 100 }) throw new Refusal("请填写系统名称，不超过 100 个字。", "Name");
        await divisions.LoadAsync(db, ct);
        if (organisationId is { } id)
            divisionCode = await db.Set<Organisation>().Where(o => o.Id == id).Select(o => o.DivisionCode).SingleOrDefaultAsync(ct)
                ?? throw new Refusal("没有找到这个单位，或不在您的管辖范围内。", "OrganisationId");
        if (divisions.Find(divisionCode ?? "") is not { } division || !viewer.Scope.Covers(division.Path))
            throw new Refusal("请选择您管辖范围内的行政区划。", "DivisionCode");
        var client = new SystemClient
        {
            ClientId = "zj-" + RandomNumberGenerator.GetHexString(12, lowercase: true), Name = name.Trim(), DivisionCode = division.Code,
            OrganisationId = organisationId, CreatedAt = change.At, SecretChangedAt = change.At,
        };
        db.Add(client);
        var secret = Secret();
        await applications.CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = client.ClientId,
            ClientSecret = secret,
            ClientType = ClientTypes.Confidential,
            DisplayName = client.Name,
            Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials },
        }, ct);
        return new MadeClient(client.Id, client.ClientId, secret);
    }, ct);

    /// <summary>A new secret; the old one and the tokens made with it are worth nothing from now on.</summary>
    public Task<MadeClient> RotateAsync(Guid id, string reason, CancellationToken ct) => write.CommitAsync(new("clients.rotate", reason), async change =>
    {
        var client = await LoadAsync(id, ct);
        var application = await applications.FindByClientIdAsync(client.ClientId, ct) ?? throw new NotFoundException();
        var secret = Secret();
        await applications.UpdateAsync(application, secret, ct);
        client.SecretChangedAt = change.At;
        change.AfterCommit(directory.Forget);
        return new MadeClient(client.Id, client.ClientId, secret);
    }, ct);

    public Task SetDisabledAsync(Guid id, bool disabled, string reason, CancellationToken ct) => write.CommitAsync(new(disabled ? "clients.disable" : "clients.enable", reason), async change =>
    {
        (await LoadAsync(id, ct)).Disabled = disabled;
        change.AfterCommit(directory.Forget);
    }, ct);

    public Task GrantAsync(Guid id, IReadOnlySet<string> wanted, string reason, CancellationToken ct) => write.CommitAsync(new("clients.grant", reason), async change =>
    {
        var client = await LoadAsync(id, ct);
        foreach (var gone in client.Grants.Where(g => !wanted.Contains(g.Permission)).ToList()) client.Grants.Remove(gone);
        foreach (var key in wanted.Except(client.Grants.Select(g => g.Permission)).ToList())
        {
            var permission = catalogue.All.SingleOrDefault(p => p.Key == key) ?? throw new Refusal($"没有“{key}”这项权限。");
            if (RoleDesk.IsSeparated(permission)) throw new Refusal($"“{permission.Name}”属于三员分立的权限，不能授予系统。");
            client.Grants.Add(new() { SystemClientId = id, Permission = key });
        }
        change.AfterCommit(directory.Forget);
    }, ct);

    async Task<SystemClient> LoadAsync(Guid id, CancellationToken ct) =>
        await db.Set<SystemClient>().Include(c => c.Grants).SingleOrDefaultAsync(c => c.Id == id, ct) ?? throw new NotFoundException();

    /// <summary>256 bits.</summary>
    static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
