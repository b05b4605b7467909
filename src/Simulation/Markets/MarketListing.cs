using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <summary>What the exchange must know of a market to match and settle it.</summary>
public sealed record MarketListing
{
    public required string Ticker { get; init; }

    public required string EventTicker { get; init; }

    /// <summary>The matching engine it lives on; cash on another shard pays for nothing here.</summary>
    public int Shard { get; init; }

    public TickGrid Grid { get; init; } = TickGrid.Cent;

    public required FeeTerms Fees { get; init; }

    public required DateTimeOffset OpenTime { get; init; }

    /// <summary>From here on every order operation is refused.</summary>
    public required DateTimeOffset CloseTime { get; init; }

    /// <summary>How long a determination waits before it is paid.</summary>
    public TimeSpan SettlementTimer { get; init; } = TimeSpan.FromHours(1);

    /// <summary>At most one market of its event can resolve YES: what collateral return rests on.</summary>
    public bool IsExclusive { get; init; }
}
