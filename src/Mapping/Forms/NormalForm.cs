using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// What YES of one market means, as a model read it from the rules and as far as code could check it: every sentence
/// stands in the rules, every number, date and option stands in its sentence.
/// </summary>
internal sealed record NormalForm
{
    public required Market Market { get; init; }

    /// <summary>
    /// Everything but the strike, the deadline or the option, in one line: markets with the same key differ in nothing else.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>Where the observable must lie; null for a market without a strike.</summary>
    public IntervalReadout? Interval { get; init; }

    /// <summary>The first instant that no longer counts; null for a market without a deadline.</summary>
    public DateOnly? Cutoff { get; init; }

    /// <summary>Which one of a named set must be the one; null for a market that is no option.</summary>
    public string? Option { get; init; }

    /// <summary>The sentence that says that only one option can be the one; null where none does.</summary>
    public string? Exclusivity { get; init; }

    /// <summary>The sentences that the fields were read from, by field.</summary>
    public required IReadOnlyList<Evidence> Sentences { get; init; }

    /// <summary>Code can tell from it and another one of its key what follows.</summary>
    public bool HasValue => Interval is not null || Cutoff is not null || Option is not null;
}

/// <summary>An interval with the sentence that words it, a mark in place of the comparison.</summary>
internal sealed record IntervalReadout(Cut Low, Cut High, string Template);
