using System.Globalization;
using System.Text;

namespace Dutchbook.Bench;

/// <summary>
/// Writes a recording in the shape of nested events pages, with the mix of structures the exchange has: threshold ladders,
/// bucket partitions, candidate lists and single questions. Prices come from one coherent belief per event, quoted with a
/// spread, so that what the detector finds in it is rare and small. The same size and seed give the same bytes.
/// </summary>
internal sealed class RecordingGenerator(int seed)
{
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 15, 0, 0, TimeSpan.Zero);

    /// <summary>Markets of one event close together.</summary>
    private DateTimeOffset _close;

    private readonly Random _random = new(seed);
    private readonly StringBuilder _line = new();

    public (int Markets, long Bytes) Write(string path, int markets)
    {
        using FileStream file = File.Create(path);
        using StreamWriter writer = new(file, new UTF8Encoding(false), 1 << 20);
        int written = 0;
        int events = 0;
        writer.Write("{\"captured_at\":\"2026-11-02T15:00:00Z\",\"series\":[");
        int seriesCount = Math.Max(1, markets / 40);
        for (int i = 0; i < seriesCount; i++)
        {
            writer.Write(i == 0 ? "" : ",");
            writer.Write($"{{\"ticker\":\"KXB{i}\",\"title\":\"Series {i}\",\"category\":\"Economics\",\"frequency\":\"monthly\","
                + "\"settlement_sources\":[{\"name\":\"Bureau of Numbers\",\"url\":\"https://example.org/numbers\"}],"
                + "\"fee_type\":\"quadratic\",\"fee_multiplier\":1,\"contract_terms_url\":\"https://example.org/terms.pdf\"}");
        }

        writer.Write("],\"events\":[");
        while (written < markets)
        {
            writer.Write(events == 0 ? "" : ",");
            written += WriteEvent(writer, events, events % seriesCount, markets - written);
            events++;
        }

        writer.Write("],\"cursor\":\"\"}");
        writer.Flush();
        return (written, file.Length);
    }

    private int WriteEvent(StreamWriter writer, int number, int series, int most)
    {
        int kind = _random.Next(100);
        string ticker = $"KXB{series}-26{number:X}";
        bool ladder = kind < 40;
        bool buckets = kind is >= 40 and < 65;
        bool choices = kind is >= 65 and < 90;
        int count = Math.Min(most, ladder ? _random.Next(6, 25) : buckets ? _random.Next(5, 13) : choices ? _random.Next(3, 30) : 1);
        _close = Start.AddDays(_random.Next(1, 200));
        string exclusive = buckets || choices ? "true" : "false";
        writer.Write($"{{\"event_ticker\":\"{ticker}\",\"series_ticker\":\"KXB{series}\",\"title\":\"Number {number}\","
            + $"\"sub_title\":\"In December\",\"mutually_exclusive\":{exclusive},\"collateral_return_type\":\"MECNET\","
            + "\"category\":\"Economics\",\"strike_period\":\"monthly\",\"exchange_index\":0,\"markets\":[");
        int[] belief = Belief(ladder, count);
        for (int i = 0; i < count; i++)
        {
            writer.Write(i == 0 ? "" : ",");
            _line.Clear();
            if (ladder)
            {
                WriteLadderMarket(ticker, number, i, belief[i]);
            }
            else if (buckets)
            {
                WriteBucketMarket(ticker, number, i, count, belief[i]);
            }
            else
            {
                WriteChoiceMarket(ticker, number, i, belief[i]);
            }

            writer.Write(_line);
        }

        writer.Write("]}");
        return count;
    }

    /// <summary>Probabilities in basis points: falling for a ladder, summing to at most one otherwise.</summary>
    private int[] Belief(bool ladder, int count)
    {
        int[] weights = new int[count + 1];
        int total = 0;
        for (int i = 0; i <= count; i++)
        {
            weights[i] = _random.Next(20, 1_000);
            total += weights[i];
        }

        int[] belief = new int[count];
        int left = 10_000;
        for (int i = 0; i < count; i++)
        {
            int mass = weights[i] * 10_000 / total;
            left -= mass;
            belief[i] = ladder ? left : mass;
        }

        return belief;
    }

    private void WriteLadderMarket(string ticker, int number, int i, int belief)
    {
        string strike = (2 + (i * 0.1m)).ToString("0.0", CultureInfo.InvariantCulture);
        string above = (2 + (i * 0.1m) + 0.1m).ToString("0.0", CultureInfo.InvariantCulture);
        string rules = $"If the twelve-month change in number {number}, as first published by the Bureau of Numbers for December 2026 "
            + $"and rounded to one decimal, is above {strike}%, then the market resolves to Yes.";
        WriteMarket($"{ticker}-T{strike}", ticker, $"Will number {number} be above {strike}%?", $"{above}% or above", rules,
            $"\"strike_type\":\"greater\",\"floor_strike\":{strike}", belief);
    }

    private void WriteBucketMarket(string ticker, int number, int i, int count, int belief)
    {
        int low = 40 + (2 * i);
        (string code, string words, string sub, string strike) = i == 0
            ? ($"T{low + 2}", $"less than {low + 2}", $"{low + 1} or below", $"\"strike_type\":\"less\",\"cap_strike\":{low + 2}")
            : i == count - 1
                ? ($"T{low - 1}", $"greater than {low - 1}", $"{low} or above", $"\"strike_type\":\"greater\",\"floor_strike\":{low - 1}")
                : ($"B{low}.5", $"between {low}-{low + 1}", $"{low} to {low + 1}",
                    $"\"strike_type\":\"between\",\"floor_strike\":{low},\"cap_strike\":{low + 1}");
        string rules = $"If number {number}, reported by the Bureau of Numbers as a whole number for December 1, 2026, is {words}, "
            + "then the market resolves to Yes.";
        WriteMarket($"{ticker}-{code}", ticker, $"Will number {number} be {words}?", sub, rules, strike, belief);
    }

    private void WriteChoiceMarket(string ticker, int number, int i, int belief)
    {
        string name = $"Candidate {(char)('A' + (i % 26))}{i}";
        string rules = $"If {name} wins election {number}, then the market resolves to Yes.";
        WriteMarket($"{ticker}-C{i}", ticker, $"Who will win election {number}?", name, rules,
            $"\"strike_type\":\"custom\",\"custom_strike\":{{\"Candidate\":\"{name}\"}}", belief);
    }

    private void WriteMarket(string ticker, string parent, string title, string sub, string rules, string strike, int belief)
    {
        int spread = _random.Next(1, 4);
        int mid = Math.Clamp(belief / 100, 1 + spread, 99 - spread);
        int bid = mid - spread;
        int ask = mid + spread;
        _line.Append(CultureInfo.InvariantCulture, $"{{\"ticker\":\"{ticker}\",\"event_ticker\":\"{parent}\",\"market_type\":\"binary\",")
            .Append(CultureInfo.InvariantCulture, $"\"title\":\"{title}\",\"yes_sub_title\":\"{sub}\",\"no_sub_title\":\"{sub}\",")
            .Append(CultureInfo.InvariantCulture, $"\"created_time\":\"2026-10-01T12:00:00Z\",\"open_time\":\"2026-10-01T14:00:00Z\",\"close_time\":\"{_close:yyyy-MM-ddTHH:mm:ssZ}\",")
            .Append(CultureInfo.InvariantCulture, $"\"expected_expiration_time\":\"{_close.AddHours(1):yyyy-MM-ddTHH:mm:ssZ}\",\"latest_expiration_time\":\"{_close.AddDays(7):yyyy-MM-ddTHH:mm:ssZ}\",")
            .Append("\"settlement_timer_seconds\":1800,\"status\":\"active\",\"result\":\"\",\"expiration_value\":\"\",\"can_close_early\":true,")
            .Append("\"early_close_condition\":\"This market will close and expire after the number is published.\",")
            .Append(CultureInfo.InvariantCulture, $"\"yes_bid_dollars\":\"0.{bid:00}00\",\"yes_bid_size_fp\":\"{_random.Next(1, 5000)}.00\",")
            .Append(CultureInfo.InvariantCulture, $"\"yes_ask_dollars\":\"0.{ask:00}00\",\"yes_ask_size_fp\":\"{_random.Next(1, 5000)}.00\",")
            .Append(CultureInfo.InvariantCulture, $"\"no_bid_dollars\":\"0.{100 - ask:00}00\",\"no_ask_dollars\":\"0.{100 - bid:00}00\",\"last_price_dollars\":\"0.{mid:00}00\",")
            .Append("\"previous_yes_bid_dollars\":\"0.3300\",\"previous_yes_ask_dollars\":\"0.3500\",\"previous_price_dollars\":\"0.3400\",")
            .Append(CultureInfo.InvariantCulture, $"\"volume_fp\":\"{_random.Next(100000)}.00\",\"volume_24h_fp\":\"{_random.Next(1000)}.00\",\"open_interest_fp\":\"{_random.Next(100000)}.00\",")
            .Append("\"notional_value_dollars\":\"1.0000\",\"liquidity_dollars\":\"0.0000\",")
            .Append(strike)
            .Append(",\"rules_primary\":\"").Append(rules)
            .Append("\",\"rules_secondary\":\"").Append(Secondary)
            .Append("\",\"price_level_structure\":\"linear_cent\",\"price_ranges\":[{\"start\":\"0.0000\",\"end\":\"1.0000\",\"step\":\"0.0100\"}],\"exchange_index\":0}");
    }

    private const string Secondary =
        "The number used is the one first published; later revisions do not change the resolution. If the release is delayed, the "
        + "market closes one minute before the delayed release. If no number is published within a week of the scheduled date, the "
        + "market resolves according to the rulebook of the exchange.";
}
