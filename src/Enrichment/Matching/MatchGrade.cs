namespace Dutchbook.Enrichment;

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

/// <summary>In what two questions differ.</summary>
public enum RuleDifferenceKind
{
    /// <summary>Another person, team, place or thing.</summary>
    Subject,

    /// <summary>Another level.</summary>
    Strike,

    /// <summary>Above against below.</summary>
    Direction,

    /// <summary>One of them asks whether it does not happen.</summary>
    Negation,

    /// <summary>Another last day of a question that asks whether something happens by then.</summary>
    Deadline,

    /// <summary>Another day, month or year.</summary>
    Date,

    /// <summary>They end too far apart to be about one occasion.</summary>
    End,

    /// <summary>Another publisher decides.</summary>
    SettlementSource,

    /// <summary>What the other's YES means can change.</summary>
    Meaning,
}

/// <summary>One difference, in words.</summary>
public sealed record RuleDifference(RuleDifferenceKind Kind, string Detail)
{
    public override string ToString() => $"{Kind}: {Detail}";
}

/// <summary>A grade with everything that speaks against a higher one.</summary>
public sealed record Match(MatchGrade Grade, IReadOnlyList<RuleDifference> Differences, int SharedPermille);
