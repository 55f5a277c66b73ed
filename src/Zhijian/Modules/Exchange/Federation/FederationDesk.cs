using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Catalogue;
using Zhijian.Modules.Exchange.Partners;
using Zhijian.Modules.Exchange.Webhooks;
using Zhijian.Platform.Access;
using Zhijian.Platform.Organisations;

namespace Zhijian.Modules.Exchange.Federation;

/// <param name="ClientSecret">Empty: the one that is kept stays.</param>
public sealed record SourceDraft(string? Name, string? DivisionCode, string? Address, string? ClientId, string? ClientSecret, IReadOnlyList<string> Resources);

/// <summary>Which installations below are collected.</summary>
public sealed class FederationDesk(ZhijianDb db, WritePath write, Viewer viewer, WebhookGuard guard, DivisionDirectory divisions)
{
    public Task<Guid> AddAsync(SourceDraft draft, string? key, CancellationToken ct) => write.CommitAsync(new("exchange.source-add", Key: key), async change =>
    {
        await divisions.LoadAsync(db, ct);
        if (divisions.Find(draft.DivisionCode ?? "") is not { } division || !viewer.Scope.Covers(division.Path)) throw new Refusal("请选择您管辖范围内的行政区划。", "DivisionCode");
        var address = draft.Address?.Trim().TrimEnd('/') is { Length: > 0 and <= FederationTables.Address } url && guard.Problem(url) is null ? url : throw new Refusal(guard.Problem(draft.Address?.Trim() ?? "") ?? "地址过长。", "Address");
        var client = Texts.Needed(draft.ClientId, PartnerTables.Name, "ClientId", "接入标识");
        if (await db.Set<FederatedSource>().AnyAsync(s => s.Address == address && s.ClientId == client, ct)) throw new Refusal("这个下级平台已经登记。", "Address");
        var resources = SharedResources.All.Where(r => draft.Resources.Contains(r.Code)).Select(r => r.Code).ToList();
        if (resources.Count == 0) throw new Refusal("请至少选择一项资源。", "Resources");
        var source = new FederatedSource
        {
            Name = Texts.Needed(draft.Name, PartnerTables.Name, "Name", "名称"), DivisionCode = division.Code, Address = address, ClientId = client,
            ClientSecret = Texts.Needed(draft.ClientSecret, FederationTables.Secret, "ClientSecret", "接入密钥"), Resources = string.Join(' ', resources),
        };
        db.Add(source);
        return source.Id;
    }, ct);

    public Task SetDisabledAsync(Guid id, bool disabled, CancellationToken ct) => write.CommitAsync(new(disabled ? "exchange.source-stop" : "exchange.source-start"), async _ =>
        (await db.Set<FederatedSource>().SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFoundException()).Disabled = disabled, ct);
}
