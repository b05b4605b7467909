using System.Net;
using System.Text.Json;
using Dutchbook.Alerts;
using Dutchbook.Unit.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Alerts;

public sealed class HttpChannels
{
    [Fact]
    public async Task Discord_gets_an_embed_and_mentions_nobody()
    {
        (Delivery delivery, JsonElement sent, string path) = await Send(static address => new() { Discord = new Uri(address, "api/webhooks/1/secret?wait=true") }, 204, "");
        Assert.Equal(DeliveryOutcome.Delivered, delivery.Outcome);
        Assert.Equal("/api/webhooks/1/secret?wait=true", path);
        JsonElement embed = sent.GetProperty("embeds")[0];
        Assert.Equal("Edge <b>4.2</b> & more", embed.GetProperty("title").GetString());
        Assert.Equal("2026-11-23T20:00:00Z", embed.GetProperty("timestamp").GetString());
        Assert.Equal("0.96", embed.GetProperty("fields")[0].GetProperty("value").GetString());
        Assert.Equal(0, sent.GetProperty("allowed_mentions").GetProperty("parse").GetArrayLength());
    }

    [Fact]
    public async Task Slack_gets_escaped_text_and_must_say_ok()
    {
        (Delivery delivery, JsonElement sent, _) = await Send(static address => new() { Slack = new Uri(address, "services/T/B/X") }, 200, "ok");
        Assert.Equal(DeliveryOutcome.Delivered, delivery.Outcome);
        Assert.StartsWith(
            "*Edge &lt;b&gt;4.2&lt;/b&gt; &amp; more* (notice)\n",
            sent.GetProperty("blocks")[0].GetProperty("text").GetProperty("text").GetString(), StringComparison.Ordinal);
        (delivery, _, _) = await Send(static address => new() { Slack = address }, 200, "<html>login</html>");
        Assert.Equal(DeliveryOutcome.Postponed, delivery.Outcome);
    }

    [Fact]
    public async Task Telegram_gets_plain_text_and_must_say_that_it_is_ok()
    {
        ChannelSettings Settings(Uri address) => new()
        {
            TelegramToken = "123:secret",
            TelegramChat = "42",
            TelegramApi = address,
            TelegramLeast = AlertSeverity.Info,
        };
        (Delivery delivery, JsonElement sent, string path) = await Send(Settings, 200, """{"ok":true,"result":{"message_id":1}}""");
        Assert.Equal(DeliveryOutcome.Delivered, delivery.Outcome);
        Assert.Equal("/bot123:secret/sendMessage", path);
        Assert.Equal("42", sent.GetProperty("chat_id").GetString());
        Assert.False(sent.TryGetProperty("parse_mode", out _));
        (delivery, _, _) = await Send(Settings, 200, """{"ok":false}""");
        Assert.Equal(DeliveryOutcome.Postponed, delivery.Outcome);
        (delivery, _, _) = await Send(Settings, 429, """{"ok":false,"error_code":429,"parameters":{"retry_after":5}}""");
        Assert.Equal((DeliveryOutcome.Postponed, TimeSpan.FromSeconds(5)), (delivery.Outcome, delivery.RetryAfter));
    }

    [Fact]
    public async Task Ntfy_gets_the_topic_in_the_body_and_the_token_in_the_header()
    {
        (Delivery delivery, JsonElement sent, string path) = await Send(
            static address => new() { NtfyTopic = "secret", NtfyServer = address, NtfyLeast = AlertSeverity.Info }, 200, "{}");
        Assert.Equal(DeliveryOutcome.Delivered, delivery.Outcome);
        Assert.Equal("/", path);
        Assert.Equal("secret", sent.GetProperty("topic").GetString());
        Assert.Equal(3, sent.GetProperty("priority").GetInt32());
    }

    [Fact]
    public async Task A_webhook_gets_our_own_shape()
    {
        (Delivery delivery, JsonElement sent, _) = await Send(static address => new() { Webhook = address }, 200, "thanks");
        Assert.Equal(DeliveryOutcome.Delivered, delivery.Outcome);
        Assert.Equal(1, sent.GetProperty("schema").GetInt32());
        Assert.Equal("opportunity", sent.GetProperty("kind").GetString());
        Assert.Equal("notice", sent.GetProperty("severity").GetString());
    }

