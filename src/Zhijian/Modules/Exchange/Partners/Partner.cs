using Zhijian.Data;

namespace Zhijian.Modules.Exchange.Partners;

public enum PartnerKind { Department, Superior, Subordinate, CreditPlatform, Institution, Other }

/// <summary>How a partner proves that a message is its own.</summary>
public enum SigningMethod { HmacSha256, Sm2 }

/// <summary>
/// 共享对象: a system of another department or level. It signs in as a <see cref="Platform.Access.Clients.SystemClient"/>, whose place
/// is what it may see; here stands what was agreed with it.
/// </summary>
public sealed class Partner : Entity, IPlaced
{
    public required string Name { get; set; }
    public PartnerKind Kind { get; set; }
    public string? CreditCode { get; set; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; internal set; } = "";
    public string? Contact { get; set; }
    [Confidential]
    public string? Phone { get; set; }
    /// <summary>Unique: one system is one partner.</summary>
    public Guid ClientId { get; init; }
    public SigningMethod Signing { get; set; }
    /// <summary>Shared secret of HMAC-SHA256, 64 hexadecimal digits; also signs what is sent to the partner.</summary>
    [Confidential]
    public required string Secret { get; set; }
    public DateTime SecretChangedAt { get; set; }
    /// <summary>SM2 public key, uncompressed point in hexadecimal digits.</summary>
    public string? PublicKey { get; set; }
    /// <summary>Requests a minute.</summary>
    public int PerMinute { get; set; }
    public bool Disabled { get; set; }
    /// <summary>Where it wants to be told of changes; null: it asks.</summary>
    public string? WebhookUrl { get; set; }
    public DateTime CreatedAt { get; init; }
}

public enum SubscriptionState { Applied, Approved, Refused, Ended }

/// <summary>One resource for one partner: for what purpose, which fields, until when. Applied for by one person, approved by another.</summary>
public sealed class Subscription : Entity, IPlaced
{
    public Guid PartnerId { get; init; }
    public required string Resource { get; init; }
    public required string DivisionCode { get; init; }
    public string ScopePath { get; internal set; } = "";
    public required string Purpose { get; init; }
    public required string Basis { get; init; }
    /// <summary>Keys of the fields, separated by blanks.</summary>
    public required string Fields { get; init; }
    /// <summary>Personal fields that are given whole; the others of them are masked.</summary>
    public string Whole { get; init; } = "";
    /// <summary>Last day.</summary>
    public DateOnly Until { get; init; }
    public SubscriptionState State { get; set; }
    public Guid AppliedById { get; init; }
    public required string AppliedBy { get; init; }
    public DateTime AppliedAt { get; init; }
    public string? DecidedBy { get; set; }
    public DateTime? DecidedAt { get; set; }
    public string? Reason { get; set; }
    /// <summary>How far the partner has been told of changes by webhook.</summary>
    public long ToldSeq { get; set; }

    public bool HoldsOn(DateOnly day) => State == SubscriptionState.Approved && day <= Until;
}

/// <summary>Keeps itself: a record of a subscribed resource changed. The newest line of a record says all.</summary>
[NotAudited]
public sealed class ExchangeChange
{
    /// <summary>Grows in the order of commits.</summary>
    public long Seq { get; init; }
    public required string Resource { get; init; }
    public Guid RecordId { get; init; }
    public required string ScopePath { get; init; }
    /// <summary>Who supervised it before, when that changed.</summary>
    public string? FormerPath { get; init; }
    public DateTime At { get; init; }
}

/// <summary>A nonce that was used; the key refuses it a second time, on whichever node.</summary>
[NotAudited]
public sealed class PartnerNonce
{
    public Guid PartnerId { get; init; }
    public required string Nonce { get; init; }
    public DateTime At { get; init; }
}

public enum CallKind { Changes, Bulk, Inbox, Signature, Webhook, Pull }

/// <summary>What a partner asked for or sent and what came of it; the partner's page shows the last ones.</summary>
[NotAudited]
public sealed class PartnerCall
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid PartnerId { get; init; }
    public DateTime At { get; init; }
    public CallKind Kind { get; init; }
    public string? Resource { get; init; }
    public bool Good { get; init; }
    public int Rows { get; init; }
    /// <summary>Batch, cursor or address.</summary>
    public string? About { get; init; }
    public string? Message { get; init; }
}

public static class PartnerWords
{
    public static string Text(this PartnerKind kind) => kind switch
    {
        PartnerKind.Department => "同级部门", PartnerKind.Superior => "上级平台", PartnerKind.Subordinate => "下级平台", PartnerKind.CreditPlatform => "信用平台", PartnerKind.Institution => "技术服务机构", _ => "其他",
    };

    public static string Text(this SubscriptionState state) => state switch { SubscriptionState.Applied => "待审批", SubscriptionState.Approved => "已批准", SubscriptionState.Refused => "未批准", _ => "已终止" };
    public static string Text(this SigningMethod method) => method == SigningMethod.Sm2 ? "SM2" : "HMAC-SHA256";
    public static string Text(this CallKind kind) => kind switch { CallKind.Changes => "增量读取", CallKind.Bulk => "批量下载", CallKind.Inbox => "报送", CallKind.Signature => "签名核验", CallKind.Webhook => "变更通知", _ => "汇集" };
}
