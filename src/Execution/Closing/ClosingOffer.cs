using Dutchbook.Domain;

namespace Dutchbook.Execution;

public enum ClosingKind
{
    /// <summary>Every leg is sold.</summary>
    Close = 0,

    /// <summary>One leg gives way to a cheaper claim with the same guarantee.</summary>
    Roll,
}

/// <summary>
/// Baskets of a trade that could leave before their settlement: what that brings, what it gives up, and what can be lost on the
/// way. Fixed before the first order, as a plan is.
/// </summary>
public sealed record ClosingOffer
{
    public required ClosingKind Kind { get; init; }

    /// <summary>The plan that the trade goes on with; of a roll it has one leg more.</summary>
    public required TradePlan Plan { get; init; }

    /// <summary>Unit baskets.</summary>
    public required Quantity Units { get; init; }

    public required ClosingTerms Terms { get; init; }

    /// <summary>Cash in less cash out, fees paid.</summary>
    public required Money Brings { get; init; }

    /// <summary>What the trade is surely paid less at settlement for it.</summary>
    public required Money GivesUp { get; init; }

    /// <summary>What that is worth now.</summary>
    public required Money GivesUpNow { get; init; }

    /// <summary>When it would have been paid; null where a market does not say.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>What waiting would earn a year; null of a roll, and where it is not known.</summary>
    public Ratio? WaitReturn { get; init; }

    /// <summary>The most that the trade may have lost, at whatever point this stops.</summary>
    public required Money Bound { get; init; }

    /// <summary>How much worse off than by holding that is.</summary>
    public required Money AtRisk { get; init; }

    /// <summary>The most that is paid for what is bought; nothing of a closing.</summary>
    public required Money MostOutlay { get; init; }

    public Money Gain => Brings - GivesUpNow;

    public bool IsWorth(ClosingRules rules) => Gain.IsPositive && Gain >= rules.MinGain(Units);

    public override string ToString() => $"{Kind} {Units} of {Plan.TradeId} for {Brings}";
}
