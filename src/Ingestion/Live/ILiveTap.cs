using Dutchbook.Domain;

namespace Dutchbook.Ingestion;

/// <summary>
/// Hears everything that live detection takes, in the order in which it takes it: who hears all of it can do the same again. Apart
/// from pages, which arrive while the stream goes on, it is called by who holds the markets' turn. It must be quick and must not throw.
/// </summary>
public interface ILiveTap
{
    /// <summary>A pass begins: the pages that follow are its own.</summary>
    void PassBegan(DateTimeOffset at);

    /// <summary>A page by REST.</summary>
    void Page(string path, DateTimeOffset at, ReadOnlySpan<byte> body);

    /// <summary>A pass was taken over. Its pages came before.</summary>
    /// <param name="map">Its relations, with what people decided.</param>
    void Passed(VenueSnapshot pass, RelationMap map);

    /// <summary>A connection is up.</summary>
    void Opened(string channel, DateTimeOffset at);

    /// <summary>A connection is gone.</summary>
    void Closed(string channel, DateTimeOffset at);

    /// <summary>One whole message.</summary>
    void Heard(string channel, DateTimeOffset at, ReadOnlySpan<byte> frame);

    /// <summary>A connection was asked what it has to say.</summary>
    /// <param name="command">What it said; empty where it had nothing to say.</param>
    void Asked(string channel, DateTimeOffset at, ReadOnlySpan<byte> command);

    /// <summary>The books wanted from now on, all of them.</summary>
    void Wanted(DateTimeOffset at, IReadOnlyList<string> tickers);

    /// <summary>The candidates were looked at.</summary>
    void Looked(DateTimeOffset at);

    /// <summary>Books that were asked for came, for candidates of the last look that had none.</summary>
    /// <param name="areTouches">They also tell the touch, because no stream does.</param>
    void Fetched(DateTimeOffset at, IReadOnlyDictionary<string, OrderBook> books, bool areTouches);
}
