using System.Net;
using System.Net.Sockets;

namespace Dutchbook.Alerts;

/// <summary>
/// The connection that channels share. It looks at the address it connects to and not at the name, so that a name cannot lead
/// to a private network after it was checked; it follows no redirect.
/// </summary>
internal static class AlertHttp
{
    public static HttpClient Create(bool allowPrivate, AlertNetwork? network = null) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseProxy = false,
        ConnectCallback = (context, cancellation) =>
            ConnectAsync(network ?? AlertNetwork.Real, context.DnsEndPoint, allowPrivate, cancellation),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Not reachable from the open internet: this machine, a local network, or no host at all.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            return IsPrivate(address.MapToIPv4());
        }

        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            byte[] six = address.GetAddressBytes();
            return IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6Multicast
                || address.Equals(IPAddress.IPv6Any) || (six[0] & 0xFE) == 0xFC
                // Other ways of writing an IPv4 address.
                || (six is [0, 0x64, 0xFF, 0x9B, ..] && IsPrivate(new IPAddress(six[12..])))
                || (six is [0x20, 0x02, ..] && IsPrivate(new IPAddress(six[2..6])))
                || (six[..12].All(static part => part == 0) && IsPrivate(new IPAddress(six[12..])));
        }

        byte[] four = address.GetAddressBytes();
        return four[0] is 0 or 10 or 127 or >= 224
            || (four[0] == 100 && four[1] is >= 64 and < 128)
            || (four[0] == 169 && four[1] == 254)
            || (four[0] == 172 && four[1] is >= 16 and < 32)
            || (four[0] == 192 && four[1] == 168)
            || (four[0] == 192 && four[1] == 0 && four[2] == 0)
            || (four[0] == 198 && (four[1] is 18 or 19));
    }

    /// <summary>One look-up, and what it gave is both judged and connected to: a second one could give something else.</summary>
    private static async ValueTask<Stream> ConnectAsync(
        AlertNetwork network, DnsEndPoint target, bool allowPrivate, CancellationToken cancellation)
    {
        IPAddress[] addresses = await network.Resolve(target.Host, cancellation);
        IPAddress[] allowed = allowPrivate ? addresses : [.. addresses.Where(static address => !IsPrivate(address))];
        if (allowed.Length == 0)
        {
            throw addresses.Length == 0 ? new SocketException((int)SocketError.HostNotFound) : new PrivateAddressException();
        }

        return await network.Dial(allowed, target.Port, cancellation);
    }
}
