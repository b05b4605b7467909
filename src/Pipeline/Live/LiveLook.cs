using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Pipeline;

/// <summary>Copies of all that judging the candidates of one instant takes.</summary>
/// <param name="Candidates">How many there are.</param>
/// <param name="Interest">The markets whose books matter, the most valuable first.</param>
/// <param name="Waiting">Candidates that cannot be judged now, by reason.</param>
/// <param name="Ready">The relations of those that can.</param>
/// <param name="Books">All books of their markets, without doubt at this instant.</param>
public sealed record LiveWork(
    DateTimeOffset At,
    int Candidates,
    IReadOnlyList<int> Interest,
    IReadOnlyDictionary<string, int> Waiting,
    IReadOnlyList<Relation> Ready,
    IReadOnlyDictionary<string, OrderBook> Books,
    VenueSnapshot? Pass);

/// <summary>What became of the candidates of one instant.</summary>
/// <param name="Validated">Sized from books that stood together; with those below threshold, which say so.</param>
/// <param name="Candidates">What the engine had found at the touch.</param>
/// <param name="Waiting">Of these, not judged, by reason.</param>
/// <param name="Gone">Baskets that the books did not bear out, by reason.</param>
public sealed record LiveLook(
    IReadOnlyList<Opportunity> Validated,
    int Candidates,
    IReadOnlyDictionary<string, int> Waiting,
    IReadOnlyDictionary<string, int> Gone);

/// <summary>Doubts in words.</summary>
internal static class LiveWords
{
    public static string Of(BookDoubt doubt) => doubt switch
    {
        BookDoubt.None => "in step",
        BookDoubt.NotWatched => "not watched yet",
        BookDoubt.Awaited => "on its way",
        BookDoubt.Gap or BookDoubt.NegativeLevel or BookDoubt.Unreadable => "out of step",
        BookDoubt.Crossed => "crossed",
        BookDoubt.Refused => "refused by the venue",
        BookDoubt.Disconnected => "disconnected",
        BookDoubt.Late => "late",
        BookDoubt.Silent => "silent",
    };
}
