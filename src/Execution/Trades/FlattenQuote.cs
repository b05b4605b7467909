using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>What was agreed to when a trade's claims are to be sold before their settlement.</summary>
/// <param name="Since">When.</param>
/// <param name="Bound">The most that the trade may have lost by then, at whatever point it stops.</param>
/// <param name="MostPlaced">No more orders of the trade than these, all together.</param>
/// <param name="Closing">
/// What is to be closed or rolled because that is worth more than holding; null where a person wants everything sold, whatever it
/// brings.
/// </param>
public sealed record FlattenWish(DateTimeOffset Since, Money Bound, int MostPlaced, ClosingTerms? Closing = null);

/// <summary>What selling one leg would bring now.</summary>
/// <param name="Leg">The place in the plan.</param>
/// <param name="Held">Contracts held.</param>
/// <param name="Sold">As many as the bids take within the collar.</param>
/// <param name="Proceeds">Cash in, fees taken off.</param>
/// <param name="AtLeast">The same if every contract goes at the worst of those bids.</param>
public sealed record LegSale(int Leg, Quantity Held, Quantity Sold, Money Proceeds, Money AtLeast);

/// <summary>The cost of walking the books with all that a trade holds, before anything is sent.</summary>
public sealed record FlattenQuote
{
    /// <summary>Bids further below the best one are not taken: the gate's collar would refuse.</summary>
    public const int CollarTicks = 2_000;

    private const int MostListed = 16;

    /// <summary>How far prices may move until the orders arrive.</summary>
    private static readonly Price Slack = Price.FromTicks(100);

    public required IReadOnlyList<LegSale> Sales { get; init; }

    public required Money Proceeds { get; init; }

    /// <summary>What the trade has made once all that can be sold is; negative for a loss.</summary>
    public required Money ResultIfSold { get; init; }

    /// <summary>What it has made at worst if all is held instead.</summary>
    public required Money ResultIfHeld { get; init; }

    /// <summary>What may be lost at most, at whatever point it stops and if prices move by a cent meanwhile.</summary>
    public required Money Bound { get; init; }

    public static FlattenQuote Of(TradePlan plan, TradeAccount account, IReadOnlyDictionary<string, OrderBook> books)
    {
        List<LegSale> sales = [];
        Money slack = Money.Zero;
        for (int i = 0; i < plan.Legs.Count; i++)
        {
            Quantity held = account.Held[i];
            if (!held.IsPositive)
            {
                continue;
            }

            PlanLeg leg = plan.Legs[i];
            slack += (Slack * held) + plan.Member.BalanceUnit();
            Taking? sale = books.TryGetValue(leg.Ticker, out OrderBook? book) ? Sale(leg, book, held, plan.Member) : null;
            sales.Add(sale is { } taking
                ? new LegSale(i, held, taking.Quantity, -taking.Cash, AtLimit(leg, taking, plan.Member))
                : new LegSale(i, held, Quantity.Zero, Money.Zero, Money.Zero));
        }

        Money proceeds = sales.Aggregate(Money.Zero, static (sum, sale) => sum + sale.Proceeds);
        Quantity[] left = [.. account.Held];
        sales.ForEach(sale => left[sale.Leg] -= sale.Sold);
        return new FlattenQuote
        {
            Sales = sales,
            Proceeds = proceeds,
            ResultIfSold = proceeds + plan.Payoff.Guaranteed(left) - account.Spent,
            ResultIfHeld = plan.Payoff.Guaranteed(account.Held) - account.Spent,
            Bound = Worst(plan, account, sales) + slack,
        };
    }

    /// <summary>What the bids within the collar take of a leg.</summary>
    internal static Taking? Sale(PlanLeg leg, OrderBook book, Quantity held, MemberKind member)
    {
        IReadOnlyList<BookLevel> bids = Recourse.Bids(book, leg.Side);
        return bids.Count == 0
            ? null
            : BookWalk.Sell(leg, bids, held, Price.FromTicks(Math.Max(1, bids[0].Price.Ticks - CollarTicks)), member);
    }

    /// <summary>What a sale brings if every contract goes at its worst price.</summary>
    internal static Money AtLimit(PlanLeg leg, Taking taking, MemberKind member)
    {
        Money fee = OrderFee.Bound(leg.Terms, member, [new BookLevel(taking.Limit, taking.Quantity)]);
        return (taking.Limit.Complement() * taking.Quantity) - fee;
    }

    /// <summary>
    /// The loss is convex in what of each leg is sold, so the worst stop has each leg sold wholly or not at all; legs are sold in
    /// any order, since a book may be empty when its turn comes.
    /// </summary>
    private static Money Worst(TradePlan plan, TradeAccount account, List<LegSale> sales)
    {
        if (sales.Count > MostListed)
        {
            // Too many stops to list: no more can be lost than all that was spent.
            return account.Spent;
        }

        Money worst = Money.FromMicros(long.MinValue);
        for (int sold = 0; sold < 1 << sales.Count; sold++)
        {
            Quantity[] held = [.. account.Held];
            Money spent = account.Spent;
            for (int i = 0; i < sales.Count; i++)
            {
                if ((sold >> i & 1) == 1)
                {
                    held[sales[i].Leg] -= sales[i].Sold;
                    spent -= sales[i].AtLeast;
                }
            }

            worst = Money.Max(worst, spent - plan.Payoff.Guaranteed(held));
        }

        return worst;
    }
}
