using Zhijian.Data;

namespace Zhijian.Modules.Exchange.Partners;

/// <summary>Keeps what partners asked for and sent.</summary>
public sealed class PartnerBook(ZhijianDb db, WritePath write)
{
    public Task NoteAsync(Partner partner, CallKind kind, string? resource, bool good, int rows, string? about, string? message, CancellationToken ct) =>
        write.CommitAsync(new("exchange.call", Quiet: true), change =>
        {
            db.Add(Call(partner.Id, change, kind, resource, good, rows, about, message));
            return Task.CompletedTask;
        }, ct);

    internal static PartnerCall Call(Guid partnerId, Change change, CallKind kind, string? resource, bool good, int rows, string? about, string? message) => new()
    {
        PartnerId = partnerId, At = change.At, Kind = kind, Resource = resource, Good = good, Rows = rows, About = Texts.CutIfAny(about, PartnerTables.About), Message = Texts.CutIfAny(message, PartnerTables.Message),
    };
}
