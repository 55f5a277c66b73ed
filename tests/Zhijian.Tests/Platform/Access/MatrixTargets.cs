using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Clients;
using Zhijian.Platform.Audit;
using Zhijian.Platform.Organisations;
using Zhijian.Tests.Harness;

namespace Zhijian.Tests.Platform.Access;

/// <summary>
/// What the permission matrix needs to know of a kind of record: how to make one in a place (or find one there), and
/// which routes take its id. A module adds an implementation to its tests; it is found by reflection.
/// </summary>
public interface IMatrixTarget
{
    /// <summary>Route patterns as written on the page or endpoint, without the leading slash.</summary>
    IReadOnlyList<string> Routes { get; }

    /// <summary>
    /// A record in a division, owned by an organisation of it when one is named. Null: this kind of record has no place,
    /// so that everybody who may open the route sees every record.
    /// </summary>
    Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId);
}

/// <param name="IsOwners">For its owner alone: the staff of the place have pages of their own for it.</param>
public sealed record MatrixRecord(string RouteValue, Guid? Owner, bool IsOwners = false);

sealed class UserTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["admin/users/{id:guid}", "admin/users/{id:guid}/edit"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var name = $"matrix-{Guid.NewGuid():N}"[..30];
        var user = new User { UserName = name, NormalizedUserName = name.ToUpperInvariant(), FullName = "矩阵", DivisionCode = divisionCode, OrganisationId = organisationId, CreatedAt = DateTime.UnixEpoch };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { db.Add(user); return Task.CompletedTask; });
        return new(user.Id.ToString(), organisationId);
    }
}

sealed class OrganisationTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["admin/organisations/{id:guid}", "api/v1/organisations/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        if (organisationId is { } own) return new(own.ToString(), own);
        var db = services.GetRequiredService<ZhijianDb>();
        var made = new Organisation { Kind = OrganisationKind.Employer, Name = "矩阵单位", CreditCode = $"{Guid.NewGuid():N}"[..18].ToUpperInvariant(), DivisionCode = divisionCode };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { db.Add(made); return Task.CompletedTask; });
        return new(made.Id.ToString(), made.Id);
    }
}

sealed class AuthorityTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["admin/authorities/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var found = await db.Set<Authority>().SingleOrDefaultAsync(a => a.DivisionCode == divisionCode);
        if (found is null)
            await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { db.Add(found = new Authority { DivisionCode = divisionCode, PlaceShortName = "矩" }); return Task.CompletedTask; });
        return new(found!.Id.ToString(), null);
    }
}

sealed class ClientTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["admin/clients/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        var db = services.GetRequiredService<ZhijianDb>();
        var made = new SystemClient { ClientId = $"{Guid.NewGuid():N}", Name = "矩阵系统", DivisionCode = divisionCode, OrganisationId = organisationId, CreatedAt = DateTime.UnixEpoch, SecretChangedAt = DateTime.UnixEpoch };
        await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), _ => { db.Add(made); return Task.CompletedTask; });
        return new(made.Id.ToString(), organisationId);
    }
}

/// <summary>A line of the audit has no place of its own; what a county's auditor sees is tested with the audit pages.</summary>
sealed class AuditLineTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["audit/{seq:long}"];
    public Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) => Task.FromResult<MatrixRecord?>(null);
}
