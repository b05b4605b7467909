namespace Dutchbook.Detection;

/// <summary>What became of a relation given to the engine.</summary>
public enum RelationOutcome : byte
{
    /// <summary>It is watched from now on. A market it names that is not listed counts as never on offer.</summary>
    Watched,

    /// <summary>Refused: it is not active, or it is only likely and guarantees nothing.</summary>
    Idle,

    /// <summary>Refused: it names one market twice, so that its baskets would count the depth of it twice.</summary>
    NamesMarketTwice,

    /// <summary>Refused: it has more members than sums of costs are safe for.</summary>
    TooManyMembers,
}
