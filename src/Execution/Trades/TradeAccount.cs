using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>What a trade holds and has paid, by its orders alone: the one truth that the machine and the gate share.</summary>
public sealed class TradeAccount
{
    private readonly Quantity[] _held;
    private readonly int[] _attempts;
    private readonly List<(int Leg, Quantity Held, Money Cost)> _open = [];

    private TradeAccount(int legs) => (_held, _attempts) = (new Quantity[legs], new int[legs]);

    /// <summary>Contracts of each leg that are certainly held.</summary>
    public IReadOnlyList<Quantity> Held => _held;

    /// <summary>Orders of each leg that were put before the gate and let through.</summary>
    public IReadOnlyList<int> Attempts => _attempts;

    /// <summary>Cash out so far, fees included; at its worst where fills are reported and not yet read.</summary>
    public Money Spent { get; private set; }

    /// <summary>Fees of the fills read so far.</summary>
    public Money Fees { get; private set; }

    /// <summary>An order is under way.</summary>
    public bool HasOpenOrder => _open.Count > 0;

    /// <summary>All fills have been read.</summary>
    public bool IsBooked { get; private set; } = true;

    public int Orders { get; private set; }

    public static TradeAccount Of(TradePlan plan, IEnumerable<OrderState> orders)
    {
        TradeAccount account = new(plan.Legs.Count);
        foreach (OrderState order in orders)
        {
            if (order.Phase is not (OrderPhase.Planned or OrderPhase.Denied))
            {
                account.Add(plan, order);
            }
        }

        return account;
    }

    /// <summary>
    /// The worst loss over every fill of what is under way and every admissible world, nothing being sold any more. It is
    /// convex in each fill, so that the worst lies where each order fills wholly or not at all.
    /// </summary>
    /// <param name="plan">The trade's plan.</param>
    /// <param name="next">An order that may be added.</param>
    public Money WorstLoss(TradePlan plan, OrderIntent? next = null)
    {
        List<(int Leg, Quantity Held, Money Cost)> open = [.. _open];
        if (next is not null)
        {
            open.Add(Whole(plan, next, next.Quantity));
        }

        if (open.Count > 16)
        {
            throw new InvalidOperationException("A trade has more than sixteen orders under way.");
        }

        // An order that fills a little pays its rounding and hardly anything else.
        Money worst = Money.FromMicros(long.MinValue);
        Money rounding = plan.Member.BalanceUnit() * open.Count;
        for (int filled = 0; filled < 1 << open.Count; filled++)
        {
            Quantity[] held = [.. _held];
            Money spent = Spent + rounding;
            for (int i = 0; i < open.Count; i++)
            {
                if ((filled >> i & 1) == 1)
                {
                    held[open[i].Leg] += open[i].Held;
                    spent += open[i].Cost - plan.Member.BalanceUnit();
                }
            }

            worst = Money.Max(worst, spent - plan.Payoff.Guaranteed([.. held.Select(NotNegative)]));
        }

        return worst;
    }

    private static Quantity NotNegative(Quantity quantity) => quantity.IsPositive ? quantity : Quantity.Zero;

    private static (int Leg, Quantity Held, Money Cost) Whole(TradePlan plan, OrderIntent intent, Quantity filled)
    {
        Quantity held = intent.Purpose == OrderPurpose.Unwind ? -filled : filled;
        return (intent.Leg, held, OrderCost.AtMost(intent, filled, plan.Legs[intent.Leg].Terms, plan.Member));
    }

    private void Add(TradePlan plan, OrderState order)
    {
        int leg = order.Intent.Leg;
        _attempts[leg]++;
        Orders++;
        Quantity filled = order.Filled();
        _held[leg] += order.Intent.Purpose == OrderPurpose.Unwind ? -filled : filled;
        Spent += OrderCost.Known(order, plan.Legs[leg].Terms, plan.Member);
        foreach (VenueFill fill in order.Fills)
        {
            Fees += fill.Fee;
        }

        IsBooked &= order.IsBooked();
        Quantity more = order.FilledAtMost() - filled;
        if (!order.Phase.IsFinal())
        {
            (int Leg, Quantity Held, Money Cost) whole = Whole(plan, order.Intent, more.IsPositive ? more : Quantity.Zero);
            _open.Add(whole with { Cost = more.IsPositive ? whole.Cost : plan.Member.BalanceUnit() });
        }
    }
}
