namespace Dutchbook.Domain;

/// <summary>How a market elsewhere stands to one of ours.</summary>
public enum MatchGrade
{
    Unrelated,

    /// <summary>About the same thing, with a difference that forbids comparing prices.</summary>
    Related,

    /// <summary>Ours being YES makes theirs YES.</summary>
    Subset,

    /// <summary>Theirs being YES makes ours YES.</summary>
    Superset,

    /// <summary>Theirs is YES exactly when ours is NO.</summary>
    Inverted,

    Equivalent,
}

/// <summary>What a person decided about a match.</summary>
public enum MatchDecision
{
    /// <summary>Nothing yet, or nothing about what it says now.</summary>
    Pending,
    Approved,
    Rejected,
}
