using System.Globalization;
using System.Text.Json;

namespace Dutchbook.Alerts;

/// <summary>Discord's webhook: an embed, and nobody mentioned whatever the text says.</summary>
internal sealed class DiscordForm(Uri address) : IMessageForm
{
    private const int TitleMost = 256;
    private const int TextMost = 4_000;
    private const int FieldsMost = 25;
    private const int FieldMost = 200;

    public Uri Address => address;

    public object Message(Alert alert) => new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["username"] = "Dutchbook",
        ["allowed_mentions"] = new { parse = Array.Empty<string>() },
        ["embeds"] = new[]
        {
            new
            {
                title = Cut.To(alert.Title, TitleMost),
                // All parts of an embed together may have 6,000 letters.
                description = Cut.To(alert.Text, Math.Min(TextMost, alert.Fields.Count > 4 ? 1_500 : TextMost)),
                color = alert.Severity switch
                {
                    AlertSeverity.Info => 0x95A5A6,
                    AlertSeverity.Notice => 0x2ECC71,
                    AlertSeverity.Warning => 0xF1C40F,
                    AlertSeverity.Critical => 0xE74C3C,
                },
                fields = alert.Fields.Take(FieldsMost).Take(10)
                    .Select(static field => new { name = Cut.To(field.Key, FieldMost), value = Cut.To(field.Value, FieldMost), inline = true }),
                timestamp = alert.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            },
        },
    };
}

/// <summary>Slack's incoming webhook; success is the text <c>ok</c>.</summary>
internal sealed class SlackForm(Uri address) : IMessageForm
{
    private const int TextMost = 2_900;

    public Uri Address => address;

    public object Message(Alert alert)
    {
        string title = Escaped(alert.Title);
        return new
        {
            text = title,
            blocks = new[]
            {
                new
                {
                    type = "section",
                    text = new { type = "mrkdwn", text = Cut.To($"*{title}* ({alert.Severity.Word()})\n{Escaped(alert.Body)}", TextMost) },
                },
            },
        };
    }

    public bool Accepts(string body) => body.Trim() == "ok";

    private static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal);
}

/// <summary>A Telegram bot. The token is in the path, which is one more reason that no address is ever shown.</summary>
internal sealed class TelegramForm(Uri api, string token, string chat) : IMessageForm
{
    public static readonly Uri PublicApi = new("https://api.telegram.org/");

    private const int TextMost = 4_000;

    // Joined as text: relative to the base, the colon in a token would read as a scheme.
    public Uri Address { get; } = new($"{api.AbsoluteUri}bot{token}/sendMessage");

    public object Message(Alert alert) => new
    {
        chat_id = chat,
        text = Cut.To($"{alert.Title} ({alert.Severity.Word()})\n{alert.Body}", TextMost),
        disable_notification = alert.Severity <= AlertSeverity.Info,
        link_preview_options = new { is_disabled = true },
    };

    public bool Accepts(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return document.RootElement.TryGetProperty("ok", out JsonElement ok) && ok.ValueKind == JsonValueKind.True;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            // A long answer is read only in part; its status has said enough.
            return body.Length >= 4_000;
        }
    }
}

/// <summary>ntfy: JSON to the root, where the topic is a field. The topic is a secret.</summary>
internal sealed class NtfyForm(Uri server, string topic, string? token) : IMessageForm
{
    public static readonly Uri PublicServer = new("https://ntfy.sh/");

    /// <summary>4,096 bytes; a letter may have four.</summary>
    private const int TextMost = 1_000;

    public Uri Address => server;

    public string? Bearer => token;

    public object Message(Alert alert) => new
    {
        topic,
        title = Cut.To(alert.Title, 200),
        message = Cut.To(alert.Body.Length > 0 ? alert.Body : alert.Title, TextMost),
        priority = alert.Severity switch
        {
            AlertSeverity.Info => 2,
            AlertSeverity.Notice => 3,
            AlertSeverity.Warning => 4,
            AlertSeverity.Critical => 5,
        },
        tags = new[] { alert.Kind.Word().Replace(' ', '_') },
    };
}

/// <summary>Our own shape, for a receiver of one's own.</summary>
internal sealed class WebhookForm(Uri address) : IMessageForm
{
    public Uri Address => address;

    public object Message(Alert alert) => new
    {
        schema = 1,
        id = alert.Id,
        kind = alert.Kind.Word(),
        severity = alert.Severity.Word(),
        title = alert.Title,
        text = alert.Text,
        at = alert.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        fields = alert.Fields.Select(static field => new { name = field.Key, value = field.Value }),
    };
}

internal static class Cut
{
    /// <summary>At most so many characters, never half of a pair.</summary>
    public static string To(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        int end = most - 1;
        return (char.IsHighSurrogate(text[end - 1]) ? text[..(end - 1)] : text[..end]) + "…";
    }
}
