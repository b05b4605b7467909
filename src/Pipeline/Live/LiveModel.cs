using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>
/// What a pass over the venue means for detection, made ready beside the running engine, so that the stream waits only for the
/// quotes to be taken over.
/// </summary>
public sealed class LiveModel
{
    private LiveModel(VenueSnapshot pass, DetectionEngine engine, int[] numbers, IReadOnlyList<string> nearMisses)
    {
        (Pass, Engine, Numbers, NearMisses) = (pass, engine, numbers, nearMisses);
        foreach (Market market in pass.Markets)
        {
            Markets.TryAdd(market.Ticker, market);
        }
    }

    public VenueSnapshot Pass { get; }

    /// <summary>The events of the pass by ticker, as they are now.</summary>
    internal Dictionary<string, Event> Events { get; private init; } = [];

    internal Dictionary<string, Market> Markets { get; } = new(StringComparer.Ordinal);

    internal DetectionEngine Engine { get; }

    /// <summary>The engine's number of each market of the pass, in its order.</summary>
    internal int[] Numbers { get; }

    /// <summary>The markets of the nearest misses.</summary>
    internal IReadOnlyList<string> NearMisses { get; }

    public static LiveModel Of(VenueSnapshot pass, RelationMap map, IReadOnlyList<NearMiss> nearMisses)
    {
        DetectionEngine engine = new();
        Dictionary<string, Event> events = LiveFees.Events(pass);
        int[] numbers = new int[pass.Markets.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            Market market = pass.Markets[i];
            numbers[i] = engine.AddMarket(market.Ticker, LiveFees.TermsOf(pass, market, events));
        }

        foreach (Relation relation in map.Relations)
        {
            engine.Add(relation, out _);
        }

        string[] near = [.. nearMisses.SelectMany(static miss => miss.Claims).Select(static claim => claim.Market.Ticker).Distinct(StringComparer.Ordinal)];
        return new LiveModel(pass, engine, numbers, near) { Events = events };
    }

    /// <summary>The part of the pass that some books are of, as it stands at an instant.</summary>
    internal VenueSnapshot At(DateTimeOffset at, IReadOnlyDictionary<string, OrderBook> books)
    {
        List<Market> markets = [];
        SortedDictionary<string, Event> events = new(StringComparer.Ordinal);
        foreach (string ticker in books.Keys.Order(StringComparer.Ordinal))
        {
            if (Markets.TryGetValue(ticker, out Market? market))
            {
                markets.Add(market);
                if (Events.TryGetValue(market.EventTicker, out Event? own))
                {
                    events[own.Ticker] = own;
                }
            }
        }

        return new VenueSnapshot
        {
            At = at,
            Sources = Pass.Sources,
            Series = Pass.Series,
            Events = [.. events.Values],
            Markets = markets,
            Books = books,
            Assumptions = Pass.Assumptions,
            AssumedFee = Pass.AssumedFee,
            Halt = Pass.Halt,
        };
    }
}
