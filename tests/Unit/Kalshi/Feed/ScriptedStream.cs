using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dutchbook.Unit.Kalshi;

/// <summary>
/// The venue's end of one connection, written from its documentation with dictionaries and strings: it answers
/// commands, keeps the true
/// books, numbers its frames, and remembers what each book was after each frame.
/// </summary>
internal sealed class ScriptedStream
{
    private const int BookSid = 3;

    private readonly Dictionary<string, SortedDictionary<(string Side, int Ticks), long>> books = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(long Seq, string Text)>> history = new(StringComparer.Ordinal);
    private readonly HashSet<string> subscribed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> sids = new(StringComparer.Ordinal);
    private readonly Dictionary<int, long> numbers = [];

    /// <summary>Frames on their way, oldest first.</summary>
    public List<string> Sent { get; } = [];

    public List<string> Commands { get; } = [];

    /// <summary>Markets the venue knows nothing of.</summary>
    public HashSet<string> Refuses { get; } = new(StringComparer.Ordinal);

    public long Now { get; set; } = 1_795_464_000_000;

    public bool Answers { get; set; } = true;

    public long LastNumber => numbers.GetValueOrDefault(BookSid);

    public void List(string ticker)
    {
        books.Add(ticker, []);
        history.Add(ticker, [(0, "")]);
    }

    /// <summary>A new connection: numbers and subscriptions begin anew, books do not.</summary>
    public void Restart()
    {
        Sent.Clear();
        subscribed.Clear();
        sids.Clear();
        numbers.Clear();
        foreach (string ticker in books.Keys)
        {
            history[ticker] = [(0, Text(ticker))];
        }
    }

    /// <summary>The true book.</summary>
    public string Text(string ticker) => string.Join(' ', books[ticker].Select(static level =>
        string.Create(CultureInfo.InvariantCulture, $"{level.Key.Side}{level.Key.Ticks}:{level.Value}")));

    /// <summary>The true book once all frames up to a number had been sent.</summary>
    public string TextAt(string ticker, long number) => history[ticker].Last(entry => entry.Seq <= number).Text;

    public long SizeAt(string ticker, string side, int ticks) => books[ticker].GetValueOrDefault((side, ticks));

    /// <summary>Changes a level, and tells whoever is subscribed.</summary>
    public void Change(string ticker, string side, int ticks, long change)
    {
        SortedDictionary<(string, int), long> book = books[ticker];
        long size = book.GetValueOrDefault((side, ticks)) + change;
        if (size == 0)
        {
            book.Remove((side, ticks));
        }
        else
        {
            book[(side, ticks)] = size;
        }

        if (subscribed.Contains(ticker))
        {
            int shown = side == "no" ? 10_000 - ticks : ticks;
            string message = $$$"""{"market_ticker":"{{{ticker}}}","market_id":"m","price_dollars":"{{{Dollars(shown)}}}","delta_fp":"{{{Count(change)}}}","side":"{{{side}}}","ts_ms":{{{Now}}}}""";
            long number = Send(BookSid, "orderbook_delta", message);
            history[ticker].Add((number, Text(ticker)));
        }
        else
        {
            history[ticker].Add((LastNumber, Text(ticker)));
        }
    }

    /// <summary>Says what changes nothing, and is numbered like everything else.</summary>
    public void Say(string frame) => Sent.Add(frame);

    public void SendTicker(string ticker, string message) =>
        Sent.Add($$$"""{"type":"ticker","sid":{{{sids.GetValueOrDefault("ticker", 1)}}},"msg":{"market_ticker":"{{{ticker}}}",{{{message}}}}}""");

    public long Send(int sid, string type, string message)
    {
        long number = numbers[sid] = numbers.GetValueOrDefault(sid) + 1;
        Sent.Add($$$"""{"type":"{{{type}}}","sid":{{{sid}}},"seq":{{{number}}},"msg":{{{message}}}}""");
        return number;
    }

    public void Receive(byte[] command)
    {
        string text = Encoding.UTF8.GetString(command);
        Commands.Add(text);
        if (!Answers)
        {
            return;
        }

        using JsonDocument json = JsonDocument.Parse(text);
        long id = json.RootElement.GetProperty("id").GetInt64();
        JsonElement parameters = json.RootElement.TryGetProperty("params", out JsonElement given) ? given : default;
        switch (json.RootElement.GetProperty("cmd").GetString())
        {
            case "list_subscriptions":
                Sent.Add($$$"""{"type":"ok","id":{{{id}}},"msg":[]}""");
                break;
            case "subscribe":
                Subscribe(id, parameters);
                break;
            default:
                Update(id, parameters);
                break;
        }
    }

    private void Subscribe(long id, JsonElement parameters)
    {
        string channel = parameters.GetProperty("channels")[0].GetString()!;
        string[] tickers = Tickers(parameters);
        if (tickers.Any(Refuses.Contains))
        {
            Fail(id);
            return;
        }

        bool isBooks = channel == "orderbook_delta";
        if (isBooks && !parameters.GetProperty("use_yes_price").GetBoolean())
        {
            throw new InvalidOperationException("The form of NO prices must be said.");
        }

        int sid = sids[channel] = isBooks ? BookSid : channel == "ticker" ? 1 : channel == "market_lifecycle_v2" ? 2 : 4 + sids.Count;
        Sent.Add($$$"""{"type":"subscribed","id":{{{id}}},"msg":{"channel":"{{{channel}}}","sid":{{{sid}}}}}""");
        Snapshots(tickers);
    }

    private void Update(long id, JsonElement parameters)
    {
        int sid = parameters.GetProperty("sid").GetInt32();
        string[] tickers = Tickers(parameters);
        if (tickers.Any(Refuses.Contains))
        {
            Fail(id);
            return;
        }

        string action = parameters.GetProperty("action").GetString()!;
        if (action == "delete_markets")
        {
            subscribed.ExceptWith(tickers);
        }

        long number = numbers[sid] = numbers.GetValueOrDefault(sid) + 1;
        Sent.Add($$$"""{"type":"ok","id":{{{id}}},"sid":{{{sid}}},"seq":{{{number}}},"msg":{"market_tickers":[]}}""");
        if (action != "delete_markets")
        {
            Snapshots(tickers);
        }
    }

    private void Snapshots(string[] tickers)
    {
        foreach (string ticker in tickers)
        {
            subscribed.Add(ticker);
            string[] sides = [Side(ticker, "yes"), Side(ticker, "no")];
            Send(BookSid, "orderbook_snapshot", $$$"""{"market_ticker":"{{{ticker}}}","market_id":"m"{{{string.Concat(sides)}}}}""");
        }
    }

    /// <summary>A side that is empty is not there.</summary>
    private string Side(string ticker, string side)
    {
        string[] levels = [.. books[ticker].Where(level => level.Key.Side == side).Select(level =>
            $"[\"{Dollars(side == "no" ? 10_000 - level.Key.Ticks : level.Key.Ticks)}\",\"{Count(level.Value)}\"]")];
        return levels.Length == 0 ? "" : $",\"{side}_dollars_fp\":[{string.Join(',', levels)}]";
    }

    private void Fail(long id) => Sent.Add($$$"""{"type":"error","id":{{{id}}},"msg":{"code":8,"msg":"no such market"}}""");

    private static string[] Tickers(JsonElement parameters) => parameters.TryGetProperty("market_tickers", out JsonElement list)
        ? [.. list.EnumerateArray().Select(static item => item.GetString()!)]
        : [];

    private static string Dollars(int ticks) => (ticks / 10_000m).ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Count(long hundredths) => (hundredths / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
