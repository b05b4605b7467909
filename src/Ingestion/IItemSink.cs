using Dutchbook.Domain;

namespace Dutchbook.Ingestion;

/// <summary>Takes what the readers find, in reading order.</summary>
public interface IItemSink
{
    /// <param name="place">Where it stands; asked only when there is something to say about it.</param>
    void Add(Series series, Func<string>? place = null);

    /// <summary>Adds an event with its markets.</summary>
    /// <inheritdoc cref="Add(Series, Func{string})"/>
    void Add(Event item, Func<string>? place = null);

    /// <summary>Adds a market that came without its event.</summary>
    /// <inheritdoc cref="Add(Series, Func{string})"/>
    void Add(Market market, Func<string>? place = null);

    void Add(string ticker, OrderBook book);

    /// <summary>Names something that could not be used, and why.</summary>
    void Skip(string item, string reason);
}
