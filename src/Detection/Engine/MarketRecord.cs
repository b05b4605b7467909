namespace Dutchbook.Detection;

/// <summary>What is known of a market besides its prices and its first link; updates rarely look here.</summary>
internal struct MarketRecord
{
    /// <summary>Null for a row that is free.</summary>
    public string? Ticker;

    /// <summary>The cluster whose witness covers the market, if relations bind it.</summary>
    public LiveCluster? Cluster;

    /// <summary>How many relations name it, suspended ones included.</summary>
    public int Uses;

    /// <summary>Where the further links are.</summary>
    public int MoreStart;

    public int MoreCount;

    public int MoreCapacity;

    /// <summary>Mark of the last walk over relations that came by.</summary>
    public int Visit;

    /// <summary>The exchange lists it. A market that only a relation names keeps a row, and is never on offer.</summary>
    public bool IsListed;

    /// <summary>Why nothing of it is on offer; <see cref="QuoteOutcome.Quiet"/> if its last quote was taken.</summary>
    public QuoteOutcome State;
}
