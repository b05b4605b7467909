using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>A claim that can take the place of a leg with the same guarantee.</summary>
/// <param name="Replaced">The leg, by its place in the plan.</param>
/// <param name="By">The claim.</param>
/// <param name="Relation">What says so.</param>
public sealed record RollCandidate(int Replaced, Claim By, Relation Relation);

/// <summary>
/// Held claims are stock: a leg is sold where a claim that does the same for the basket can be bought for less than it brings.
/// </summary>
public static class Rolls
{
    /// <summary>A dollar for each contract, in micro-dollars for each hundredth.</summary>
    private const long MicrosPerHundredth = Money.MicrosPerDollar / 100;

    /// <summary>
    /// Every claim that could take the place of a leg: one that the leg implies (what pays whenever the leg does serves every basket),
    /// and of a pair one that makes a guarantee with the other leg.
    /// </summary>
    public static IReadOnlyList<RollCandidate> Candidates(TradePlan plan, TradeAccount account, IEnumerable<Relation> relations)
    {
        Dictionary<string, int> legs = new(StringComparer.Ordinal);
        for (int leg = 0; leg < plan.Legs.Count; leg++)
        {
            if (account.Held[leg].IsPositive)
            {
                legs[plan.Legs[leg].Ticker] = leg;
            }
        }

        List<RollCandidate> found = [];
        HashSet<(int, string, Side)> known = [];
        foreach (Relation relation in relations)
        {
            if (relation is not { Strength: Strength.Hard, Status: RelationStatus.Active }
                || !relation.Claims.Any(claim => legs.ContainsKey(claim.Market.Ticker)))
            {
                continue;
            }

            foreach (Guarantee guarantee in relation.Guarantees())
            {
                if (guarantee is { AtLeast: 1, Claims: [var one, var other] })
                {
                    Add(one, other, relation);
                    Add(other, one, relation);
                }
            }
        }

        return found;

        void Add(Claim held, Claim by, Relation relation)
        {
            if (!legs.TryGetValue(held.Market.Ticker, out int leg)
                || plan.Legs.Any(own => string.Equals(own.Ticker, by.Market.Ticker, StringComparison.Ordinal)))
            {
                return;
            }

            // Where the negation of a leg or the claim pays, the claim pays whenever the leg does.
            int replaced = plan.Legs[leg].Side != held.Side ? leg : Partner(plan, leg);
            if (replaced >= 0 && account.Held[replaced].IsPositive && known.Add((replaced, by.Market.Ticker, by.Side)))
            {
                found.Add(new RollCandidate(replaced, by, relation));
            }
        }
    }

    /// <summary>The roll that gains most and is worth it, within what a test lets pass; null where none is.</summary>
    /// <param name="plan">Of a trade that holds whole baskets.</param>
    /// <param name="account">What it holds.</param>
    /// <param name="candidate">The claim that would take the place of a leg.</param>
    /// <param name="terms">Its fees.</param>
    /// <param name="books">By ticker, as they are now.</param>
    /// <param name="now">The time.</param>
    /// <param name="rules">What is worth it.</param>
    /// <param name="passes">Limits that its size must keep; null for none.</param>
    public static ClosingOffer? Best(
        TradePlan plan,
        TradeAccount account,
        RollCandidate candidate,
        FeeTerms terms,
        IReadOnlyDictionary<string, OrderBook> books,
        DateTimeOffset now,
        ClosingRules rules,
        Func<ClosingOffer, bool>? passes = null)
    {
        PlanLeg old = plan.Legs[candidate.Replaced];
        if (Leg(candidate.By, old, terms) is not { } leg || !books.ContainsKey(old.Ticker) || !books.ContainsKey(leg.Ticker))
        {
            return null;
        }

        ClosingOffer? best = null;
        foreach (Quantity units in Sizes(plan, account, candidate.Replaced, leg, books))
        {
            if (Make(plan, account, candidate, leg, books, units, now, rules) is { } offer && offer.IsWorth(rules)
                && (best is null || offer.Gain >= best.Gain) && passes?.Invoke(offer) != false)
            {
                best = offer;
            }
        }

        return best;
    }

