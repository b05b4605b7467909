using System.Text;
using System.Text.Json;

namespace Dutchbook.Tapes;

/// <summary>
/// Recordings of single markets by others, each message in an envelope (`event_type`, `local_recv_ns`, `sequence_number`, `payload_json`),
/// one folder `raw_events` a session: read as the conversation that it was. The venue gave prices of NO as they are then.
/// </summary>
public sealed class EnvelopeTape(string folder) : ITapeSource
{
    private readonly List<TapeTrouble> _troubles = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Names { get; } = [Path.GetFileName(Path.TrimEndingDirectorySeparator(folder))];

    /// <inheritdoc/>
    public TapeOrigin? Origin => null;

    /// <inheritdoc/>
    public IReadOnlyList<TapeTrouble> Troubles => _troubles;

    /// <summary>Whether a folder holds such a recording.</summary>
    public static bool Is(string path) => Directory.Exists(Path.Combine(path, "raw_events"));

    /// <inheritdoc/>
    public IEnumerable<TapeEntry> Read(CancellationToken stop)
    {
        long bad = 0;
        List<Enveloped> all = [];
        foreach (string path in Directory.GetFiles(Path.Combine(folder, "raw_events"), "*.ndjson*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            foreach (string line in TextFile.Lines(path))
            {
                if (Enveloped.Read(line) is { } item)
                {
                    all.Add(item);
                }
                else
                {
                    bad++;
                }
            }
        }

        if (bad > 0)
        {
            _troubles.Add(new TapeTrouble(Names[0], $"{bad:N0} lines are no envelope of a message"));
        }

        // At one instant the answers come first, then by number, the ticker last.
        all.Sort(static (one, other) => (one.ReceivedAt, one.Rank, one.Number).CompareTo((other.ReceivedAt, other.Rank, other.Number)));
        Conversation talk = new();
        foreach (Enveloped item in all)
        {
            stop.ThrowIfCancellationRequested();
            DateTimeOffset at = DateTimeOffset.UnixEpoch.AddTicks(item.ReceivedAt / 100);
            foreach (TapeEntry entry in Entries(item, at, talk))
            {
                yield return entry;
            }
        }
    }

    private static IEnumerable<TapeEntry> Entries(Enveloped item, DateTimeOffset at, Conversation talk)
    {
        const string books = "books";
        switch (item.Type)
        {
            case "ws_connected":
                talk.Open.Clear();
                yield return new TapeEntry(TapeKind.Close, at, books, default);
                yield return new TapeEntry(TapeKind.Close, at, "market", default);
                yield return new TapeEntry(TapeKind.Want, at, "", Encoding.UTF8.GetBytes($"[{JsonSerializer.Serialize(item.Ticker, TapeJson.Default.String)}]"));
                yield return new TapeEntry(TapeKind.Open, at, books, default);
                yield return new TapeEntry(TapeKind.Open, at, "market", default);
                break;
            case "ws_subscribed":
                string channel = item.Payload.Contains("\"ticker\"", StringComparison.Ordinal) ? "market" : books;
                if (talk.Open.Add(channel))
                {
                    // What was said to the venue was not recorded; whatever the session says now is what it answered.
                    long id = talk.Commands[channel] = talk.Commands.GetValueOrDefault(channel) + 1;
                    yield return new TapeEntry(TapeKind.Ask, at, channel, AnyCommand);
                    yield return new TapeEntry(TapeKind.Ws, at, channel, Encoding.UTF8.GetBytes(
                        item.Payload.Replace("\"id\":1,", $"\"id\":{id},", StringComparison.Ordinal)));
                }

                break;
            case "ticker":
                yield return new TapeEntry(TapeKind.Ws, at, "market", Encoding.UTF8.GetBytes($$"""{"type":"ticker","sid":1,"msg":{{item.Payload}}}"""));
                break;
            case "orderbook_snapshot" or "orderbook_delta":
                yield return new TapeEntry(TapeKind.Ws, at, books,
                    Encoding.UTF8.GetBytes($$"""{"type":"{{item.Type}}","sid":2,"seq":{{item.Number}},"msg":{{item.Payload}}}"""));
                break;
        }
    }

    /// <summary>Stands for a command that nobody wrote down.</summary>
    internal static readonly byte[] AnyCommand = "{\"any\":true}"u8.ToArray();

    /// <summary>Which connections were answered since they were made, and how many commands each has sent in all.</summary>
    private sealed class Conversation
    {
        public HashSet<string> Open { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, long> Commands { get; } = new(StringComparer.Ordinal);
    }

    private sealed record Enveloped(string Type, string Ticker, long ReceivedAt, long Number, string Payload)
    {
        public int Rank => Type switch
        {
            "ws_connected" => 0,
            "ws_subscribed" => 1,
            "orderbook_snapshot" or "orderbook_delta" => 2,
            "ticker" => 3,
            _ => 4,
        };

        public static Enveloped? Read(string line)
        {
            try
            {
                using JsonDocument json = JsonDocument.Parse(line);
                JsonElement root = json.RootElement;
                JsonElement number = root.GetProperty("sequence_number");
                return new Enveloped(
                    root.GetProperty("event_type").GetString()!,
                    root.GetProperty("market_ticker").GetString() ?? "",
                    root.GetProperty("local_recv_ns").GetInt64(),
                    number.ValueKind == JsonValueKind.Number ? number.GetInt64() : 0,
                    root.GetProperty("payload_json").GetRawText());
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                return null;
            }
        }
    }
}
