using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using OpenIddict.Validation.AspNetCore;
using Zhijian.Data;
using Zhijian.Platform.Crypto;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Zhijian.Platform.Access.Clients;

/// <summary>OAuth 2 client credentials for systems: a secret for a token of ten minutes, by OpenIddict.</summary>
static class TokenServer
{
    public const string Path = "/connect/token";
    /// <summary>Version of the system's record when the token was made: a new secret or a stop ends the tokens already given.</summary>
    public const string VersionClaim = "ver";
    static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public static void AddTokenServer(this IServiceCollection services)
    {
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<ZhijianDb>().ReplaceDefaultEntities<Guid>())
            .AddServer(server =>
            {
                server.SetTokenEndpointUris(Path).AllowClientCredentialsFlow().SetAccessTokenLifetime(Lifetime);
                // Tokens are short and checked against the client at every call: nothing to store.
                server.DisableTokenStorage().DisableAuthorizationStorage();
                // TLS ends at the proxy in front; the host itself listens on loopback.
                server.UseAspNetCore().EnableTokenEndpointPassthrough().DisableTransportSecurityRequirement();
                server.AddEventHandler<OpenIddictServerEvents.ApplyTokenResponseContext>(h => h.UseScopedHandler<RefusedTokens>().SetOrder(int.MinValue));
            })
            .AddValidation(validation =>
            {
                validation.UseLocalServer();
                validation.UseAspNetCore();
            });
        services.AddScoped<RefusedTokens>();
        services.AddOptions<OpenIddictServerOptions>().Configure<KeyFolder>((options, keys) =>
        {
            options.SigningCredentials.Add(new(new RsaSecurityKey(keys.Rsa("token-signing.pem")) { KeyId = "zhijian-signing" }, SecurityAlgorithms.RsaSha256));
            options.EncryptionCredentials.Add(new(new RsaSecurityKey(keys.Rsa("token-encryption.pem")) { KeyId = "zhijian-encryption" },
                SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes256CbcHmacSha512));
        });
    }

    public static void MapTokenServer(this IEndpointRouteBuilder routes) => routes.MapPost(Path, IssueAsync).Public().ExcludeFromDescription();

    /// <summary>OpenIddict has checked the secret; here the system must also be in use.</summary>
    static async Task<IResult> IssueAsync(HttpContext context, ViewerDirectory directory, Viewer viewer, ZhijianDb db, WritePath write, CancellationToken ct)
    {
        var clientId = context.GetOpenIddictServerRequest()?.ClientId;
        if (clientId is null || await directory.FindClientAsync(clientId, db, ct) is not { } profile)
            return Results.Forbid(new AuthenticationProperties(new Dictionary<string, string?>
            {
                [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.InvalidClient,
                [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "该系统已停用。",
            }), [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);

        viewer.Become(profile, null);
        await write.CommitAsync(new("clients.token"), change =>
        {
            change.Note(nameof(SystemClient), profile.UserId.ToString(), "sign-in", new { clientId });
            return Task.CompletedTask;
        }, ct);
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, clientId).SetClaim(Claims.Name, profile.Name).SetClaim(VersionClaim, profile.TokensFrom.ToString(CultureInfo.InvariantCulture));
        identity.SetDestinations(_ => [Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }
}

/// <summary>Writes every refused request for a token into the audit.</summary>
sealed class RefusedTokens(ZhijianDb db, WritePath write, Viewer viewer, IHttpContextAccessor accessor) : IOpenIddictServerHandler<OpenIddictServerEvents.ApplyTokenResponseContext>
{
    public async ValueTask HandleAsync(OpenIddictServerEvents.ApplyTokenResponseContext context)
    {
        if (string.IsNullOrEmpty(context.Response.Error)) return;
        viewer.Address ??= accessor.HttpContext?.Connection.RemoteIpAddress?.ToString();
        var given = context.Request?.ClientId ?? "";
        using var _ = viewer.ActAsPlatform();
        var id = await db.Set<SystemClient>().Where(c => c.ClientId == given).Select(c => (Guid?)c.Id).SingleOrDefaultAsync();
        await write.CommitAsync(new("clients.token"), change =>
        {
            change.Note(nameof(SystemClient), id?.ToString() ?? "-", "sign-in-failed", new { ClientId = given[..Math.Min(given.Length, 40)], Why = context.Response.Error });
            return Task.CompletedTask;
        });
    }
}
