namespace Dutchbook.Simulation;

/// <summary>The life of a market, in the venue's words.</summary>
public enum MarketPhase
{
    Initialized,
    Active,

    /// <summary>Paused: nothing is matched, and what rests is cancelled when it resumes.</summary>
    Inactive,
    Closed,

    /// <summary>A result is known; it is paid once the settlement timer has run, unless disputed.</summary>
    Determined,
    Disputed,
    Amended,

    /// <summary>Paid, and over.</summary>
    Finalized,
}

/// <summary>What a market resolved to.</summary>
public enum Outcome
{
    Yes,
    No,

    /// <summary>A YES contract pays a value between nothing and a dollar.</summary>
    Scalar,

    /// <summary>Every position gets back what it cost; fees are not returned.</summary>
    Void,
}
