using System.Security.Cryptography;
using System.Text;
using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Tapes;

/// <summary>What one fill model came to.</summary>
public sealed class BacktestRun
{
    internal BacktestRun(PaperRun run, Money bankroll)
    {
        (Model, Trades, Equity) = (run.Model, run.Trades, run.Equity);
        Orders = [.. run.Orders];
        Refusals = run.Refusals;
        Halted = run.Flag.Read() is { Mode: TradingMode.Halted } state ? state.Reason : null;
        Bankroll = bankroll;
    }

    public FillModel Model { get; }

    public IReadOnlyList<BacktestTrade> Trades { get; }

    public IReadOnlyList<EquityPoint> Equity { get; }

    public IReadOnlyList<OrderState> Orders { get; }

    /// <summary>Proposals that the gate refused, by check.</summary>
    public IReadOnlyDictionary<string, int> Refusals { get; }

    /// <summary>Why trading halted itself; null where it did not.</summary>
    public string? Halted { get; }

    /// <summary>What the account began with.</summary>
    public Money Bankroll { get; }

    public IReadOnlyList<BacktestTrade> Filled => [.. Trades.Where(static trade => trade.IsFilled)];

    public Money Spent => Sum(static trade => trade.Spent);

    public Money Fees => Sum(static trade => trade.Fees);

    /// <summary>What settled trades came to, and what the others must come to at least.</summary>
    public Money Result => Sum(static trade => trade.Result);

    public Money SettledResult => Sum(static trade => trade.IsSettled ? trade.Result : Money.Zero);

    public int Settled => Trades.Count(static trade => trade.IsSettled);

    public int Count(TradePhase phase) => Trades.Count(trade => trade.State.Phase == phase);

    /// <summary>The most that was paid for claims held at one time.</summary>
    public Money PeakLocked => Equity.Select(static point => point.Locked).DefaultIfEmpty(Money.Zero).Max();

    /// <summary>The deepest fall of the guaranteed value below its highest so far; while legs are missing it is what is at stake.</summary>
    public Money Drawdown
    {
        get
        {
            Money top = Bankroll, deepest = Money.Zero;
            foreach (EquityPoint point in Equity)
            {
                top = Money.Max(top, point.Guaranteed);
                deepest = Money.Max(deepest, top - point.Guaranteed);
            }

            return deepest;
        }
    }

    /// <summary>The results weighed by how long the cash is locked; null where no trade says.</summary>
    public Ratio? AnnualReturn
    {
        get
        {
            Int128 dollarTicks = 0, result = 0;
            foreach (BacktestTrade trade in Trades.Where(static trade => trade.AnnualReturn is not null))
            {
                dollarTicks += (Int128)trade.Spent.Micros * (trade.Opportunity.PaysAt!.Value - trade.BegunAt).Ticks;
                result += trade.Result.Micros;
            }

            return dollarTicks > 0
                ? Ratio.FromPartsPerMillion((long)Int128.Clamp(
                    result * Ratio.Whole * TimeSpan.FromDays(365).Ticks / dollarTicks, long.MinValue, long.MaxValue))
                : null;
        }
    }

    /// <summary>What was spent and what it comes to, by the kind of relation and how it is known.</summary>
    public IReadOnlyList<(RelationType Type, Tier Tier, int Trades, Money Spent, Money Result)> Exposure =>
    [
        .. Filled.GroupBy(static trade => (trade.Opportunity.Relations[0].Relation.Type, trade.State.Plan.Tier))
            .OrderBy(static group => group.Key.Type).ThenBy(static group => group.Key.Tier)
            .Select(static group => (
                group.Key.Type, group.Key.Tier, group.Count(),
                group.Aggregate(Money.Zero, static (sum, trade) => sum + trade.Spent),
                group.Aggregate(Money.Zero, static (sum, trade) => sum + trade.Result))),
    ];

    /// <summary>A hash over every order with its fills: two runs that traded the same have the same.</summary>
    public string OrderHash
    {
        get
        {
            StringBuilder text = new();
            foreach (OrderState order in Orders)
            {
                text.Append(order.Intent.Fingerprint()).Append(' ').Append(order.Phase);
                foreach (VenueFill fill in order.Fills)
                {
                    text.Append(System.Globalization.CultureInfo.InvariantCulture,
                        $" {fill.FillId} {fill.Price} {fill.Quantity} {fill.Fee} {fill.At?.UtcTicks}");
                }

                text.Append('\n');
            }

            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }

    private Money Sum(Func<BacktestTrade, Money> what) => Trades.Aggregate(Money.Zero, (sum, trade) => sum + what(trade));
}
