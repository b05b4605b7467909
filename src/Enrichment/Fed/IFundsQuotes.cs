namespace Dutchbook.Enrichment;

/// <summary>Somewhere that quotes 30-day federal funds futures.</summary>
internal interface IFundsQuotes
{
    string Source { get; }

    /// <summary>The strip and the time its newest quote is of.</summary>
    /// <exception cref="SourceException">It could not be read.</exception>
    Task<(FundsStrip Strip, DateTimeOffset At)> Read(DateOnly today, CancellationToken cancellation);
}
