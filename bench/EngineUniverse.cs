using System.Globalization;
using System.IO.Compression;
using Dutchbook.Detection;
using Dutchbook.Domain;

namespace Dutchbook.Bench;

/// <summary>The kinds of events the exchange has, as far as the search for mispricings cares.</summary>
internal enum EventShape
{
    /// <summary>Thresholds or deadlines: each market implies the next.</summary>
    Ladder,

    /// <summary>At most one of the listed outcomes.</summary>
    Choice,

    /// <summary>Ranges that cover the line: exactly one.</summary>
    Buckets,

    /// <summary>Nothing is known to bind the markets.</summary>
    Loose,
}

/// <summary>
/// An exchange of the wanted size with the events of the real one: shapes and sizes from the census of August 2026 where
/// it is at hand, otherwise drawn from a summary of it. One event in ten has a twin in another series, bound to it market by
/// market.
/// </summary>
internal sealed class EngineUniverse
{
    // Shape, markets, and how many of a thousand events are like that.
    private static readonly (EventShape Shape, int Size, int Weight)[] Summary =
    [
        (EventShape.Ladder, 3, 80), (EventShape.Ladder, 6, 110), (EventShape.Ladder, 10, 100), (EventShape.Ladder, 20, 45),
        (EventShape.Ladder, 60, 5), (EventShape.Choice, 2, 200), (EventShape.Choice, 4, 120), (EventShape.Choice, 9, 60),
        (EventShape.Choice, 25, 25), (EventShape.Choice, 80, 3), (EventShape.Buckets, 6, 15), (EventShape.Buckets, 40, 7),
        (EventShape.Loose, 1, 150), (EventShape.Loose, 5, 50), (EventShape.Loose, 24, 30),
    ];

    private readonly Random _random;

    public EngineUniverse(int markets, int seed, bool crossLinks = true)
    {
        _random = new Random(seed);
        (EventShape Shape, int Size)[] events = Census() ?? Drawn();
        _random.Shuffle(events);
        for (int i = 0; Markets.Count < markets; i++)
        {
            (EventShape shape, int size) = events[i % events.Length];
            Add(shape, Math.Min(size, markets - Markets.Count));
            if (crossLinks && i % 10 == 9)
            {
                AddTwin(markets - Markets.Count);
            }
        }
    }

    public List<Market> Markets { get; } = [];

    public List<Relation> Relations { get; } = [];

    /// <summary>The first market of each market's event, its size and shape.</summary>
    public List<(int First, int Size, EventShape Shape)> EventOf { get; } = [];

    /// <summary>The market whose belief a market's quotes are drawn around: itself, or its twin.</summary>
    private List<int> BeliefOf { get; } = [];

    public static bool HasCensus => File.Exists(CensusFile("events_index.csv.gz"));

    /// <summary>Quotes around beliefs that drift: a coherent one per event, a spread of a few cents around it.</summary>
    public TouchQuote[] Draw(int count)
    {
        double[] weights = [.. Markets.Select(_ => 0.1 + _random.NextDouble())];
        TouchQuote[] quotes = new TouchQuote[Markets.Count + count];
        for (int i = 0; i < quotes.Length; i++)
        {
            int market = i < Markets.Count ? i : _random.Next(Markets.Count);
            int belief = BeliefOf[market];
            weights[belief] = Math.Clamp(weights[belief] * Math.Exp(0.1 * (_random.NextDouble() - 0.5)), 0.02, 5);
            int middle = (int)(100 * Belief(belief, weights));
            int bid = Math.Clamp(middle - _random.Next(0, 3), 0, 98);
            int ask = Math.Clamp(middle + 1 + _random.Next(0, 3), bid + 1, 100);
            quotes[i] = new TouchQuote(market, bid * 100, ask * 100);
        }

        return quotes;
    }

    private double Belief(int market, double[] weights)
    {
        (int first, int size, EventShape shape) = EventOf[market];
        double before = 0;
        double total = shape == EventShape.Buckets ? 0 : 0.5;
        for (int i = first; i < first + size; i++)
        {
            before += i <= market ? weights[i] : 0;
            total += weights[i];
        }

        return shape == EventShape.Ladder ? before / total : weights[market] / total;
    }

    private void Add(EventShape shape, int size)
    {
        int first = Markets.Count;
        for (int i = 0; i < size; i++)
        {
            string ticker = string.Create(CultureInfo.InvariantCulture, $"KXEVENT{EventOf.Count:X}-{i}");
            Markets.Add(new Market { Ticker = ticker, Index = Markets.Count });
            EventOf.Add((first, size, shape));
            BeliefOf.Add(first + i);
        }

        if (size > 1 && shape != EventShape.Loose)
        {
            Relate(
                shape switch
                {
                    EventShape.Ladder => RelationType.Threshold,
                    EventShape.Choice => RelationType.Exclusive,
                    EventShape.Buckets => RelationType.Partition,
                    EventShape.Loose => RelationType.Implication,
                },
                [.. Markets.Skip(first).Select(Claim.Yes)]);
        }
    }

    /// <summary>The last event once more, in another series: each of its markets implies its twin.</summary>
    private void AddTwin(int room)
    {
        (int first, int size, EventShape shape) = EventOf[^1];
        if (size > room)
        {
            return;
        }

        int twin = Markets.Count;
        Add(shape, size);
        for (int i = 0; i < size; i++)
        {
            BeliefOf[twin + i] = first + i;
            Relate(RelationType.Subset, [Claim.Yes(Markets[first + i]), Claim.Yes(Markets[twin + i])]);
        }
    }

    private void Relate(RelationType type, Claim[] claims) =>
        Relations.Add(new Relation(type, claims) { Rule = "bench", Confidence = Ratio.FromPartsPerMillion(995_000) });

    private (EventShape Shape, int Size)[] Drawn()
    {
        int total = Summary.Sum(static line => line.Weight);
        return [.. Enumerable.Range(0, 10_000).Select(_ =>
        {
            int at = _random.Next(total);
            (EventShape shape, int size, _) = Summary.First(line => (at -= line.Weight) < 0);
            return (shape, size);
        })];
    }

    private static (EventShape Shape, int Size)[]? Census() => !HasCensus ? null :
        [.. Lines("events_index.csv.gz").Skip(1).Select(static line => line.Split(',')).Select(static fields => (
            (fields[4], fields[5]) switch
            {
                ("threshold" or "deadline", _) => EventShape.Ladder,
                ("bucket", "1") => EventShape.Buckets,
                (_, "1") => EventShape.Choice,
                _ => EventShape.Loose,
            },
            int.Parse(fields[7], CultureInfo.InvariantCulture)))
            .Where(static line => line.Item2 > 0)];

    private static IEnumerable<string> Lines(string name)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(CensusFile(name)), CompressionMode.Decompress));
        while (reader.ReadLine() is string line)
        {
            yield return line;
        }
    }

    private static string CensusFile(string name) =>
        Path.Combine(Directory.GetCurrentDirectory(), "..", "shared", "data", "kalshi-2026-08-census", name);
}
