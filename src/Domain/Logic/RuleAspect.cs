namespace Dutchbook.Domain;

/// <summary>The ways in which the rules of two markets can decide differently although they read alike.</summary>
public enum RuleAspect
{
    /// <summary>Who publishes the deciding fact.</summary>
    Source,

    /// <summary>When the fact is decided.</summary>
    Instant,

    /// <summary>Until when it counts.</summary>
    Deadline,

    /// <summary>Which period the figure is for, and whether the period is that of the data or of the release.</summary>
    Period,
    TimeZone,
    Strike,
    Rounding,

    /// <summary>First print or revised.</summary>
    Revision,

    /// <summary>Average, last, highest and so on.</summary>
    Aggregation,

    /// <summary>A level, or a change of it.</summary>
    Quantity,

    /// <summary>Next, first, last, another.</summary>
    Order,
    Negation,
    Numbers,

    /// <summary>Names and abbreviations.</summary>
    Subject,
    EarlyClose,

    /// <summary>Cancelled, postponed, void.</summary>
    Void,
    Tie,

    /// <summary>How far something got: nominated before elected.</summary>
    Stage,

    /// <summary>The title speaks of something else than the rules.</summary>
    Title,

    /// <summary>Whether a list leaves something out.</summary>
    Cover,
}

/// <summary>One row of the table in which the rules of two markets are laid side by side.</summary>
/// <param name="Aspect">What is compared.</param>
/// <param name="Left">What the first market's rules say; empty when they say nothing.</param>
/// <param name="Right">What the second market's rules say.</param>
public sealed record RuleDifference(RuleAspect Aspect, string Left, string Right)
{
    public bool Differs => !string.Equals(Left, Right, StringComparison.Ordinal);

    public override string ToString() => Differs ? $"{Aspect}: \"{Left}\" against \"{Right}\"" : $"{Aspect}: the same, \"{Left}\"";
}
