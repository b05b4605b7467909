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

    /// <summary>add, key, channel, delivered, postponed, gaveUp or acknowledged.</summary>
    public required string What { get; init; }

    public Alert? Alert { get; init; }

    public IReadOnlyList<string>? Channels { get; init; }

    /// <summary>The alert's id, or for <c>key</c> the key.</summary>
    public string? Id { get; init; }

    public string? Channel { get; init; }

    public string? Words { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>For <c>channel</c>: how it did until the file was written anew.</summary>
    public ChannelState? State { get; init; }

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
            case "channel" when State is not null:
                state.Know(State);
                break;
            case "postponed" when Id is not null && Channel is not null:
                state.Postpone(Id, Channel, At, Words ?? "");
                break;
            case "gaveUp" when Id is not null && Channel is not null:
                state.GiveUp(Id, Channel, At, Words ?? "");
                break;
            case "delivered" when Id is not null && Channel is not null:
                state.Deliver(Id, Channel, At);
                break;
            case "acknowledged" when Id is not null:
                state.Acknowledge(Id);
                break;
        }
    }
}
