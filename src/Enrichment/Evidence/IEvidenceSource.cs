namespace Dutchbook.Enrichment;

/// <summary>
/// Somewhere outside the venue that knows something about markets. Implement it, add it to the list the
/// <see cref="Enricher"/> is made with, and its evidence is combined, shown and limited like that of every other source.
/// </summary>
public interface IEvidenceSource
{
    /// <summary>One word, as configuration, tables and JSON have it.</summary>
    string Name { get; }

    /// <summary>Whether it may know something about this market; decided from the question alone, at once.</summary>
    bool Covers(MarketQuestion question);

    /// <summary>What it knows; null where it turns out to know nothing about this market.</summary>
    /// <exception cref="SourceException">It should know, and could not say.</exception>
    Task<MarketEvidence?> AskAsync(MarketQuestion question, CancellationToken cancellation);
}
