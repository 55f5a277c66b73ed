using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Catalogue;
using Zhijian.Modules.Exchange.Out;
using Zhijian.Modules.Exchange.Signing;
using Zhijian.Modules.Exchange.Webhooks;
using Zhijian.Platform;
using Zhijian.Platform.Access;
using Zhijian.Platform.Access.Clients;
using Zhijian.Platform.Notices;
using Zhijian.Rules.Identifiers;

namespace Zhijian.Modules.Exchange.Partners;

/// <summary>What is agreed with a partner; nothing in it is a secret.</summary>
public sealed record PartnerDraft(string? Name, PartnerKind Kind, string? CreditCode, string? Contact, string? Phone, int PerMinute, SigningMethod Signing, string? PublicKey, string? WebhookUrl);

/// <param name="Fields">Keys of the fields asked for.</param>
/// <param name="Whole">Those of the personal ones that are asked for unmasked.</param>
public sealed record SubscriptionDraft(string? Resource, string? Purpose, string? Basis, IReadOnlyList<string> Fields, IReadOnlyList<string> Whole, DateOnly? Until);

/// <summary>Partners and their subscriptions: registered and applied for by one person, approved by another.</summary>
public sealed class PartnerDesk(ZhijianDb db, WritePath write, Viewer viewer, NoticeBoard board, WebhookGuard guard)
{
    public const int LeastPerMinute = 1, MostPerMinute = 6000;
    internal const string Subject = "subscription";

    /// <returns>The partner and its signing secret, which is shown once.</returns>
    public Task<(Guid Id, string Secret)> CreateAsync(Guid clientId, PartnerDraft draft, string? key, CancellationToken ct) => write.CommitAsync<(Guid, string)>(new("exchange.partner-create", Key: key), async change =>
    {
        var client = await db.Set<SystemClient>().SingleOrDefaultAsync(c => c.Id == clientId, ct) ?? throw new Refusal("请选择系统管理员已登记的接入系统。", "ClientId");
        if (client.OrganisationId is not null) throw new Refusal("这个接入系统只代表一个单位，不能作为共享对象。", "ClientId");
        if (await db.Set<Partner>().AnyAsync(p => p.ClientId == clientId, ct)) throw new Refusal("这个接入系统已经是共享对象。", "ClientId");
        var secret = NewSecret();
        var partner = new Partner { Name = "", DivisionCode = client.DivisionCode, ClientId = clientId, Secret = secret, SecretChangedAt = change.At, CreatedAt = change.At };
        Take(partner, draft);
        db.Add(partner);
        return (partner.Id, secret);
    }, ct);

    public Task EditAsync(Guid id, PartnerDraft draft, long? seen, string? key, CancellationToken ct) => write.CommitAsync(new("exchange.partner-edit", Key: key), async _ =>
    {
        var partner = await FindAsync(id, ct);
        if (seen is not null && partner.Version != seen) throw new OvertakenException("刚被他人修改，请刷新后核对再办。");
        Take(partner, draft);
    }, ct);

    /// <summary>A new signing secret; messages signed with the old one are refused from now on.</summary>
    public Task<string> RotateAsync(Guid id, string reason, CancellationToken ct) => write.CommitAsync(new("exchange.partner-secret", reason), async change =>
    {
        var partner = await FindAsync(id, ct);
        (partner.Secret, partner.SecretChangedAt) = (NewSecret(), change.At);
        return partner.Secret;
    }, ct);

    public Task SetDisabledAsync(Guid id, bool disabled, string reason, CancellationToken ct) => write.CommitAsync(new(disabled ? "exchange.partner-stop" : "exchange.partner-start", reason),
        async _ => (await FindAsync(id, ct)).Disabled = disabled, ct);

    public Task<Guid> ApplyAsync(Guid partnerId, SubscriptionDraft draft, string? key, CancellationToken ct) => write.CommitAsync(new("exchange.subscribe", Key: key), async change =>
    {
        var partner = await FindAsync(partnerId, ct);
        var resource = SharedResources.Find(draft.Resource) ?? throw new Refusal("请选择资源目录中可以共享的资源。", "Resource");
        var fields = resource.Fields.Where(f => draft.Fields.Contains(f.Key)).ToList();
        if (fields.Count == 0) throw new Refusal("请至少选择一个信息项。", "Fields");
        if (draft.Until is not { } until || until <= ChinaTime.DateOf(change.At)) throw new Refusal("请填写期限，须晚于今天。", "Until");
        if (await db.Set<Subscription>().AnyAsync(s => s.PartnerId == partnerId && s.Resource == resource.Code && (s.State == SubscriptionState.Applied || s.State == SubscriptionState.Approved), ct))
            throw new Refusal("这项资源已经申请或已在共享；要改变信息项，请先终止再申请。", "Resource");
        var subscription = new Subscription
        {
            PartnerId = partnerId, Resource = resource.Code, DivisionCode = partner.DivisionCode, Purpose = Texts.Needed(draft.Purpose, PartnerTables.Purpose, "Purpose", "用途"),
            Basis = Texts.Needed(draft.Basis, PartnerTables.Basis, "Basis", "依据"), Fields = string.Join(' ', fields.Select(f => f.Key)),
            Whole = string.Join(' ', fields.Where(f => f.IsPersonal && draft.Whole.Contains(f.Key)).Select(f => f.Key)), Until = until,
            AppliedById = viewer.UserId!.Value, AppliedBy = viewer.Name, AppliedAt = change.At,
        };
        db.Add(subscription);
        board.Open(ApprovalTodo(partner, subscription, change.At));
        return subscription.Id;
    }, ct);

