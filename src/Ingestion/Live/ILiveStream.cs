using Dutchbook.Domain;

namespace Dutchbook.Ingestion;

/// <summary>
/// The venue's stream as its users see it. One at a time touches what is known of the markets: the stream itself, and
/// whoever reads or writes through it.
/// </summary>
public interface ILiveStream
{
    /// <summary>Called after each message, while nobody else writes. It must be quick and must not throw.</summary>
    Action? Turned { get; set; }

    /// <summary>
    /// Whether changes arrive now. While they do not, prices are known only by asking, as old as the last answer.
    /// </summary>
    bool IsFlowing { get; }

    /// <summary>How it goes, in words for a reader.</summary>
    string Condition { get; }

    /// <summary>The books wanted from now on, all of them, by market number.</summary>
    void Want(IReadOnlyCollection<int> markets);

    /// <summary>Reads while nobody writes.</summary>
    T Read<T>(Func<LiveMarkets, T> read);

    /// <summary>Writes while nobody else does.</summary>
    T Write<T>(Func<LiveMarkets, T> write);

    /// <summary>
    /// Corrects the touches by what a pass over the venue found, and counts what the stream had missed.
    /// </summary>
    SweepReport Sweep(VenueSnapshot pass);

    /// <summary>What the venue told of markets and events since the last time.</summary>
    IReadOnlyList<VenueNotice> TakeNotices();
}
