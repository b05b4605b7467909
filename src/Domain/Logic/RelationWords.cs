namespace Dutchbook.Domain;

/// <summary>The kinds of logical fact between markets.</summary>
public enum RelationType
{
    /// <summary>Each claim implies the next.</summary>
    Subset,

    /// <summary>Markets on one observable cut by ordered strikes: each claim implies the next.</summary>
    Threshold,

    /// <summary>At most one claim is true.</summary>
    Exclusive,

    /// <summary>At least one claim is true.</summary>
    Exhaustive,

    /// <summary>Exactly one claim is true: exclusive and exhaustive, each known for its own reason.</summary>
    Partition,

    /// <summary>All claims are true or none is.</summary>
    Equivalence,

    /// <summary>Exactly one of two claims is true.</summary>
    Complement,

    /// <summary>The first claim is true exactly when all others are.</summary>
    Conjunction,

    /// <summary>Markets that cut one observable into cells, of which exactly one comes true: every order, overlap and cover of it.</summary>
    Line,

    /// <summary>The first claim makes the second likely; never a guarantee.</summary>
    Implication,
}

/// <summary>How a relation is known.</summary>
public enum Tier
{
    /// <summary>A rule in code derives it from strikes, dates, flags or combo legs.</summary>
    Proven,

    /// <summary>Proposed by a model, confirmed by a second opinion and a person.</summary>
    Reviewed,

    /// <summary>Proposed by a model alone.</summary>
    Proposed,
}

/// <summary>Logic, or a probability.</summary>
public enum Strength
{
    Hard,
    Soft,
}

/// <summary>Where a relation is in its life; only active relations are traded.</summary>
public enum RelationStatus
{
    Active,
    Pending,
    Rejected,
    Suspended,
    Retired,
}
