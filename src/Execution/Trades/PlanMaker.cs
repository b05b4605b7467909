using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>Makes the plan of a trade: how much, in which order, at which limits, and what can be lost.</summary>
public static class PlanMaker
{
    /// <summary>The plan for so many unit baskets; null where the offers do not hold them or a limit is on no grid.</summary>
    public static TradePlan? Make(PlanRequest request, Quantity units, string tradeId, DateTimeOffset now)
    {
        if (!units.IsPositive)
        {
            return null;
        }

        PlanLeg[] legs = new PlanLeg[request.Legs.Count];
        LegDifficulty[] difficulties = new LegDifficulty[legs.Length];
        for (int i = 0; i < legs.Length; i++)
        {
            RequestLeg asked = request.Legs[i];
            Quantity wanted = units * asked.Weight;
            if (Limit(asked.Asks, wanted) is not { } limit || Leg(asked, limit, request.Policy) is not { } leg)
            {
                return null;
            }

            legs[i] = leg;
            difficulties[i] = Difficulty(asked, leg, wanted, request.Member);
        }

        int[] order = LegOrder.Of(difficulties);
        Claim[] claims = [.. order.Select(place => request.Legs[place].Claim)];
        TradePlan plan = new()
        {
            TradeId = tradeId,
            OpportunityId = request.OpportunityId,
            Legs = [.. order.Select(place => legs[place])],
            Units = units,
            Payoff = new Payoff(
                [.. order.Select(place => legs[place].Weight)],
                request.MicrosPerUnit,
                BasketWorlds.Of(claims, request.Relations, request.Basis)),
            Policy = request.Policy,
            Losses = None,
            MinEdgePerUnit = request.MinEdgePerUnit,
            Rules = [.. request.Relations.Select(static relation => relation.Rule).Distinct(StringComparer.Ordinal)],
            RelationIds = [.. request.Relations.Select(static relation => relation.Id).Distinct(StringComparer.Ordinal)],
            Relations = [.. request.Relations.Select(static relation => relation.Type).Distinct().Order()],
            Tier = request.Relations.Count == 0 ? Tier.Proposed : request.Relations.Max(static relation => relation.Tier),
            Member = request.Member,
            CreatedAt = now,
            Subaccount = request.Subaccount,
            MostOutlay = Money.Zero,
        };
        Money outlay = Money.Zero;
        for (int i = 0; i < plan.Legs.Count; i++)
        {
            outlay += LossReckoning.LegOutlay(plan.Legs[i], plan.LegQuantity(i, units), plan.Member);
        }

        plan = plan with { MostOutlay = outlay };
        Money ifWrong = Money.FromMicros(request.MicrosPerUnitIfWrong * units.Hundredths);
        return plan with { Losses = LossReckoning.Of(plan, [.. order.Select(place => request.Legs[place].Bids)], ifWrong) };
    }

    /// <summary>
    /// The largest plan of at most <paramref name="request"/>'s units that passes a test; what a plan costs and loses only grows
    /// with its size. Null where not even the smallest passes.
    /// </summary>
    public static TradePlan? Largest(PlanRequest request, string tradeId, DateTimeOffset now, Func<TradePlan, bool> passes)
    {
        long low = 0;
        long high = request.Units.Hundredths;
        TradePlan? best = null;
        while (low < high)
        {
            long middle = low + ((high - low + 1) / 2);
            if (Make(request, Quantity.FromHundredths(middle), tradeId, now) is { } plan && passes(plan))
            {
                (low, best) = (middle, plan);
            }
            else
            {
                high = middle - 1;
            }
        }

        return best;
    }

    private static TradeLosses None { get; } = new()
    {
        ExecutionBound = Money.Zero,
        LikelyUnwind = null,
        OneLegVoid = Money.Zero,
        LastPrice = null,
        Scalar = Money.Zero,
        RelationWrong = Money.Zero,
    };

    private static Price? Limit(IReadOnlyList<BookLevel> asks, Quantity wanted)
    {
        Quantity rest = wanted;
        foreach (BookLevel ask in asks)
        {
            rest -= ask.Quantity;
            if (!rest.IsPositive)
            {
                return ask.Price;
            }
        }

        return null;
    }

    private static PlanLeg? Leg(RequestLeg asked, Price limit, TradePolicy policy)
    {
        Market market = asked.Claim.Market;
        if (market.TickGrid is not { } grid || market.ExchangeIndex is null)
        {
            return null;
        }

        PlanLeg leg = new()
        {
            Ticker = market.Ticker,
            EventTicker = market.EventTicker,
            SeriesTicker = market.SeriesTicker,
            Side = asked.Claim.Side,
            Weight = asked.Weight,
            Limit = limit,
            UnwindFloor = limit,
            Terms = asked.Terms,
            Grid = grid,
            Shard = market.ExchangeIndex.Value,
            CloseTime = market.CloseTime,
            LastPrice = market.LastPrice,
        };

        // Selling at a floor is buying the other side at its complement, which must lie on the grid too.
        Price floor = Price.FromTicks(Math.Max(1, limit.Ticks - policy.UnwindSlipTicks));
        return leg.OnGrid(leg.Side, limit) == limit && leg.OnGrid(leg.Side.Opposite(), floor.Complement()) is { } sale
            ? leg with { UnwindFloor = sale.Complement() }
            : null;
    }

    private static LegDifficulty Difficulty(RequestLeg asked, PlanLeg leg, Quantity wanted, MemberKind member)
    {
        Money outlay = LossReckoning.LegOutlay(leg, wanted, member);
        Money unwind = asked.Bids is { } bids && BookWalk.Sell(leg, bids, wanted, member) is { } sale
            ? outlay + sale.Cash
            : outlay;
        return LegDifficulty.Of(wanted, Recourse.Offered(asked.Asks, leg.Limit), unwind);
    }
}
