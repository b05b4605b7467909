using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>Works out what a plan can lose.</summary>
internal static class LossReckoning
{
    /// <param name="plan">The plan; its own losses are not looked at.</param>
    /// <param name="bids">For each leg the bids for its claim, best first; null where they were not seen.</param>
    /// <param name="payoffIfWrong">What the basket pays at least if a relation is wrong.</param>
    public static TradeLosses Of(TradePlan plan, IReadOnlyList<IReadOnlyList<BookLevel>?> bids, Money payoffIfWrong)
    {
        Quantity[] all = [.. plan.Legs.Select((_, i) => plan.LegQuantity(i, plan.Units))];
        return new TradeLosses
        {
            ExecutionBound = Bound(plan, all),
            LikelyUnwind = LikelyUnwind(plan, all, bids),
            OneLegVoid = OneLegVoid(plan, all),
            LastPrice = LastPrice(plan, all),
            Scalar = plan.MostOutlay,
            RelationWrong = Positive(plan.MostOutlay - payoffIfWrong),
        };
    }

    /// <summary>Price at the limit and the fee at its bound.</summary>
    public static Money LegOutlay(PlanLeg leg, Quantity quantity, MemberKind member) => quantity.IsPositive
        ? (leg.Limit * quantity) + OrderFee.Bound(leg.Terms, member, [new BookLevel(leg.Limit, quantity)])
        : Money.Zero;

    /// <summary>What a sale at the floor brings in at least.</summary>
    private static Money SaleAtFloor(PlanLeg leg, Quantity quantity, MemberKind member)
    {
        Price bought = leg.UnwindFloor.Complement();
        return (leg.UnwindFloor * quantity) - OrderFee.Bound(leg.Terms, member, [new BookLevel(bought, quantity)]);
    }

    /// <summary>
    /// Legs fill one after another, each wholly or not at all (what lies between loses less); at each point what is held may
    /// have to be kept, or may be sold leg by leg at the floors. Every order the policy allows may cost one unit of rounding.
    /// </summary>
    private static Money Bound(TradePlan plan, Quantity[] all)
    {
        Money worst = Money.Zero;
        Money spent = Money.Zero;
        Quantity[] held = new Quantity[all.Length];
        for (int k = 0; k < all.Length; k++)
        {
            spent += LegOutlay(plan.Legs[k], all[k], plan.Member);
            held[k] = all[k];
            worst = Money.Max(worst, spent - plan.Payoff.Guaranteed(held));
            if (k == all.Length - 1)
            {
                break;
            }

            Quantity[] left = [.. held];
            Money after = spent;
            for (int i = 0; i < k; i++)
            {
                after -= SaleAtFloor(plan.Legs[i], left[i], plan.Member);
                left[i] = Quantity.Zero;
                worst = Money.Max(worst, after - plan.Payoff.Guaranteed(left));
            }
        }

        return worst + (plan.Member.BalanceUnit() * plan.MostOrders());
    }

    private static Money? LikelyUnwind(TradePlan plan, Quantity[] all, IReadOnlyList<IReadOnlyList<BookLevel>?> bids)
    {
        Money worst = Money.Zero;
        Money sum = Money.Zero;
        for (int i = 0; i < all.Length - 1; i++)
        {
            if (bids[i] is not { } levels || BookWalk.Sell(plan.Legs[i], levels, all[i], plan.Member) is not { } sale
                || sale.Quantity < all[i])
            {
                return null;
            }

            sum += LegOutlay(plan.Legs[i], all[i], plan.Member) + sale.Cash;
            worst = Money.Max(worst, sum);
        }

        return worst;
    }

    private static Money OneLegVoid(TradePlan plan, Quantity[] all)
    {
        Money worst = Money.Zero;
        for (int i = 0; i < all.Length; i++)
        {
            Money?[] instead = new Money?[all.Length];
            instead[i] = plan.Legs[i].Limit * all[i];
            worst = Money.Max(worst, plan.MostOutlay - plan.Payoff.Guaranteed(all, instead));
        }

        return worst;
    }

    private static Money? LastPrice(TradePlan plan, Quantity[] all)
    {
        if (plan.Legs.Any(static leg => leg.LastPrice is null || leg.LastPrice == Price.Zero))
        {
            return null;
        }

        Money worst = Money.Zero;
        foreach (string own in plan.Legs.Select(static leg => leg.EventTicker).Distinct(StringComparer.Ordinal))
        {
            Money?[] instead = new Money?[all.Length];
            for (int i = 0; i < all.Length; i++)
            {
                PlanLeg leg = plan.Legs[i];
                if (string.Equals(leg.EventTicker, own, StringComparison.Ordinal))
                {
                    Price last = leg.LastPrice!.Value;
                    instead[i] = (leg.Side == Side.Yes ? last : last.Complement()) * all[i];
                }
            }

            worst = Money.Max(worst, plan.MostOutlay - plan.Payoff.Guaranteed(all, instead));
        }

        return worst;
    }

    private static Money Positive(Money loss) => Money.Max(loss, Money.Zero);
}
