using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>What a trade can lose, shown before its first order. Losses are positive.</summary>
public sealed record TradeLosses
{
    /// <summary>
    /// The worst over fills, unknown orders and admissible worlds, holding what cannot be unwound. Never exceeded while the
    /// relations hold and settlement is normal.
    /// </summary>
    public required Money ExecutionBound { get; init; }

    /// <summary>Selling what the first legs filled into the books one sees; null where a book has no bids for all of it.</summary>
    public required Money? LikelyUnwind { get; init; }

    /// <summary>One leg's market is void and returns its cost; the others settle in an admissible world.</summary>
    public required Money OneLegVoid { get; init; }

    /// <summary>One event settles at its markets' last prices; null while one is not known.</summary>
    public required Money? LastPrice { get; init; }

    /// <summary>Every market may settle at any value: the whole outlay.</summary>
    public required Money Scalar { get; init; }

    /// <summary>A relation that the basket rests on is wrong.</summary>
    public required Money RelationWrong { get; init; }

    /// <summary>The worst of the abnormal cases.</summary>
    public Money WorstAbnormal() =>
        Money.Max(Money.Max(OneLegVoid, Scalar), LastPrice ?? Money.Zero);
}
