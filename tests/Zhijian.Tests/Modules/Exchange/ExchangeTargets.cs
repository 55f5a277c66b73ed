using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.In;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Registry;
using Zhijian.Platform.Access.Clients;
using Zhijian.Tests.Platform.Access;

namespace Zhijian.Tests.Modules.Exchange;

sealed class PartnerTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["exchange/partners/{id:guid}", "exchange/partners/{id:guid}/edit", "exchange/partners/{id:guid}/subscribe", "exchange/partners/{id:guid}/upload"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        if (organisationId is not null) return null;
        var db = services.GetRequiredService<ZhijianDb>();
        return new((await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), change =>
        {
            var client = new SystemClient { ClientId = $"zj-{Guid.NewGuid():N}"[..15], Name = "矩阵", DivisionCode = divisionCode, CreatedAt = DateTime.UnixEpoch, SecretChangedAt = DateTime.UnixEpoch };
            var partner = new Partner { Name = "矩阵", DivisionCode = divisionCode, ClientId = client.Id, Secret = "00", PerMinute = 1, CreatedAt = DateTime.UnixEpoch, SecretChangedAt = DateTime.UnixEpoch };
            db.AddRange(client, partner);
            return Task.FromResult(partner.Id);
        })).ToString(), null);
    }
}

sealed class BatchTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["exchange/batches/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        if (await new PartnerTarget().MakeAsync(services, divisionCode, organisationId) is not { } partner) return null;
        var db = services.GetRequiredService<ZhijianDb>();
        var batch = await services.GetRequiredService<WritePath>().CommitAsync(new("test.matrix"), change =>
        {
            var made = new InboxBatch { PartnerId = Guid.Parse(partner.RouteValue), Resource = "suspected-diseases", Code = "矩阵", DivisionCode = divisionCode, Sequence = 1, Digest = "00", ReceivedAt = DateTime.UnixEpoch };
            db.Add(made);
            return Task.FromResult(made.Id);
        });
        return new(batch.ToString(), null);
    }
}

sealed class SeenTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["exchange/seen/{id:guid}"];

    public async Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId)
    {
        if (organisationId is not null) return null;
        var id = await services.GetRequiredService<ZhijianDb>().Set<Employer>().Where(e => e.DivisionCode == divisionCode).Select(e => (Guid?)e.Id).FirstOrDefaultAsync();
        return id is { } found ? new(found.ToString(), found) : null;
    }
}

/// <summary>The resources are the whole platform's; which records a system gets of them is its own region's.</summary>
sealed class ResourceTarget : IMatrixTarget
{
    public IReadOnlyList<string> Routes => ["api/v1/exchange/resources/{code}/changes", "api/v1/exchange/resources/{code}/bulk", "api/v1/exchange/inbox/{code}/batches", "api/v1/exchange/inbox/{code}/batches/{batch}"];
    public Task<MatrixRecord?> MakeAsync(IServiceProvider services, string divisionCode, Guid? organisationId) => Task.FromResult<MatrixRecord?>(null);
}
