using System.Globalization;
using Dutchbook.Alerts;

namespace Dutchbook.Cli;

/// <summary>Turns the configuration of alerts into channels and a policy.</summary>
internal static class AlertSetup
{
    public static ChannelSettings Channels(AlertsOptions options) => new()
    {
        Webhook = Address(options.WebhookUrl),
        WebhookLeast = options.WebhookSeverity,
        Discord = Address(options.DiscordUrl),
        DiscordLeast = options.DiscordSeverity,
        Slack = Address(options.SlackUrl),
        SlackLeast = options.SlackSeverity,
        TelegramToken = options.TelegramToken,
        TelegramChat = options.TelegramChatId,
        TelegramLeast = options.TelegramSeverity,
        NtfyTopic = options.NtfyTopic,
        NtfyToken = options.NtfyToken,
        NtfyServer = Address(options.NtfyUrl)!,
        NtfyLeast = options.NtfySeverity,
        Smtp = options is { SmtpHost: { } host, SmtpFrom: { } from, SmtpTo: { } to }
            ? new SmtpAccount(host, options.SmtpPort, options.SmtpUser, options.SmtpPassword, from, to)
            : null,
        SmtpLeast = options.SmtpSeverity,
        AllowPrivateAddresses = options.AllowPrivateAddresses,
    };

    public static AlertPolicy Policy(AlertsOptions options) => new()
    {
        DedupeWindow = TimeSpan.FromMinutes(options.DedupeMinutes),
        Quiet = options.QuietHours is { Length: > 0 } text ? Hours(text) : null,
        EscalateAfter = TimeSpan.FromMinutes(options.EscalateMinutes),
    };

    /// <summary>Reads <c>22:00-06:30</c>; null for anything else.</summary>
    public static QuietHours? Hours(string text) =>
        text.Split('-') is [var from, var until]
        && TimeOnly.TryParseExact(from.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly start)
        && TimeOnly.TryParseExact(until.Trim(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly end)
        && start != end
            ? new QuietHours(start, end)
            : null;

    /// <summary>The outbox of an instance.</summary>
    public static string OutboxPath(HomeFolder home) => Path.Combine(home.Root, "alerts.jsonl");

    private static Uri? Address(string? text) => text is null ? null : new Uri(text);
}
