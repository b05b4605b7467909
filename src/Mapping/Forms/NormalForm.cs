using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// What YES of one market means, as a model read it from the rules and as far as code could check it: every sentence
/// stands in the rules, every number and date stands in its sentence.
/// </summary>
internal sealed record NormalForm
{
    public required Market Market { get; init; }

    /// <summary>
    /// Everything but the strike or the deadline, in one line: markets with the same key differ in nothing else.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>Where the observable must lie; null for a market without a strike.</summary>
    public IntervalReadout? Interval { get; init; }

    /// <summary>The first instant that no longer counts; null for a market without a deadline.</summary>
    public DateOnly? Cutoff { get; init; }

    /// <summary>The sentences that the fields were read from, by field.</summary>
    public required IReadOnlyList<Evidence> Sentences { get; init; }
}

/// <summary>An interval with the sentence that words it, a mark in place of the comparison.</summary>
internal sealed record IntervalReadout(Cut Low, Cut High, string Template);
