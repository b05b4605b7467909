using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>How a trade is worked: a named set of choices.</summary>
public sealed record TradePolicy
{
    public required string Name { get; init; }

    public required TimeInForce FirstLeg { get; init; }

    public required TimeInForce LaterLegs { get; init; }

    /// <summary>How long an order that may rest does; of no meaning for others.</summary>
    public TimeSpan RestFor { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How much more than the book asks a later leg may pay.</summary>
    public int LaterLegTicks { get; init; }

    /// <summary>How much worse than the book, within the planned limit, an order's own limit is.</summary>
    public int ChaseTicks { get; init; } = 500;

    /// <summary>True where what is missing is bought when that loses less than selling; false where all is unwound.</summary>
    public bool Completes { get; init; } = true;

    /// <summary>True where the remaining edge is looked at again before each leg.</summary>
    public bool RechecksEdge { get; init; } = true;

    /// <summary>From the first order on; afterwards nothing is bought that is not cheaper than selling.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What is held after this with no way to hedge or sell it stays, within its bound, for a person to see.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Between two looks when nothing can be done.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long selling must look better than buying before the first sale: books empty and fill again.</summary>
    public TimeSpan UnwindPatience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Orders beyond one for each leg.</summary>
    public int ExtraOrders { get; init; } = 12;

    /// <summary>How far below its limit a leg may be sold.</summary>
    public int UnwindSlipTicks { get; init; } = 1_000;

    /// <summary>
    /// First leg all or nothing, later legs at once for what filled, then whatever loses least of buying what is missing,
    /// selling what is too much, and holding.
    /// </summary>
    public static TradePolicy Arithmetic { get; } = new()
    {
        Name = "arithmetic",
        FirstLeg = TimeInForce.FillOrKill,
        LaterLegs = TimeInForce.ImmediateOrCancel,
    };

    /// <summary>
    /// The original brief's: the first leg rests for 30 s, the second follows one cent more aggressive, of a partition every leg
    /// rests up to 60 s, and what is not filled then is cancelled and the rest unwound.
    /// </summary>
    public static TradePolicy Brief { get; } = new()
    {
        Name = "brief",
        FirstLeg = TimeInForce.GoodTillCanceled,
        LaterLegs = TimeInForce.GoodTillCanceled,
        RestFor = TimeSpan.FromSeconds(30),
        LaterLegTicks = 100,
        Completes = false,
        RechecksEdge = false,
    };

    public static TradePolicy? Find(string name) =>
        new[] { Arithmetic, Brief }.FirstOrDefault(policy => string.Equals(policy.Name, name, StringComparison.Ordinal));
}
