using System.Net;
using System.Net.Sockets;

namespace Zhijian.Modules.Exchange.Webhooks;

/// <summary>Section "Exchange" of the configuration.</summary>
public sealed class ExchangeOptions
{
    /// <summary>Private networks (CIDR) in which partners really are, for instance the government's extranet; none as shipped.</summary>
    public IReadOnlyList<string> AllowedNetworks { get; set; } = [];
    /// <summary>Also over plain http; for a network that encrypts itself.</summary>
    public bool AllowHttp { get; set; }
}

/// <summary>
/// Keeps our calls to addresses that partners name away from this machine and the networks behind it. What an address stands for is
/// looked at when the connection is made, so a name that changes its mind in between wins nothing.
/// </summary>
public sealed class WebhookGuard(ExchangeOptions options)
{
    // Loopback, private, shared, link-local, documentation, benchmark, multicast, reserved.
    static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/128", "::1/128", "64:ff9b::/96", "100::/64", "2001:db8::/32", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    readonly IPNetwork[] open = [.. options.AllowedNetworks.Select(n => IPNetwork.Parse(n))];

    /// <returns>Why the address is refused, in Chinese; null: it may be tried.</returns>
    public string? Problem(string address)
    {
        if (address.Length > Partners.PartnerTables.Address || !Uri.TryCreate(address, UriKind.Absolute, out var uri)) return "通知地址应为完整的网址。";
        if (uri.Scheme != Uri.UriSchemeHttps && !(options.AllowHttp && uri.Scheme == Uri.UriSchemeHttp)) return "通知地址应以 https:// 开头。";
        if (uri.UserInfo.Length > 0) return "通知地址中不能有用户名和密码。";
        if (uri.Fragment.Length > 0) return "通知地址中不能有 # 部分。";
        if (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 ? !Allows(IPAddress.Parse(uri.DnsSafeHost)) : uri.IsLoopback) return "通知地址不能指向本机或内部网络。";
        return null;
    }

    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return open.Any(n => n.Contains(plain)) || !Closed.Any(n => n.Contains(plain));
    }

    /// <summary>Connects to an allowed address of the host and to no other.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var addresses = (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, ct)).Where(Allows).ToArray();
        if (addresses.Length == 0) throw new HttpRequestException("通知地址指向本机或内部网络，已拒绝连接。");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