    [Theory]
    [InlineData(400, DeliveryOutcome.Refused)]
    [InlineData(404, DeliveryOutcome.Refused)]
    [InlineData(302, DeliveryOutcome.Refused)]
    [InlineData(429, DeliveryOutcome.Postponed)]
    [InlineData(500, DeliveryOutcome.Postponed)]
    public async Task A_status_decides_whether_it_is_tried_again(int status, DeliveryOutcome outcome)
    {
        (Delivery delivery, _, _) = await Send(static address => new() { Webhook = new Uri(address, "secret") }, status, """{"retry_after":0.65}""");
        Assert.Equal(outcome, delivery.Outcome);
        Assert.Equal(outcome == DeliveryOutcome.Postponed ? TimeSpan.FromSeconds(0.65) : null, delivery.RetryAfter);
        Assert.DoesNotContain("secret", delivery.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_postponed_and_names_no_address()
    {
        using ChannelSet channels = new(new ChannelSettings { Webhook = new Uri("http://127.0.0.1:1/secret"), AllowPrivateAddresses = true });
        Delivery delivery = await channels.Channels[0].SendAsync(SomeAlert.Of("1"), CancellationToken.None);
        Assert.Equal(DeliveryOutcome.Postponed, delivery.Outcome);
        Assert.DoesNotContain("secret", delivery.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("127", delivery.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("http://localhost:1/x")]
    [InlineData("http://10.1.2.3/x")]
    [InlineData("http://[::1]:1/x")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    public async Task A_private_address_is_refused_unless_allowed(string address)
    {
        using ChannelSet channels = new(new ChannelSettings { Webhook = new Uri(address) });
        Delivery delivery = await channels.Channels[0].SendAsync(SomeAlert.Of("1"), CancellationToken.None);
        Assert.Equal(DeliveryOutcome.Refused, delivery.Outcome);
        Assert.Contains("allow_private_addresses", delivery.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.0.0", true)]
    [InlineData("10.0.0.1", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("100.128.0.1", false)]
    [InlineData("127.8.8.8", true)]
    [InlineData("169.254.1.1", true)]
    [InlineData("172.15.0.1", false)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.31.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.1.1", true)]
    [InlineData("224.0.0.1", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("::", true)]
    [InlineData("::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("::ffff:192.168.0.1", true)]
    [InlineData("::ffff:8.8.8.8", false)]
    [InlineData("64:ff9b::10.0.0.1", true)]
    [InlineData("2002:a00:1::", true)]
    [InlineData("2606:4700::1111", false)]
    public void Addresses_that_the_internet_cannot_reach_are_private(string address, bool isPrivate) =>
        Assert.Equal(isPrivate, AlertHttp.IsPrivate(IPAddress.Parse(address)));

    [Fact]
    public void Text_is_cut_between_whole_letters()
    {
        Assert.Equal("abc", Cut.To("abc", 3));
        Assert.Equal("ab…", Cut.To("abcd", 3));
        Assert.Equal("a…", Cut.To("a😀bc", 3));
    }

    private static async Task<(Delivery Delivery, JsonElement Sent, string Path)> Send(
        Func<Uri, ChannelSettings> settings, int status, string answer)
    {
        await using Loopback server = await Loopback.StartAsync(async (context, _, _) =>
        {
            context.Response.StatusCode = status;
            if (status != 204)
            {
                await context.Response.Body.WriteAsync(System.Text.Encoding.UTF8.GetBytes(answer), context.RequestAborted);
            }
        });
        using ChannelSet channels = new(settings(server.Address) with { AllowPrivateAddresses = true });
        Delivery delivery = await Assert.Single(channels.Channels).SendAsync(SomeAlert.Of("1"), CancellationToken.None);
        string asked = Assert.Single(server.Asked);
        using JsonDocument sent = JsonDocument.Parse(asked[(asked.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return (delivery, sent.RootElement.Clone(), asked[..asked.IndexOf(' ', StringComparison.Ordinal)]);
    }
}