    public Task DecideAsync(Guid id, bool approve, string? reason, CancellationToken ct) => write.CommitAsync(new(approve ? "exchange.approve" : "exchange.refuse", reason), async change =>
    {
        var subscription = await SubscriptionAsync(id, SubscriptionState.Applied, ct);
        if (subscription.AppliedById == viewer.UserId) throw new Refusal("申请人不能审批自己的申请，须由另一人审批。");
        // Whoever changes records now either sees this subscription or has committed before it.
        await ChangeWatch.LockAsync(db, ct);
        (subscription.State, subscription.DecidedBy, subscription.DecidedAt) = (approve ? SubscriptionState.Approved : SubscriptionState.Refused, viewer.Name, change.At);
        subscription.Reason = approve ? Texts.Allowed(reason, PartnerTables.Reason, "reason", "意见") : Texts.Needed(reason, PartnerTables.Reason, "reason", "理由");
        subscription.ToldSeq = await ChangeWatch.LastAsync(db, ct);
        await board.CloseAsync(change, Subject, id.ToString(), ct);
        board.Tell(change, subscription.AppliedById, $"数据共享申请{subscription.State.Text()}：{subscription.Resource}", $"/exchange/partners/{subscription.PartnerId}");
    }, ct);

    public Task EndAsync(Guid id, string? reason, CancellationToken ct) => write.CommitAsync(new("exchange.end", reason), async change =>
    {
        var subscription = await SubscriptionAsync(id, SubscriptionState.Approved, ct);
        (subscription.State, subscription.Reason) = (SubscriptionState.Ended, Texts.Needed(reason, PartnerTables.Reason, "reason", "终止理由"));
    }, ct);

    internal static Todo ApprovalTodo(Partner partner, Subscription subscription, DateTime at) => new()
    {
        Title = Texts.Cut($"审批数据共享：{partner.Name} 申请 {subscription.Resource}", 200), Link = $"/exchange/partners/{partner.Id}", Permission = ExchangeModule.Approve, NotUserId = subscription.AppliedById,
        DivisionCode = partner.DivisionCode, SubjectKind = Subject, SubjectId = subscription.Id.ToString(), CreatedAt = at,
    };

    void Take(Partner partner, PartnerDraft draft)
    {
        partner.Name = Texts.Needed(draft.Name, PartnerTables.Name, "Name", "名称");
        partner.Kind = draft.Kind;
        partner.CreditCode = draft.CreditCode?.Trim() is not { Length: > 0 } code ? null : UnifiedSocialCreditCode.Check(code) is { IsValid: true } ? code.ToUpperInvariant() : throw new Refusal("统一社会信用代码的校验位不对。", "CreditCode");
        partner.Contact = Texts.Allowed(draft.Contact, PartnerTables.Name, "Contact", "联系人");
        partner.Phone = Texts.Allowed(draft.Phone, 40, "Phone", "联系电话");
        if (draft.PerMinute is < LeastPerMinute or > MostPerMinute) throw new Refusal($"每分钟请求数应为 {LeastPerMinute} 至 {MostPerMinute}。", "PerMinute");
        (partner.PerMinute, partner.Signing) = (draft.PerMinute, draft.Signing);
        partner.PublicKey = draft.PublicKey?.Trim() is not { Length: > 0 } point ? null : MessageSignature.IsPublicKey(point) ? point.ToLowerInvariant() : throw new Refusal("公钥应为 04 开头的 130 位十六进制数，且在 SM2 曲线上。", "PublicKey");
        if (partner is { Signing: SigningMethod.Sm2, PublicKey: null }) throw new Refusal("用 SM2 签名须登记公钥。", "PublicKey");
        partner.WebhookUrl = draft.WebhookUrl?.Trim() is not { Length: > 0 } url ? null : guard.Problem(url) is { } problem ? throw new Refusal(problem, "WebhookUrl") : url;
    }

    async Task<Partner> FindAsync(Guid id, CancellationToken ct) => await db.Set<Partner>().SingleOrDefaultAsync(p => p.Id == id, ct) ?? throw new NotFoundException();

    async Task<Subscription> SubscriptionAsync(Guid id, SubscriptionState state, CancellationToken ct)
    {
        var subscription = await db.Set<Subscription>().SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFoundException();
        return subscription.State == state ? subscription : throw new OvertakenException($"现在是“{subscription.State.Text()}”，不能这样办理。");
    }

    /// <summary>256 bits.</summary>
    static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
}
