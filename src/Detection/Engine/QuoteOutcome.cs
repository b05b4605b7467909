namespace Dutchbook.Detection;

/// <summary>What became of a quote. Nothing that a quote says stops the engine.</summary>
public enum QuoteOutcome : byte
{
    /// <summary>The prices are those known already.</summary>
    Unchanged,

    /// <summary>Taken; no relation of the market is mispriced by it, and its witness holds.</summary>
    Quiet,

    /// <summary>Taken; a relation is or was mispriced, or a witness broke: there is something to settle or drain.</summary>
    Stirred,

    /// <summary>Refused: no such market was added, or it has been removed.</summary>
    UnknownMarket,

    /// <summary>Refused: the fee of the market is not known. Nothing of it is on offer.</summary>
    UnknownFee,

    /// <summary>Refused: bid at or above ask. Nothing of the market is on offer until its next quote.</summary>
    Crossed,

    /// <summary>Refused: a price below nothing or above a dollar. Nothing of the market is on offer until its next quote.</summary>
    OutOfRange,

    /// <summary>The market was closed by its caller: nothing of it is on offer until its next quote.</summary>
    Closed,
}
