using System.Text.Json;
using Dutchbook.Alerts;
using Dutchbook.Cli;
using Dutchbook.Unit.Alerts;
using Dutchbook.Unit.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class AlertCommandTests
{
    [Fact]
    public async Task The_test_reaches_every_channel_and_says_so()
    {
        await using Loopback server = await Loopback.StartAsync(static (_, _) => (200, "{}"));
        using Trial trial = new();
        trial.Config($"alerts:\n  webhook_url: {server.Address}secret\n  ntfy_topic: topic\n  ntfy_url: {server.Address}\n  allow_private_addresses: true\n");
        Assert.Equal(0, await trial.Run("alert", "test"));
        Assert.Contains("webhook: delivered", trial.Output, StringComparison.Ordinal);
        Assert.Contains("ntfy: delivered", trial.Output, StringComparison.Ordinal);
        Assert.Equal(2, server.Asked.Count);
        Assert.Contains("alerts.enabled is false", trial.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_channel_that_fails_fails_the_test_without_its_secret()
    {
        await using Loopback server = await Loopback.StartAsync(
            static (target, _) => target.Contains("gone", StringComparison.Ordinal) ? (404, "no") : (200, "ok"));
        using Trial trial = new();
        trial.Config($"alerts:\n  discord_url: {server.Address}gone\n  slack_url: {server.Address}fine\n  allow_private_addresses: true\n");
        Assert.Equal(1, await trial.Run("alert", "test", "--format", "json"));
        using JsonDocument document = JsonDocument.Parse(trial.Output);
        Assert.Equal(
            [("discord", false, "status 404"), ("slack", true, "delivered")],
            document.RootElement.GetProperty("channels").EnumerateArray().Select(static item => (
                item.GetProperty("channel").GetString()!, item.GetProperty("delivered").GetBoolean(), item.GetProperty("words").GetString()!)));
        Assert.DoesNotContain("gone", trial.Output + trial.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_private_address_is_refused_unless_it_is_allowed()
    {
        using Trial trial = new();
        trial.Config("alerts:\n  webhook_url: http://127.0.0.1:9/\n");
        Assert.Equal(1, await trial.Run("alert", "test"));
        Assert.Contains("the address is a private one", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_channel_there_is_nothing_to_test()
    {
        using Trial trial = new();
        Assert.Equal(2, await trial.Run("alert", "test"));
    }

    [Fact]
    public async Task What_waits_is_listed_and_what_is_critical_is_acknowledged()
    {
        using Trial trial = new();
        using (FileOutbox outbox = FileOutbox.Open(AlertSetup.OutboxPath(trial.Home), SomeAlert.At))
        {
            outbox.Add(SomeAlert.Of("halt@1", AlertSeverity.Critical), ["discord"]);
        }

        Assert.Equal(0, await trial.Run("alert", "list"));
        Assert.Contains("1 waiting, 1 critical and not acknowledged", trial.Output, StringComparison.Ordinal);
        Assert.Equal(3, await trial.Run("alert", "ack", "never"));
        Assert.Equal(0, await trial.Run("alert", "ack", "halt@1"));
        Assert.Equal(3, await trial.Run("alert", "ack", "halt@1"));
    }

    [Theory]
    [InlineData("quiet_hours: late", "alerts.quiet_hours")]
    [InlineData("discord_url: http://example.com/x", "alerts.discord_url")]
    [InlineData("telegram_token: abc", "alerts.telegram_token")]
    [InlineData("smtp_host: mail.example.com", "alerts.smtp_host")]
    [InlineData("enabled: true", "alerts.enabled")]
    [InlineData("discord_severity: loud", "alerts.discord_severity")]
    public void What_cannot_work_is_refused_by_key(string line, string key)
    {
        using Trial trial = new();
        Assert.Equal(key, Assert.Single(trial.Config($"alerts:\n  {line}\n").Load().Errors).Key);
    }

    [Theory]
    [InlineData("22:00-06:30", true)]
    [InlineData("09:00-17:00", true)]
    [InlineData("9-17", false)]
    [InlineData("22:00", false)]
    [InlineData("22:00-22:00", false)]
    [InlineData("25:00-06:00", false)]
    public void Hours_are_read_in_one_way(string text, bool readable) => Assert.Equal(readable, AlertSetup.Hours(text) is not null);
}
