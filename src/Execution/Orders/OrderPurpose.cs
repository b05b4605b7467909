namespace Dutchbook.Execution;

/// <summary>What an order does to its trade's exposure.</summary>
public enum OrderPurpose
{
    /// <summary>Begins a trade: the first leg.</summary>
    Open = 0,

    /// <summary>Buys the next leg for what the legs before it filled.</summary>
    Continue,

    /// <summary>Buys what a leg is missing, so that what is held is hedged.</summary>
    Complete,

    /// <summary>Sells what is held and cannot be hedged.</summary>
    Unwind,
}
