using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Finds what is worth asking a model about, without one. A relation that nobody looks for is only a profit missed; but
/// a model costs money for each look, so the whole exchange is narrowed to a few neighbours of each event: the same
/// question of other numbers and days, the same rare words, titles that are written alike.
/// </summary>
/// <param name="options">How widely.</param>
/// <param name="search">Makes a full-text search.</param>
/// <param name="vectors">Vectors of events by ticker, of length one; null where there are none.</param>
public sealed class CandidateFinder(
    CandidateOptions options, Func<ITextSearch> search, IReadOnlyDictionary<string, float[]>? vectors = null)
{
    private const int StructureWeight = 4;

    /// <summary>The same candidates in the same order for the same snapshot.</summary>
    public CandidateSet Find(VenueSnapshot snapshot)
    {
        Event[] events = [.. snapshot.Events.Where(static owner => owner.Markets.Any(static market => market.SelectedLegs.Count == 0))];
        List<(int Event, int Score, string Why)>[] neighbours = Neighbours(events);
        Dictionary<(int, int), EventPair> pairs = [];
        for (int i = 0; i < events.Length; i++)
        {
            if (events[i].Markets.Count > 1)
            {
                pairs.Add((i, i), new EventPair(events[i], events[i], Worth(events[i], events[i], int.MaxValue / 4), "one event"));
            }

            foreach ((int other, int score, string why) in neighbours[i])
            {
                (int first, int second) = (Math.Min(i, other), Math.Max(i, other));
                int worth = Worth(events[i], events[other], score);
                if (!pairs.TryGetValue((first, second), out EventPair? known) || known.Promise < worth)
                {
                    pairs[(first, second)] = new EventPair(events[first], events[second], worth, why);
                }
            }
        }

        PartnerChoice choice = new(options.PerMarket);
        Dictionary<string, IReadOnlyList<Market>> partners = new(StringComparer.Ordinal);
        for (int i = 0; i < events.Length; i++)
        {
            choice.Choose(events[i], [.. neighbours[i].Select(neighbour => events[neighbour.Event])], partners);
        }

        ComboLegs(snapshot, partners);
        return new CandidateSet(
            [.. pairs.OrderByDescending(static pair => pair.Value.Promise).ThenBy(static pair => pair.Key).Select(static pair => pair.Value)],
            partners);
    }

    private List<(int Event, int Score, string Why)>[] Neighbours(Event[] events)
    {
        TemplateNeighbours templates = new(events);
        GramIndex grams = new();
        using ITextSearch words = search();
        EventWords[] cards = [.. events.Select(EventWords.Of)];
        WordRarity rarity = new(cards, Math.Max(2, cards.Length * options.CommonWordPerMille / 1_000));
        words.Fill([.. cards.Select(static card => card.Text)]);
        foreach (EventWords card in cards)
        {
            grams.Add(card.Title);
        }

        VectorNeighbours? alike = vectors is null ? null
            : new VectorNeighbours(
                [.. events.Select(owner => vectors.GetValueOrDefault(owner.Ticker))],
                [.. events.Select(static owner => (owner.SeriesTicker, owner.Category))]);
        List<(int, int, string)>[] found = new List<(int, int, string)>[events.Length];
        for (int i = 0; i < events.Length; i++)
        {
            NeighbourTally tally = new();
            tally.Add(templates.Nearest(i, options.PerSearch), StructureWeight, "the same rules but for numbers and dates");
            tally.Add(Others(words.Nearest(rarity.Rarest(cards[i]), options.PerSearch + 1), i), 1, "the same rare words");
            tally.Add(grams.Nearest(i, options.PerSearch), 1, "titles written alike");
            foreach (VectorBlock block in alike is null ? [] : Blocks())
            {
                tally.Add(alike!.Nearest(i, block, options.PerSearch), 1, "about the same");
            }

            found[i] = tally.Best(options.PerEvent);
        }

        return found;
    }

    private IEnumerable<VectorBlock> Blocks() => Enum.GetValues<VectorBlock>().Where(block => options.Passes.Contains(
        block == VectorBlock.Across ? MappingPass.Cross : MappingPass.Category));

    private static List<int> Others(IReadOnlyList<int> ranking, int self) => [.. ranking.Where(other => other != self)];

    /// <summary>What nobody trades is worth little to know: likeness counts more the more contracts are open.</summary>
    private static int Worth(Event left, Event right, int score)
    {
        long traded = Math.Min(Traded(left), Traded(right));
        int digits = 1;
        while (traded >= 10 && digits < 8)
        {
            traded /= 10;
            digits++;
        }

        return score / 8 * digits;
    }

    private static long Traded(Event owner)
    {
        long sum = 0;
        foreach (Market market in owner.Markets)
        {
            // What the venue did not say is not known to be nothing: it counts as one contract.
            sum += Math.Max(1, (market.OpenInterest?.Hundredths ?? 100) / 100);
        }

        return sum;
    }

    /// <summary>The legs of a combo are named by the venue itself.</summary>
    private void ComboLegs(VenueSnapshot snapshot, Dictionary<string, IReadOnlyList<Market>> partners)
    {
        Dictionary<string, Market> markets = new(StringComparer.Ordinal);
        foreach (Market market in snapshot.Markets)
        {
            markets.TryAdd(market.Ticker, market);
        }

        foreach (Market combo in snapshot.Markets)
        {
            if (combo.SelectedLegs.Count > 0)
            {
                partners[combo.Ticker] = [.. combo.SelectedLegs
                    .Select(leg => markets.GetValueOrDefault(leg.MarketTicker)).OfType<Market>().Take(options.PerMarket)];
            }
        }
    }
}
