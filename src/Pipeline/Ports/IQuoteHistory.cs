namespace Dutchbook.Pipeline;

/// <summary>Where the history of quotes is written. One process writes at a time; readers are not held up by it.</summary>
/// <exception cref="StorageException">Thrown by every member when it cannot be written.</exception>
public interface IQuoteHistoryWriter : IDisposable
{
    /// <summary>The newest instant that anything is written of, in Unix milliseconds; 0 where nothing is.</summary>
    long NewestAt { get; }

    /// <summary>Writes a batch, all or nothing, and durably: no crash of the process takes it back.</summary>
    /// <param name="batch">What was gathered.</param>
    /// <param name="names">The markets by the batch's numbers; a number never gets another name.</param>
    void Append(QuoteBatch batch, IReadOnlyList<string> names);

    /// <summary>Packs what was written by time into what is read by market, a few minutes of it.</summary>
    /// <param name="now">What is of these minutes stays as it is; in Unix milliseconds.</param>
    /// <returns>Whether there was something to pack.</returns>
    bool Pack(long now);

    /// <summary>Deletes some of what is older.</summary>
    /// <param name="before">In Unix milliseconds; whole days are deleted.</param>
    /// <returns>Whether there may be more to delete.</returns>
    bool Prune(long before);
}

/// <summary>The history of quotes, as it was written.</summary>
/// <exception cref="StorageException">Thrown by every member when it cannot be read.</exception>
public interface IQuoteHistoryReader : IDisposable
{
    /// <summary>How much there is.</summary>
    QuoteTotals Totals();

    /// <summary>All stretches in which it is whole, in order.</summary>
    IReadOnlyList<QuoteStretch> Stretches();

    /// <summary>
    /// What was told of a market from the beginning of the first day on, in order; null where the market was never told of.
    /// </summary>
    /// <param name="ticker">The market.</param>
    /// <param name="from">Of this day on, in Unix milliseconds.</param>
    /// <param name="to">Up to here, this instant included.</param>
    IReadOnlyList<QuoteChange>? Read(string ticker, long from, long to);

    /// <summary>Whole days, market by market, in an order that is always the same.</summary>
    IEnumerable<MarketQuotes> ReadDay(DateOnly day);
}

/// <summary>What was told of one market, in order.</summary>
public sealed record MarketQuotes(string Ticker, IReadOnlyList<QuoteChange> Changes);

/// <summary>How much history there is.</summary>
/// <param name="Bytes">Of the file.</param>
/// <param name="FreeBytes">Of these, left by what was deleted, and used again.</param>
/// <param name="Markets">That were ever told of.</param>
/// <param name="Days">The days that anything is written of, the first one first.</param>
public sealed record QuoteTotals(long Bytes, long FreeBytes, long Markets, IReadOnlyList<QuoteDay> Days);

/// <summary>One day (UTC) of history.</summary>
/// <param name="Changes">Rows.</param>
/// <param name="Bytes">That they take.</param>
public sealed record QuoteDay(DateOnly Day, long Changes, long Bytes);
