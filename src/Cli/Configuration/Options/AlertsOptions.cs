using Dutchbook.Alerts;

namespace Dutchbook.Cli;

/// <summary>Where opportunities, trades and errors are announced.</summary>
[Section("Where opportunities, trades and errors are announced. A channel is used as soon as its address is set; "
    + "`dutchbook alert test` tries them all.")]
internal sealed record AlertsOptions
{
    [Setting("Whether alerts are sent.")]
    public bool Enabled { get; init; }

    [Setting("The address alerts are posted to; its path is a secret. Discord and Slack get their own shape, every other host "
        + "ours.", Example = "${ALERT_WEBHOOK_URL}", Secret = true)]
    public string? WebhookUrl { get; init; }

    [Setting("The least severity for that address: `info`, `notice`, `warning` or `critical`.")]
    public AlertSeverity WebhookSeverity { get; init; } = AlertSeverity.Notice;

    [Setting("A Discord webhook.", Example = "${DISCORD_WEBHOOK_URL}", Secret = true)]
    public string? DiscordUrl { get; init; }

    [Setting("The least severity for Discord.")]
    public AlertSeverity DiscordSeverity { get; init; } = AlertSeverity.Notice;

    [Setting("A Slack incoming webhook.", Example = "${SLACK_WEBHOOK_URL}", Secret = true)]
    public string? SlackUrl { get; init; }

    [Setting("The least severity for Slack.")]
    public AlertSeverity SlackSeverity { get; init; } = AlertSeverity.Notice;

    [Setting("The token of a Telegram bot.", Example = "${TELEGRAM_BOT_TOKEN}", Secret = true)]
    public string? TelegramToken { get; init; }

    [Setting("The chat that bot writes to.", Example = "${TELEGRAM_CHAT_ID}", Secret = true)]
    public string? TelegramChatId { get; init; }

    [Setting("The least severity for Telegram.")]
    public AlertSeverity TelegramSeverity { get; init; } = AlertSeverity.Warning;

    [Setting("An ntfy topic; whoever knows it reads along.", Example = "${NTFY_TOPIC}", Secret = true)]
    public string? NtfyTopic { get; init; }

    [Setting("The ntfy server.")]
    public string NtfyUrl { get; init; } = "https://ntfy.sh/";

    [Setting("A token for the ntfy server.", Example = "${NTFY_TOKEN}", Secret = true)]
    public string? NtfyToken { get; init; }

    [Setting("The least severity for ntfy.")]
    public AlertSeverity NtfySeverity { get; init; } = AlertSeverity.Warning;

    [Setting("The server mail is handed to.", Example = "smtp.example.com")]
    public string? SmtpHost { get; init; }

    [Setting("Its port: 587 for STARTTLS, 465 for TLS from the first byte.", Min = "1", Max = "65535")]
    public int SmtpPort { get; init; } = 587;

    [Setting("The user at that server.", Example = "${SMTP_USER}", Secret = true)]
    public string? SmtpUser { get; init; }

    [Setting("The password of that user.", Example = "${SMTP_PASSWORD}", Secret = true)]
    public string? SmtpPassword { get; init; }

    [Setting("The sender of the mail.", Example = "dutchbook@example.com")]
    public string? SmtpFrom { get; init; }

    [Setting("Who gets the mail; several with commas between.", Example = "me@example.com")]
    public string? SmtpTo { get; init; }

    [Setting("The least severity for mail.")]
    public AlertSeverity SmtpSeverity { get; init; } = AlertSeverity.Warning;

    [Setting("Whether webhooks may reach this machine and private networks.")]
    public bool AllowPrivateAddresses { get; init; }

    [Setting("The same thing is told once in so long.", Min = "0", Max = "1440", Unit = "minutes")]
    public int DedupeMinutes { get; init; } = 15;

    [Setting("Hours of the day in UTC in which only critical alerts are sent; the others wait. Empty for none.",
        Example = "22:00-06:30")]
    public string? QuietHours { get; init; }

    [Setting("A critical alert that nobody acknowledges is told again after so long.", Min = "1", Max = "1440", Unit = "minutes")]
    public int EscalateMinutes { get; init; } = 10;
}
