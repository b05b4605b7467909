using System.Net;
using System.Net.Sockets;
using Dutchbook.Alerts;
using Dutchbook.Unit.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Alerts;

/// <summary>
/// A name whose owner answers each look-up with another address: public while somebody checks it, private when somebody connects.
/// </summary>
public sealed class Rebinding
{
    private static readonly IPAddress Public = IPAddress.Parse("8.8.8.8");

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("192.168.1.10")]
    [InlineData("::ffff:10.0.0.1")]
    public async Task A_name_that_turns_private_after_a_delivery_is_refused_at_the_next_connection(string later)
    {
        await using Loopback server = await Start();
        Names names = new(server, [Public], [IPAddress.Parse(later)]);
        HttpChannel channel = names.Channel();
        Assert.Equal(DeliveryOutcome.Delivered, (await channel.SendAsync(SomeAlert.Of("1"), CancellationToken.None)).Outcome);
        Delivery refused = await channel.SendAsync(SomeAlert.Of("2"), CancellationToken.None);
        Assert.Equal(DeliveryOutcome.Refused, refused.Outcome);
        Assert.Contains("allow_private_addresses", refused.Words, StringComparison.Ordinal);
        Assert.Equal((2, 1), (names.Asked, names.Dialled.Count));
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task What_is_connected_to_is_what_was_judged_and_never_looked_up_again()
    {
        await using Loopback server = await Start();
        Names names = new(server, [Public], [IPAddress.Loopback]);
        await names.Channel().SendAsync(SomeAlert.Of("1"), CancellationToken.None);
        Assert.Equal(1, names.Asked);
        Assert.Equal([Public], Assert.Single(names.Dialled));
    }

    [Fact]
    public async Task Of_mixed_addresses_only_the_public_are_tried()
    {
        await using Loopback server = await Start();
        Names names = new(server, [IPAddress.Loopback, Public, IPAddress.Parse("10.0.0.1"), IPAddress.IPv6Loopback]);
        Assert.Equal(DeliveryOutcome.Delivered, (await names.Channel().SendAsync(SomeAlert.Of("1"), CancellationToken.None)).Outcome);
        Assert.Equal([Public], Assert.Single(names.Dialled));
    }

    [Fact]
    public async Task A_redirect_to_a_private_address_is_not_followed()
    {
        await using Loopback server = await Loopback.StartAsync(static (context, _, _) =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = "http://169.254.169.254/latest/meta-data";
            return Task.CompletedTask;
        });
        Names names = new(server, [Public]);
        Assert.Equal(DeliveryOutcome.Refused, (await names.Channel().SendAsync(SomeAlert.Of("1"), CancellationToken.None)).Outcome);
        Assert.Single(names.Dialled);
    }

    private static Task<Loopback> Start() => Loopback.StartAsync(static (context, _, _) =>
    {
        // The next delivery needs a connection of its own.
        context.Response.Headers.Connection = "close";
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    });

    /// <summary>Answers look-ups in turn, the last for ever; whatever is dialled leads to a server on this machine.</summary>
    private sealed class Names(Loopback server, params IPAddress[][] answers)
    {
        public int Asked { get; private set; }

        public List<IPAddress[]> Dialled { get; } = [];

        public HttpChannel Channel() => new(
            "webhook", AlertSeverity.Info, 30, AlertHttp.Create(allowPrivate: false, new AlertNetwork(Resolve, DialAsync)),
            new WebhookForm(new Uri("http://hooks.example/secret")));

        private Task<IPAddress[]> Resolve(string name, CancellationToken cancellation) =>
            Task.FromResult(answers[Math.Min(Asked++, answers.Length - 1)]);

        private async Task<Stream> DialAsync(IPAddress[] addresses, int port, CancellationToken cancellation)
        {
            Dialled.Add(addresses);
            Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
    }
}
