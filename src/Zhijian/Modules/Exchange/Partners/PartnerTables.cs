using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhijian.Platform.Access.Clients;

namespace Zhijian.Modules.Exchange.Partners;

sealed class PartnerTables : IEntityTypeConfiguration<Partner>, IEntityTypeConfiguration<Subscription>, IEntityTypeConfiguration<ExchangeChange>, IEntityTypeConfiguration<PartnerNonce>, IEntityTypeConfiguration<PartnerCall>
{
    public const int Name = 60, Purpose = 300, Basis = 200, Reason = 200, Address = 300, Resource = 40, Nonce = 64, Message = 300, About = 120;

    public void Configure(EntityTypeBuilder<Partner> table)
    {
        table.ToTable("partners");
        table.Property(p => p.Name).HasMaxLength(Name);
        table.Property(p => p.CreditCode).HasMaxLength(18);
        table.Property(p => p.DivisionCode).HasMaxLength(12);
        table.Property(p => p.ScopePath).HasMaxLength(80);
        table.Property(p => p.Contact).HasMaxLength(Name);
        table.Property(p => p.PublicKey).HasMaxLength(130);
        table.Property(p => p.WebhookUrl).HasMaxLength(Address);
        table.HasOne<SystemClient>().WithMany().HasForeignKey(p => p.ClientId).OnDelete(DeleteBehavior.Restrict);
        table.HasIndex(p => p.ClientId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Subscription> table)
    {
        table.ToTable("subscriptions");
        table.Property(s => s.Resource).HasMaxLength(Resource);
        table.Property(s => s.DivisionCode).HasMaxLength(12);
        table.Property(s => s.ScopePath).HasMaxLength(80);
        table.Property(s => s.Purpose).HasMaxLength(Purpose);
        table.Property(s => s.Basis).HasMaxLength(Basis);
        table.Property(s => s.Fields).HasMaxLength(600);
        table.Property(s => s.Whole).HasMaxLength(600);
        table.Property(s => s.AppliedBy).HasMaxLength(100);
        table.Property(s => s.DecidedBy).HasMaxLength(100);
        table.Property(s => s.Reason).HasMaxLength(Reason);
        table.HasOne<Partner>().WithMany().HasForeignKey(s => s.PartnerId);
        // One that is asked for or holds; the refused and ended stay as history.
        table.HasIndex(s => new { s.PartnerId, s.Resource }).IsUnique().HasFilter("state IN ('Applied','Approved')");
        table.HasIndex(s => new { s.State, s.Resource });
    }

    public void Configure(EntityTypeBuilder<ExchangeChange> table)
    {
        table.ToTable("exchange_changes");
        table.HasKey(c => c.Seq);
        table.Property(c => c.Seq).ValueGeneratedNever();
        table.Property(c => c.Resource).HasMaxLength(Resource);
        table.Property(c => c.ScopePath).HasMaxLength(80);
        table.Property(c => c.FormerPath).HasMaxLength(80);
        table.HasIndex(c => new { c.Resource, c.Seq });
        table.HasIndex(c => new { c.Resource, c.RecordId, c.Seq });
    }

    public void Configure(EntityTypeBuilder<PartnerNonce> table)
    {
        table.ToTable("partner_nonces");
        table.HasKey(n => new { n.PartnerId, n.Nonce });
        table.Property(n => n.Nonce).HasMaxLength(Nonce);
        table.HasIndex(n => n.At);
    }

    public void Configure(EntityTypeBuilder<PartnerCall> table)
    {
        table.ToTable("partner_calls");
        table.Property(c => c.Resource).HasMaxLength(Resource);
        table.Property(c => c.About).HasMaxLength(About);
        table.Property(c => c.Message).HasMaxLength(Message);
        table.HasOne<Partner>().WithMany().HasForeignKey(c => c.PartnerId);
        table.HasIndex(c => new { c.PartnerId, c.At });
    }
}
