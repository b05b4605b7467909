using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Tapes;

/// <summary>One trade of a backtest, as it stood at the end of the tape.</summary>
public sealed record BacktestTrade
{
    public required TradeState State { get; init; }

    /// <summary>What was found before it was begun.</summary>
    public required Opportunity Opportunity { get; init; }

    public required DateTimeOffset BegunAt { get; init; }

    public required int Orders { get; init; }

    /// <summary>Cash out for claims and fees, less what was sold.</summary>
    public required Money Spent { get; init; }

    public required Money Fees { get; init; }

    /// <summary>What the claims bought must pay in the worst admissible world.</summary>
    public required Money Guaranteed { get; init; }

    /// <summary>What has been paid for settled claims.</summary>
    public required Money Paid { get; init; }

    /// <summary>Everything it held was paid.</summary>
    public required bool IsSettled { get; init; }

    /// <summary>Something was bought.</summary>
    public bool IsFilled => Spent != Money.Zero || Fees != Money.Zero;

    /// <summary>What it came to where it was settled, otherwise what it must come to at least.</summary>
    public Money Result => IsSettled ? Paid - Spent : Money.Max(Guaranteed, Paid) - Spent;

    /// <summary>Simple annual return on what was spent until the expected payment; null where the date is unknown or nothing is locked.</summary>
    public Ratio? AnnualReturn => Spent > Money.Zero && Opportunity.PaysAt is { } pays && pays > BegunAt
        ? Ratio.FromPartsPerMillion((long)Int128.Clamp(
            (Int128)Result.Micros * Ratio.Whole * TimeSpan.FromDays(365).Ticks / ((Int128)Spent.Micros * (pays - BegunAt).Ticks),
            long.MinValue, long.MaxValue))
        : null;
}
