using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Dutchbook.Enrichment;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

/// <summary>
/// How far one volatility for all strikes is from what recorded markets themselves say: for each ladder the forward and the one
/// volatility that fit its quotes best, and the distance that remains at each strike. That is the bias which the error bars of
/// <c>volatility</c> are for.
/// </summary>
public sealed class RecordedSmiles(ITestOutputHelper output)
{
    private const int WidestQuote = 10;
    private const int FewestMarkets = 5;

    private static readonly string[] Ends = ["KXBTCD", "KXINXY", "KXNASDAQ100Y"];
    private static readonly string[] Touches = ["KXBTCMAXY", "KXBTCMINY", "KXETHMAXY", "KXETHMINY", "KXINXMAXY", "KXINXMINY"];

    [Fact]
    public void The_error_bars_hold_the_bias_of_one_volatility()
    {
        List<Quote> quotes = Read();
        Assert.True(Covered("end", Distances(quotes, Ends, static quote => quote.Event), 0.07) >= 0.98);
        Assert.True(Covered("touch", Distances(quotes, Touches, static quote => quote.Series[..5]), 0.14) >= 0.98);
    }

    private double Covered(string name, IReadOnlyList<double> distances, double error)
    {
        double[] sorted = [.. distances.Order()];
        int within = sorted.Count(distance => distance <= error);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {sorted.Length} markets, {within} within {error:0.00}; half within {At(sorted, 0.5):0.000}, nine tenths within {At(sorted, 0.9):0.000}, "
            + $"the furthest {sorted[^1]:0.000}"));
        Assert.True(sorted.Length >= 30);
        return (double)within / sorted.Length;
    }

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    private static List<double> Distances(List<Quote> quotes, string[] series, Func<Quote, string> ladder)
    {
        List<double> distances = [];
        foreach (IGrouping<string, Quote> group in quotes.Where(quote => series.Contains(quote.Series, StringComparer.Ordinal)).GroupBy(ladder))
        {
            Quote[] markets = [.. group];
            if (markets.Length >= FewestMarkets)
            {
                (double spot, double deviation) = Fit(markets);
                distances.AddRange(markets.Select(market => Math.Abs(market.Model(spot, deviation) - market.Mid)));
            }
        }

        return distances;
    }

    /// <summary>A coarse search, then a finer one around the best.</summary>
    private static (double Spot, double Deviation) Fit(Quote[] markets)
    {
        double low = markets.Min(static market => Math.Min(market.Floor ?? double.MaxValue, market.Cap ?? double.MaxValue));
        double high = markets.Max(static market => Math.Max(market.Floor ?? 0, market.Cap ?? 0));
        (double Squares, double Spot, double Deviation) best = Search(markets, low, high, 0.0005, 0.8, (double.MaxValue, low, 0.1));
        best = Search(markets, best.Spot * 0.98, best.Spot * 1.02, best.Deviation / 1.2, best.Deviation * 1.2, best);
        return (best.Spot, best.Deviation);
    }

    private static (double Squares, double Spot, double Deviation) Search(
        Quote[] markets, double low, double high, double least, double most, (double Squares, double Spot, double Deviation) best)
    {
        const int Steps = 60;
        for (int i = 0; i <= Steps; i++)
        {
            double spot = low * Math.Pow(high / low, (double)i / Steps);
            for (int j = 0; j <= Steps; j++)
            {
                double deviation = least * Math.Pow(most / least, (double)j / Steps);
                double squares = markets.Sum(market => Math.Pow(market.Model(spot, deviation) - market.Mid, 2));
                best = squares < best.Squares ? (squares, spot, deviation) : best;
            }
        }

        return best;
    }

    private static List<Quote> Read()
    {
        List<Quote> quotes = [];
        using StreamReader lines = new(new GZipStream(
            File.OpenRead(Repository.Recorded("data", "kalshi-2025-08", "active_markets.jsonl.gz")), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement market = document.RootElement;
            string owner = market.GetProperty("event_ticker").GetString()!;
            int bid = market.GetProperty("yes_bid").GetInt32();
            int ask = market.GetProperty("yes_ask").GetInt32();
            Quote quote = new(
                owner, owner.Split('-')[0], market.TryGetProperty("strike_type", out JsonElement type) ? type.GetString() ?? "" : "",
                Strike(market, "floor_strike"), Strike(market, "cap_strike"), (bid + ask) / 200.0);
            if (ask - bid <= WidestQuote && Ends.Concat(Touches).Contains(quote.Series, StringComparer.Ordinal))
            {
                quotes.Add(quote);
            }
        }

        return quotes;
    }

    private static double? Strike(JsonElement market, string name) =>
        market.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private sealed record Quote(string Event, string Series, string Type, double? Floor, double? Cap, double Mid)
    {
        /// <summary>Time is in the deviation: a ladder has one end.</summary>
        public double Model(double spot, double deviation)
        {
            Lognormal model = new(spot, deviation, 1);
            if (Touches.Contains(Series, StringComparer.Ordinal))
            {
                double level = Series.Contains("MAX", StringComparison.Ordinal) ? Floor!.Value : (Cap ?? Floor)!.Value;
                bool isBeyond = Series.Contains("MAX", StringComparison.Ordinal) ? spot >= level : spot <= level;
                return isBeyond ? 1 : model.Touches(level, spot);
            }

            return Type switch
            {
                "less" => 1 - model.Above(Cap!.Value),
                "between" => model.Within(Floor!.Value, Cap!.Value),
                _ => model.Above(Floor!.Value),
            };
        }
    }
}
