namespace Dutchbook.Cli;

/// <summary>Where trades and errors are announced.</summary>
[Section("Where trades and errors are announced.")]
internal sealed record AlertsOptions
{
    [Setting("Whether alerts are sent.")]
    public bool Enabled { get; init; }

    [Setting("The address alerts are posted to; its path is a secret.", Example = "${ALERT_WEBHOOK_URL}",
        Secret = true)]
    public string? WebhookUrl { get; init; }
}
