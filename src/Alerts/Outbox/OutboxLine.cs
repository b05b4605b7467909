using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dutchbook.Alerts;

/// <summary>One line of the outbox file.</summary>
internal sealed record OutboxLine
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>add, key, delivered, postponed, gaveUp or acknowledged.</summary>
    public required string What { get; init; }

    public Alert? Alert { get; init; }

    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>The alert's id, or for <c>key</c> the key.</summary>
    public string? Id { get; init; }

    public string? Channel { get; init; }

    public string? Words { get; init; }

    public DateTimeOffset? At { get; init; }

    public string Write() => JsonSerializer.Serialize(this, Options);

    /// <summary>Nothing for a line that was cut by a crash or is not ours.</summary>
    public static OutboxLine? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<OutboxLine>(line, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void ApplyTo(OutboxState state)
    {
        switch (What)
        {
            case "add" when Alert is not null:
                state.Add(Alert, Channels ?? []);
                break;
            case "key" when Id is not null && At is { } at:
                state.Raise(Id, at);
                break;
            case "postponed" when Id is not null && Channel is not null:
                state.Postpone(Id, Channel);
                break;
            case "delivered" or "gaveUp" when Id is not null && Channel is not null:
                state.Close(Id, Channel);
                break;
            case "acknowledged" when Id is not null:
                state.Acknowledge(Id);
                break;
        }
    }
}
