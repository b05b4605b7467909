using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Puts together the markets whose rules are the same but for a deadline, within an event and across events and series. Most of
/// what is dated has no counterpart, so that only what looks alike is compared word for word.
/// </summary>
internal sealed class DeadlineBook(VenueSnapshot snapshot, RelationWriter writer)
{
    private readonly Dictionary<int, List<Rung>> _alike = [];
    private readonly TextBuffer _text = new();

    public void Place(Event owner)
    {
        string? twice = null;
        foreach (Market market in owner.Markets)
        {
            if (market.Type.Value != MarketType.Binary)
            {
                continue;
            }

            ReadOnlySpan<char> rules = _text.Read(market.RulesPrimary);
            if (DatePhrase.Only(rules, out bool isMany) is { } date)
            {
                // Equal hashes may be chance: the words themselves are compared where two meet.
                int around = HashCode.Combine(
                    string.GetHashCode(rules[..date.Start], StringComparison.Ordinal),
                    string.GetHashCode(rules[date.End..], StringComparison.Ordinal));
                Add(around, new Rung(market, owner, date));
            }
            else if (isMany)
            {
                twice ??= $"the rules of {market.Ticker} name more than one deadline";
            }
        }

        if (twice is not null && owner.Markets.Count > 1)
        {
            writer.Refuse("deadline-ladder", owner.Ticker, twice);
        }
    }

    /// <summary>Takes over what a book found that read later events.</summary>
    public void Append(DeadlineBook later)
    {
        foreach ((int around, List<Rung> rungs) in later._alike)
        {
            rungs.ForEach(rung => Add(around, rung));
        }
    }

    /// <summary>The ladders, in the order in which their first rungs were read.</summary>
    public List<Rung>[] Ladders()
    {
        Dictionary<LadderKey, List<Rung>> ladders = [];
        foreach (Rung rung in _alike.Values.Where(static rungs => rungs.Count > 1).SelectMany(static rungs => rungs).OrderBy(static rung => rung.Market.Index))
        {
            if (Silence.IsInverted(_text.Read(rung.Market.RulesPrimary)))
            {
                continue;
            }

            if (rung.Contradiction() is { } contradiction)
            {
                writer.Refuse("deadline-ladder", rung.Market.Ticker, contradiction);
                continue;
            }

            LadderKey key = LadderKey.Of(rung, snapshot);
            if (!ladders.TryGetValue(key, out List<Rung>? ladder))
            {
                ladders[key] = ladder = [];
            }

            ladder.Add(rung);
        }

        RefuseLookalikes(ladders);
        return [.. ladders.Values.Where(static ladder => ladder.Count > 1).OrderBy(static ladder => ladder[0].Market.Index)];
    }

    private void Add(int around, Rung rung)
    {
        if (!_alike.TryGetValue(around, out List<Rung>? rungs))
        {
            _alike[around] = rungs = [];
        }

        rungs.Add(rung);
    }

    /// <summary>Events whose rules read the same and are kept apart by something else: the reason is for whoever expected a ladder.</summary>
    private void RefuseLookalikes(Dictionary<LadderKey, List<Rung>> ladders)
    {
        Dictionary<string, (LadderKey Key, Event Event)> first = new(StringComparer.Ordinal);
        HashSet<Event> told = [];
        foreach ((LadderKey key, List<Rung> ladder) in ladders.OrderBy(static item => item.Value[0].Market.Index))
        {
            Event owner = ladder[0].Event;
            if (!first.TryAdd(key.Rules, (key, owner)) && first[key.Rules] is var known
                && !ReferenceEquals(known.Event, owner) && told.Add(owner))
            {
                writer.Refuse("deadline-ladder", owner.Ticker,
                    $"the rules read like those of {known.Event.Ticker} but for the deadline, but {key.Difference(known.Key)}");
            }
        }
    }
}
