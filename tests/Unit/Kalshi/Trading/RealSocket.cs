using System.Net;
using System.Net.Sockets;
using System.Text;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>
/// The HTTP stack below us repeats some requests by itself when a kept connection turns out to be closed. No write may
/// be among them.
/// </summary>
public sealed class RealSocket
{
    public static TheoryData<string, Func<KalshiRestClient, CancellationToken, Task<string>>> Writes => new()
    {
        { "create", static async (client, stop) => (await client.Orders.Create(SomeOrder.Sealed(), stop)).Short() },
        { "cancel", static async (client, stop) => (await client.Orders.Cancel(SomeOrder.Place(), stop)).Short() },
        { "cancel all", static async (client, stop) => (await client.Orders.CancelAll(stop)).Short() },
        { "trigger", static async (client, stop) => (await client.OrderGroups.Trigger("g", stop)).Short() },
    };

    /// <summary>
    /// The first answer keeps the connection; the second request is read and then the connection is cut.
    /// </summary>
    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_write_on_a_kept_connection_that_is_cut_is_not_repeated(
        string what, Func<KalshiRestClient, CancellationToken, Task<string>> write)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        List<string> seen = [];
        Task server = Serve(listener, seen, stop);
        Uri address = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/trade-api/v2");
        using KalshiRestClient client = new(SomeOrder.Venue with { BaseUrl = address }, TimeProvider.System, new Random(1));
        await client.GetSeries("FIRST", stop);

        Assert.Equal("Unknown Network", await write(client, stop));
        listener.Stop();
        await server;
        Assert.True(seen.Count == 2, $"{what}: {string.Join(" | ", seen)}");
    }

    private static async Task Serve(TcpListener listener, List<string> seen, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                using TcpClient connection = await listener.AcceptTcpClientAsync(stop);
                NetworkStream stream = connection.GetStream();
                while (await ReadRequest(stream, stop) is { } request)
                {
                    seen.Add(request);
                    if (seen.Count > 1)
                    {
                        break;
                    }

                    await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray(), stop);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // The test has closed the listener, or the client its connection.
        }
    }

    /// <summary>The request line, once head and body are read; null at the end of the connection.</summary>
    private static async Task<string?> ReadRequest(NetworkStream stream, CancellationToken stop)
    {
        StringBuilder text = new();
        byte[] buffer = new byte[8_192];
        while (true)
        {
            int end = text.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end >= 0 && text.Length >= end + 4 + Length(text.ToString()))
            {
                return text.ToString().Split("\r\n")[0];
            }

            int read = await stream.ReadAsync(buffer, stop);
            if (read == 0)
            {
                return null;
            }

            text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
    }

    private static int Length(string head)
    {
        const string name = "Content-Length: ";
        int at = head.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(head[(at + name.Length)..].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
    }
}
