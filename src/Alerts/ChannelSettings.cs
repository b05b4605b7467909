namespace Dutchbook.Alerts;

/// <summary>The channels that are set up, and from what severity on each is used.</summary>
public sealed record ChannelSettings
{
    /// <summary>Posts to Discord's or Slack's shape where the host is theirs, and to our own elsewhere.</summary>
    public Uri? Webhook { get; init; }

    public AlertSeverity WebhookLeast { get; init; } = AlertSeverity.Notice;

    public Uri? Discord { get; init; }

    public AlertSeverity DiscordLeast { get; init; } = AlertSeverity.Notice;

    public Uri? Slack { get; init; }

    public AlertSeverity SlackLeast { get; init; } = AlertSeverity.Notice;

    public string? TelegramToken { get; init; }

    public string? TelegramChat { get; init; }

    public Uri TelegramApi { get; init; } = TelegramForm.PublicApi;

    public AlertSeverity TelegramLeast { get; init; } = AlertSeverity.Warning;

    public string? NtfyTopic { get; init; }

    public string? NtfyToken { get; init; }

    public Uri NtfyServer { get; init; } = NtfyForm.PublicServer;

    public AlertSeverity NtfyLeast { get; init; } = AlertSeverity.Warning;

    public SmtpAccount? Smtp { get; init; }

    public AlertSeverity SmtpLeast { get; init; } = AlertSeverity.Warning;

    /// <summary>Whether HTTP channels may reach this machine and private networks.</summary>
    public bool AllowPrivateAddresses { get; init; }
}

/// <summary>The channels of a configuration, with the connection they share.</summary>
public sealed class ChannelSet : IDisposable
{
    private readonly HttpClient _http;

    public ChannelSet(ChannelSettings settings)
    {
        _http = AlertHttp.Create(settings.AllowPrivateAddresses);
        List<IAlertChannel> channels = [];
        if (settings.Webhook is { } webhook)
        {
            channels.Add(new HttpChannel("webhook", settings.WebhookLeast, 30, _http, FormFor(webhook)));
        }

        if (settings.Discord is { } discord)
        {
            channels.Add(new HttpChannel("discord", settings.DiscordLeast, 25, _http, new DiscordForm(discord)));
        }

        if (settings.Slack is { } slack)
        {
            channels.Add(new HttpChannel("slack", settings.SlackLeast, 30, _http, new SlackForm(slack)));
        }

        if (settings is { TelegramToken: { } token, TelegramChat: { } chat })
        {
            channels.Add(new HttpChannel("telegram", settings.TelegramLeast, 18, _http, new TelegramForm(settings.TelegramApi, token, chat)));
        }

        if (settings.NtfyTopic is { } topic)
        {
            channels.Add(new HttpChannel("ntfy", settings.NtfyLeast, 12, _http, new NtfyForm(settings.NtfyServer, topic, settings.NtfyToken)));
        }

        if (settings.Smtp is { } account)
        {
            channels.Add(new SmtpChannel(settings.SmtpLeast, account));
        }

        Channels = channels;
    }

    public IReadOnlyList<IAlertChannel> Channels { get; }

    public void Dispose() => _http.Dispose();

    private static IMessageForm FormFor(Uri address) => address.Host switch
    {
        "discord.com" or "discordapp.com" => new DiscordForm(address),
        "hooks.slack.com" => new SlackForm(address),
        _ => new WebhookForm(address),
    };
}
