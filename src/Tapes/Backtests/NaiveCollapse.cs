using Dutchbook.Domain;

namespace Dutchbook.Tapes;

/// <summary>
/// How much of what looks mispriced is: every guarantee of the relations of a pass, priced at what naive programs use (the last price,
/// the middle of the spread) and at what can be had (the touch, the touch after fees, one whole contract of each leg at the touch with the
/// fees of those orders). Lines are not among them: they guarantee more than can be listed.
/// </summary>
public sealed class NaiveCollapse
{
    private static readonly string[] names = ["last price", "mid price", "touch", "touch and fees", "touch, fees, one whole contract"];

    private readonly SortedDictionary<string, Tally> _byRule = new(StringComparer.Ordinal);

    /// <summary>Guarantees looked at, over all passes.</summary>
    public long Guarantees => _byRule.Values.Sum(static tally => tally.Guarantees);

    /// <summary>Each step: how many guarantees seem mispriced, and by how much in sum for one of each.</summary>
    public IReadOnlyList<CollapseStep> Steps => [.. names.Select((name, step) => new CollapseStep(
        name,
        _byRule.Values.Sum(tally => tally.Priced[step]),
        _byRule.Values.Sum(tally => tally.Crossing[step]),
        _byRule.Values.Aggregate(Money.Zero, (sum, tally) => sum + tally.Gap[step])))];

    /// <summary>The same for each rule.</summary>
    public IReadOnlyList<RuleCollapse> ByRule => [.. _byRule.Select(static pair => new RuleCollapse(
        pair.Key, pair.Value.Guarantees,
        [.. names.Select((name, step) => new CollapseStep(name, pair.Value.Priced[step], pair.Value.Crossing[step], pair.Value.Gap[step]))]))];

    public void Take(VenueSnapshot pass, RelationMap map)
    {
        Dictionary<string, Event> events = new(StringComparer.Ordinal);
        foreach (Event listed in pass.Events)
        {
            events.TryAdd(listed.Ticker, listed);
        }

        Dictionary<string, FeeTerms?> terms = new(StringComparer.Ordinal);
        foreach (Relation relation in map.Relations)
        {
            if (relation.Status == RelationStatus.Active)
            {
                string rule = $"{relation.Type}, {relation.Rule}";
                if (!_byRule.TryGetValue(rule, out Tally? tally))
                {
                    _byRule.Add(rule, tally = new Tally());
                }

                foreach (Guarantee guarantee in relation.Guarantees())
                {
                    Take(guarantee, market => Terms(market, pass, events, terms), tally);
                }
            }
        }
    }

    private static void Take(Guarantee guarantee, Func<Market, FeeTerms?> terms, Tally tally)
    {
        tally.Guarantees++;
        Money?[] cost = [Money.Zero, Money.Zero, Money.Zero, Money.Zero, Money.Zero];
        foreach (Claim claim in guarantee.Claims)
        {
            Money?[] leg = Prices(claim, terms);
            for (int step = 0; step < cost.Length; step++)
            {
                cost[step] = cost[step] is { } sum && leg[step] is { } more ? sum + more : null;
            }
        }

        Money pays = Money.FromDollars(guarantee.AtLeast);
        for (int step = 0; step < cost.Length; step++)
        {
            if (cost[step] is not { } sum)
            {
                continue;
            }

            tally.Priced[step]++;
            if (sum < pays)
            {
                tally.Crossing[step]++;
                tally.Gap[step] += pays - sum;
            }
        }
    }

    /// <summary>What one contract of a claim costs by each reckoning; null where it has no such price.</summary>
    private static Money?[] Prices(Claim claim, Func<Market, FeeTerms?> terms)
    {
        Market market = claim.Market;
        bool isYes = claim.Side == Side.Yes;
        Quote quote = market.Quote;
        Money? last = market.LastPrice is { } price && price > Price.Zero ? (isYes ? price : price.Complement()).PerContract() : null;
        Money? mid = null;
        if (quote.HasYesBid && quote.HasYesAsk)
        {
            long half = (quote.YesBid.PerContract().Micros + quote.YesAsk.PerContract().Micros) / 2;
            mid = Money.FromMicros(isYes ? half : Money.MicrosPerDollar - half);
        }

        if (market.Status.Value != MarketStatus.Active || quote.IsCrossed || quote.BestAsk(claim.Side) is not { } ask)
        {
            return [last, mid, null, null, null];
        }

        Money touch = ask.Price.PerContract();
        if (terms(market) is not { } known)
        {
            return [last, mid, touch, null, null];
        }

        Quantity one = Quantity.FromContracts(1);
        Money? whole = ask.Quantity >= one
            ? touch + OrderFee.ForFills(known, MemberKind.Direct, [new BookLevel(ask.Price, one)])
            : null;
        return [last, mid, touch, touch + FeeModel.PerContractAtLeast(known, LiquidityRole.Taker, ask.Price), whole];
    }

    private static FeeTerms? Terms(
        Market market, VenueSnapshot pass, Dictionary<string, Event> events, Dictionary<string, FeeTerms?> known)
    {
        if (!known.TryGetValue(market.Ticker, out FeeTerms? terms))
        {
            Event? own = events.GetValueOrDefault(market.EventTicker);
            string series = own?.SeriesTicker is { Length: > 0 } ticker ? ticker : market.SeriesTicker;
            terms = FeeSchedule.Resolve(market, own, pass.Series.GetValueOrDefault(series), pass.At, pass.AssumedFee).Terms;
            known[market.Ticker] = terms;
        }

        return terms;
    }

    private sealed class Tally
    {
        public long Guarantees { get; set; }

        public long[] Priced { get; } = new long[names.Length];

        public long[] Crossing { get; } = new long[names.Length];

        public Money[] Gap { get; } = new Money[names.Length];
    }
}

/// <summary>One reckoning of prices.</summary>
/// <param name="Name">What the price is.</param>
/// <param name="Priced">Guarantees all of whose claims have such a price.</param>
/// <param name="Crossing">Guarantees that seem to cost less than they must pay.</param>
/// <param name="Gap">By how much in sum, for one of each.</param>
public sealed record CollapseStep(string Name, long Priced, long Crossing, Money Gap);

/// <summary>The reckonings for the guarantees of one rule.</summary>
/// <param name="Rule">Type of the relations, and what proved them.</param>
/// <param name="Guarantees">Looked at, over all passes.</param>
public sealed record RuleCollapse(string Rule, long Guarantees, IReadOnlyList<CollapseStep> Steps);
