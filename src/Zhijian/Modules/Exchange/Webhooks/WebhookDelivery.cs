using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Data;
using Zhijian.Modules.Exchange.Partners;

namespace Zhijian.Modules.Exchange.Webhooks;

public enum DeliveryState { Waiting, Delivered, Dead }

/// <summary>A partner is to be told that a resource changed. Only that: what changed it reads by its cursor.</summary>
[NotAudited]
public sealed class WebhookDelivery : Entity
{
    public Guid PartnerId { get; init; }
    public Guid SubscriptionId { get; init; }
    public required string Resource { get; init; }
    public long UpTo { get; init; }
    public DateTime CreatedAt { get; init; }
    public DeliveryState State { get; set; }
    public int Tries { get; set; }
    public DateTime NextAt { get; set; }
    public DateTime? DeliveredAt { get; set; }
    public string? LastError { get; set; }
}

sealed class WebhookDeliveryTable : IEntityTypeConfiguration<WebhookDelivery>
{
    public void Configure(EntityTypeBuilder<WebhookDelivery> table)
    {
        table.ToTable("webhook_deliveries");
        table.Property(d => d.Resource).HasMaxLength(PartnerTables.Resource);
        table.Property(d => d.LastError).HasMaxLength(PartnerTables.Message);
        table.HasOne<Partner>().WithMany().HasForeignKey(d => d.PartnerId);
        table.HasOne<Subscription>().WithMany().HasForeignKey(d => d.SubscriptionId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(d => new { d.State, d.NextAt });
        table.HasIndex(d => new { d.PartnerId, d.CreatedAt });
    }
}