    private static ClosingOffer? Make(
        TradePlan plan,
        TradeAccount account,
        RollCandidate candidate,
        PlanLeg leg,
        IReadOnlyDictionary<string, OrderBook> books,
        Quantity units,
        DateTimeOffset now,
        ClosingRules rules)
    {
        PlanLeg old = plan.Legs[candidate.Replaced];
        Quantity amount = plan.LegQuantity(candidate.Replaced, units);
        if (BookWalk.Buy(leg.Terms, books[leg.Ticker].Asks(leg.Side), amount, Price.One, plan.Member) is not { } bought
            || bought.Quantity < amount
            || FlattenQuote.Sale(old, books[old.Ticker], amount, plan.Member) is not { } sale || sale.Quantity < amount)
        {
            return null;
        }

        // What is bought is bought first: at every point whole baskets are held.
        Money outlay = (bought.Limit * amount) + OrderFee.Bound(leg.Terms, plan.Member, [new BookLevel(bought.Limit, amount)]);
        TradePlan rolled = plan.Rolled(leg with { Limit = bought.Limit }, candidate.Replaced, candidate.Relation, outlay);
        Money brings = -sale.Cash - bought.Cash;
        Money paid = Price.One * amount;
        Money later = Waiting.WorthNow(paid, Waiting.Until(plan) - now, rules.MinWaitReturn)
            - Waiting.WorthNow(paid, Waiting.Until(rolled) - now, rules.MinWaitReturn);
        Quantity[] both = [.. account.Held, amount];
        Quantity left = account.Held[candidate.Replaced] - amount;
        Quantity[] after = [.. both];
        after[candidate.Replaced] = left;
        Money stopped = account.Spent + outlay - rolled.Payoff.Guaranteed(both);
        Money done = account.Spent + outlay - FlattenQuote.AtLimit(old, sale, plan.Member) - rolled.Payoff.Guaranteed(after);
        Money held = account.Spent - plan.Payoff.Guaranteed(account.Held);
        Money slack = (Closings.Slack * (amount + amount)) + (plan.Member.BalanceUnit() * rolled.MostOrders());
        Money bound = Money.Max(held, Money.Max(stopped, done)) + slack;
        return new ClosingOffer
        {
            Kind = ClosingKind.Roll,
            Plan = rolled,
            Units = units,
            Terms = new ClosingTerms(
                [
                    new LegChange(plan.Legs.Count, Quantity.Zero, amount),
                    new LegChange(candidate.Replaced, account.Held[candidate.Replaced], left),
                ],
                later + rules.MinGain(units)),
            Brings = brings,
            GivesUp = Money.Zero,
            GivesUpNow = later,
            Until = Waiting.Until(rolled),
            Bound = bound,
            AtRisk = bound - held,
            MostOutlay = outlay,
        };
    }

    /// <summary>The other leg of a plain pair of which one pays; none of any other basket, nor of one that was rolled.</summary>
    private static int Partner(TradePlan plan, int leg)
    {
        bool isPair = plan.Legs.Count == 2 && plan.Legs.All(static one => one.Weight == 1)
            && plan.Payoff.MicrosPerUnit == MicrosPerHundredth;
        return isPair ? 1 - leg : -1;
    }

    private static PlanLeg? Leg(Claim by, PlanLeg old, FeeTerms terms) =>
        by.Market is { TickGrid: { } grid, ExchangeIndex: { } shard } market
            ? new PlanLeg
            {
                Ticker = market.Ticker,
                EventTicker = market.EventTicker,
                SeriesTicker = market.SeriesTicker,
                Side = by.Side,
                Weight = old.Weight,
                Limit = old.Limit,
                UnwindFloor = Price.FromTicks(100),
                Terms = terms,
                Grid = grid,
                Shard = shard,
                CloseTime = market.CloseTime,
                LastPrice = market.LastPrice,
            }
            : null;

    private static SortedSet<Quantity> Sizes(
        TradePlan plan, TradeAccount account, int replaced, PlanLeg leg, IReadOnlyDictionary<string, OrderBook> books)
    {
        PlanLeg old = plan.Legs[replaced];
        long whole = Math.Min(
            plan.Payoff.WholeUnits(account.Held).Hundredths, account.Held[replaced].Hundredths / old.Weight);
        SortedSet<Quantity> sizes = [];
        for (long half = whole; half > 0; half /= 2)
        {
            sizes.Add(Quantity.FromHundredths(half));
        }

        foreach (IReadOnlyList<BookLevel> levels in new[] { books[leg.Ticker].Asks(leg.Side), Recourse.Bids(books[old.Ticker], old.Side) })
        {
            long sum = 0;
            foreach (BookLevel level in levels)
            {
                sum += level.Quantity.Hundredths;
                sizes.Add(Quantity.FromHundredths(Math.Min(sum / old.Weight, whole)));
            }
        }

        sizes.Remove(Quantity.Zero);
        return sizes;
    }
}
