using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Sizes a candidate again from books that were fetched together, and refuses books that cannot prove it.
/// </summary>
internal sealed class SecondLook(
    DetectionOptions options,
    Sizer sizer,
    RestingOrders resting,
    Doubts doubts,
    VenueSnapshot snapshot,
    DateTimeOffset at)
{
    public Opportunity? Resize(Opportunity candidate, IReadOnlyDictionary<string, OrderBook> books, out string reason) =>
        Legs(candidate.Legs, books, out reason) is SizedLeg[] legs ? Size(candidate, legs, books, out reason) : null;

    public StatisticalBasket? Resize(
        StatisticalBasket candidate, IReadOnlyDictionary<string, OrderBook> books, out string reason)
    {
        if (Legs(candidate.Legs, books, out reason) is not SizedLeg[] legs)
        {
            return null;
        }

        StatisticalBasket? still = new StatisticalSearch(options)
            .Size(candidate.Relation, legs[0], legs[1], OpportunityStatus.Validated, at, out reason);
        reason = still is null ? $"gone on second look: {reason}" : "";
        return still;
    }

    /// <summary>The legs with what the fresh books offer; null with the reason when they cannot prove anything.</summary>
    private SizedLeg[]? Legs(
        IReadOnlyList<BasketLeg> candidate, IReadOnlyDictionary<string, OrderBook> books, out string reason)
    {
        List<SizedLeg> legs = [];
        foreach (BasketLeg leg in candidate)
        {
            if (Refuse(leg.Claim, books) is string refusal)
            {
                reason = refusal;
                return null;
            }

            legs.Add(Leg(leg.Claim, books[leg.Claim.Market.Ticker]));
        }

        TimeSpan skew = legs.Max(static leg => leg.BookAt) - legs.Min(static leg => leg.BookAt);
        bool isTogether = skew <= options.MaxLegSkew;
        reason = isTogether ? "" : $"its books lie {Words(skew)} apart, more than {Words(options.MaxLegSkew)}";
        return isTogether ? [.. legs] : null;
    }

    private Opportunity? Size(
        Opportunity candidate, SizedLeg[] legs, IReadOnlyDictionary<string, OrderBook> books, out string reason)
    {
        SizedLeg? empty = Array.Find(legs, static leg => leg.Levels.Length == 0);
        if (empty is not null)
        {
            reason = $"gone on second look: nobody offers {empty.Claim}";
            return null;
        }

        if (Again(candidate, legs, out reason) is not Finding found)
        {
            return null;
        }

        if (new Appraisal(options).Make(found, OpportunityStatus.Validated, at) is not Opportunity still)
        {
            reason = "its worst world was not decided within the work allowed";
            return null;
        }

        reason = "";
        Opportunity weighed = doubts.Weigh(still);
        return found.Signal == Signal.Joint ? weighed : weighed with
        {
            RestingOrder = resting.For(found.Sizing, claim => OwnBids.Of(books[claim.Market.Ticker], claim)),
        };
    }

    private Finding? Again(Opportunity candidate, SizedLeg[] legs, out string reason)
    {
        if (candidate.Basis == RelationBasis.Together)
        {
            return JointAgain(candidate, legs, out reason);
        }

        int atLeast = (int)(candidate.MinPayout.Micros * 100 / (candidate.Units.Hundredths * Money.MicrosPerDollar));
        Sizing? safe = sizer.Safe(legs, atLeast);
        if ((safe ?? sizer.Plain(legs, atLeast)) is not Sizing sizing)
        {
            Money touch = legs.Aggregate(Money.Zero, static (sum, leg) => sum + leg.Levels[0].Price.PerContract());
            reason = $"gone on second look: a basket costs {touch} before fees and pays {Money.FromDollars(atLeast)}";
            return null;
        }

        reason = "";
        return new Finding(
            sizing, candidate.Signal, candidate.Relations, OwnEvent, safe is null ? sizer.WhyUnsafe(sizing) : null);
    }

    /// <summary>The legs may no longer all be worth buying, and then not all relations are needed.</summary>
    private Finding? JointAgain(Opportunity candidate, SizedLeg[] legs, out string reason)
    {
        List<Relation> relations = [.. candidate.Relations.Select(static use => use.Relation)];
        relations.Sort(RelationLogic.ByCertainty);
        LegLogic logic = LegLogic.Of(relations, [.. legs.Select(static leg => leg.Claim.Market)]);
        JointSizing? again = new JointSizer(options, sizer).Size(
            legs,
            [.. candidate.Legs.Select(static leg => leg.Weight)],
            JoinedWorlds.Of(logic),
            BasketProgrammes.Of(relations, logic));
        if (again is null || NeededRelations.Of(new Cluster(relations), again.Sizing) is not { } needed)
        {
            reason = "gone on second look: no quantities of these claims earn anything";
            return null;
        }

        reason = "";
        return new Finding(
            again.Sizing,
            candidate.Signal,
            [.. candidate.Relations.Where(use => needed.Contains(use.Relation))],
            OwnEvent,
            again.UnsafeReason)
        {
            Basis = RelationBasis.Together,
            Belief = again.Belief?.Seen([.. again.Sizing.Legs.Select(leg => Array.IndexOf(legs, leg))]),
        };
    }

    private string? Refuse(Claim claim, IReadOnlyDictionary<string, OrderBook> books)
    {
        Market market = claim.Market;
        if (Board.ObstacleOf(market, at, snapshot.Halt) is Obstacle obstacle and not Obstacle.None)
        {
            return $"gone on second look: {market.Ticker}: {obstacle.Word()}";
        }

        if (market.TickGrid is null)
        {
            return $"{market.Ticker}: {Obstacle.UnknownGrid.Word()}";
        }

        FeeResolution fee = Fee(market);
        if (fee.Terms is null)
        {
            return $"{market.Ticker}: fee is unknown: {fee.Reason}";
        }

        if (!books.TryGetValue(market.Ticker, out OrderBook? book))
        {
            return $"no book of {market.Ticker} was received";
        }

        if (at - book.At > options.MaxBookAge)
        {
            return $"the book of {market.Ticker} is {Words(at - book.At)} old, more than {Words(options.MaxBookAge)}";
        }

        return book.IsCrossed ? $"the book of {market.Ticker} is crossed" : null;
    }

    private SizedLeg Leg(Claim claim, OrderBook book) => new(
        claim, Offers.Of(claim.Market.TickGrid!, book, claim.Side), Fee(claim.Market).Terms!, book.At, book.IsTopOnly)
    {
        BookSequence = book.Sequence,
    };

    private FeeResolution Fee(Market market)
    {
        Event? own = OwnEvent(market);
        string ticker = own?.SeriesTicker ?? market.SeriesTicker;
        Series? series = snapshot.Series.TryGetValue(ticker, out Series? known) ? known : null;
        return FeeSchedule.Resolve(market, own, series, at, snapshot.AssumedFee);
    }

    private Event? OwnEvent(Market market) => snapshot.Events.FirstOrDefault(
        item => string.Equals(item.Ticker, market.EventTicker, StringComparison.Ordinal));

    private static string Words(TimeSpan span) => $"{FixedPoint.Format((long)span.TotalMilliseconds, 3, 1)} s";
}
