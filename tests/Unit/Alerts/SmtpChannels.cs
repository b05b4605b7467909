using System.Net;
using System.Net.Sockets;
using System.Text;
using Dutchbook.Alerts;
using Xunit;

namespace Dutchbook.Unit.Alerts;

public sealed class SmtpChannels
{
    [Fact]
    public async Task Mail_is_handed_in_with_subject_and_text()
    {
        (Delivery delivery, string mail) = await Send("250 taken");
        Assert.Equal(DeliveryOutcome.Delivered, delivery.Outcome);
        Assert.Contains("Subject: [Dutchbook notice] Edge <b>4.2</b> & more", mail, StringComparison.Ordinal);
        Assert.Contains("To: me@example.com", mail, StringComparison.Ordinal);
        Assert.Contains("Two prices that cannot both be right.", mail, StringComparison.Ordinal);
        Assert.Contains("edge: 0.96", mail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("550 no such user", DeliveryOutcome.Refused)]
    [InlineData("451 later", DeliveryOutcome.Postponed)]
    public async Task An_answer_decides_whether_it_is_tried_again(string answer, DeliveryOutcome outcome) =>
        Assert.Equal(outcome, (await Send(answer)).Delivery.Outcome);

    [Fact]
    public async Task Nobody_there_is_postponed()
    {
        using ChannelSet channels = new(new ChannelSettings { Smtp = Account(1) });
        Assert.Equal(DeliveryOutcome.Postponed, (await channels.Channels[0].SendAsync(SomeAlert.Of("1"), CancellationToken.None)).Outcome);
    }

    private static SmtpAccount Account(int port) => new("127.0.0.1", port, null, null, "dutchbook@example.com", "me@example.com");

    /// <summary>A mail server of a dozen lines, which answers to the end of the mail as a test says.</summary>
    private static async Task<(Delivery Delivery, string Mail)> Send(string answer)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task<string> server = Serve(listener, answer);
        using ChannelSet channels = new(new ChannelSettings
        {
            Smtp = Account(((IPEndPoint)listener.LocalEndpoint).Port),
            SmtpLeast = AlertSeverity.Info,
        });
        Delivery delivery = await channels.Channels[0].SendAsync(SomeAlert.Of("1"), CancellationToken.None);
        return (delivery, await server);
    }

    private static async Task<string> Serve(TcpListener listener, string answer)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        using StreamReader reader = new(client.GetStream());
        await using StreamWriter writer = new(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        StringBuilder mail = new();
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("DATA", StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("354 go on");
                while (await reader.ReadLineAsync() is { } text and not ".")
                {
                    mail.AppendLine(text);
                }

                await writer.WriteLineAsync(answer);
            }
            else if (line.StartsWith("QUIT", StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("221 bye");
                break;
            }
            else
            {
                await writer.WriteLineAsync("250 ok");
            }
        }

        return mail.ToString();
    }
}
