using System.Buffers.Text;
using System.Text.Json;

namespace Dutchbook.Unit.Kalshi;

/// <summary>
/// A venue that writes thousands of frames a second into one buffer: random changes of random books, and tickers
/// between them. It
/// keeps the true books in arrays and numbers what it says.
/// </summary>
internal sealed class SoakVenue
{
    private const int Levels = 40;
    private const int Sid = 2;

    private readonly Random _chance;
    private readonly string[] _tickers;
    private readonly byte[][] _names;
    private readonly long[] _sizes;
    private readonly bool[] _sent;
    private readonly byte[] _buffer = new byte[16 * 1024];
    private long _number;

    public SoakVenue(int markets, int seed)
    {
        _chance = new Random(seed);
        _tickers = [.. Enumerable.Range(0, markets).Select(static i => $"KXSOAK-26NOV{i / 20:000}-T{i % 20}")];
        _names = [.. _tickers.Select(System.Text.Encoding.UTF8.GetBytes)];
        _sizes = new long[markets * 2 * Levels];
        _sent = new bool[markets];
    }

    public IReadOnlyList<string> Tickers => _tickers;

    /// <summary>Answers to commands, oldest first.</summary>
    public Queue<byte[]> Answers { get; } = new();

    /// <summary>The true size of a level, in hundredths.</summary>
    public long SizeAt(int market, bool yes, int level) => _sizes[Place(market, yes, level)];

    /// <summary>The price of a level of YES bids, or of NO bids in terms of NO.</summary>
    public static int TicksOf(bool yes, int level) => 100 * (level + (yes ? 1 : 10));

    /// <summary>The most levels of a side.</summary>
    public static int LevelsOfSide => Levels;

    /// <summary>A change of a book as a frame; it is good until the next.</summary>
    public ReadOnlySpan<byte> NextDelta(long at)
    {
        int market;
        do
        {
            market = _chance.Next(_tickers.Length);
        }
        while (!_sent[market]);

        bool yes = _chance.Next(2) == 0;
        int level = _chance.Next(Levels);
        ref long size = ref _sizes[Place(market, yes, level)];
        long change = size > 0 && _chance.Next(2) == 0 ? -_chance.NextInt64(1, size + 1) : _chance.NextInt64(1, 50_000);
        size += change;
        int used = 0;
        Put("{\"type\":\"orderbook_delta\",\"sid\":"u8, ref used);
        Put(Sid, ref used);
        Put(",\"seq\":"u8, ref used);
        Put(++_number, ref used);
        Put(",\"msg\":{\"market_ticker\":\""u8, ref used);
        Put(_names[market], ref used);
        Put("\",\"market_id\":\"7f83cad1-c053-41eb-94ca-41a60f08764e\",\"price_dollars\":\"0."u8, ref used);
        PutFour(yes ? TicksOf(yes, level) : 10_000 - TicksOf(yes, level), ref used);
        Put("\",\"delta_fp\":\""u8, ref used);
        Put(change < 0 ? "-"u8 : default, ref used);
        Put(Math.Abs(change) / 100, ref used);
        Put("."u8, ref used);
        PutTwo((int)(Math.Abs(change) % 100), ref used);
        Put(yes ? "\",\"side\":\"yes\",\"ts_ms\":"u8 : "\",\"side\":\"no\",\"ts_ms\":"u8, ref used);
        Put(at, ref used);
        Put("}}"u8, ref used);
        return _buffer.AsSpan(0, used);
    }

    public void Receive(byte[] command)
    {
        using JsonDocument json = JsonDocument.Parse(command);
        JsonElement root = json.RootElement;
        long id = root.GetProperty("id").GetInt64();
        string name = root.GetProperty("cmd").GetString()!;
        if (name == "list_subscriptions")
        {
            Say($"{{\"type\":\"ok\",\"id\":{id},\"msg\":[]}}");
            return;
        }

        JsonElement parameters = root.GetProperty("params");
        bool isNew = name == "subscribe";
        Say(isNew
            ? $"{{\"type\":\"subscribed\",\"id\":{id},\"msg\":{{\"channel\":\"orderbook_delta\",\"sid\":{Sid}}}}}"
            : $"{{\"type\":\"ok\",\"id\":{id},\"sid\":{Sid},\"seq\":{++_number},\"msg\":{{}}}}");
        foreach (JsonElement ticker in parameters.GetProperty("market_tickers").EnumerateArray())
        {
            int market = Array.IndexOf(_tickers, ticker.GetString());
            _sent[market] = true;
            Say($"{{\"type\":\"orderbook_snapshot\",\"sid\":{Sid},\"seq\":{++_number},\"msg\":{{\"market_ticker\":\"{_tickers[market]}\",\"yes_dollars_fp\":[{Side(market, true)}],\"no_dollars_fp\":[{Side(market, false)}]}}}}");
        }
    }

    private string Side(int market, bool yes) => string.Join(',', Enumerable.Range(0, Levels)
        .Where(level => SizeAt(market, yes, level) > 0)
        .Select(level =>
        {
            int ticks = yes ? TicksOf(yes, level) : 10_000 - TicksOf(yes, level);
            long size = SizeAt(market, yes, level);
            return $"[\"0.{ticks:0000}\",\"{size / 100}.{size % 100:00}\"]";
        }));

    private void Say(string frame) => Answers.Enqueue(System.Text.Encoding.UTF8.GetBytes(frame));

    private static int Place(int market, bool yes, int level) => (((2 * market) + (yes ? 0 : 1)) * Levels) + level;

    private void Put(ReadOnlySpan<byte> text, ref int used)
    {
        text.CopyTo(_buffer.AsSpan(used));
        used += text.Length;
    }

    private void Put(long number, ref int used)
    {
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(used), out int written);
        used += written;
    }

    private void PutFour(int number, ref int used)
    {
        PutTwo(number / 100, ref used);
        PutTwo(number % 100, ref used);
    }

    private void PutTwo(int number, ref int used)
    {
        _buffer[used++] = (byte)('0' + (number / 10));
        _buffer[used++] = (byte)('0' + (number % 10));
    }
}
