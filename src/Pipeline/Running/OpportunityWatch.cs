using Dutchbook.Detection;
using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>
/// What is there now. Each look refreshes what it sees again, begins what is new and ends what it looked for and did not find; and
/// nothing is shown whose proof does not hold.
/// </summary>
internal sealed class OpportunityWatch(Detector detector, OpportunityBook book)
{
    private readonly ProofStage _proving = new(detector);
    private Dictionary<string, Known> _known = new(StringComparer.Ordinal);

    /// <summary>The markets of everything that is there, so that its books stay in view.</summary>
    public IReadOnlyCollection<string> Tickers =>
        [.. book.Episodes.Where(static episode => episode.IsOpen).SelectMany(static episode => episode.Tickers).Distinct(StringComparer.Ordinal)];

    /// <summary>Opportunities that were held back because their proof did not hold, by reason: one of our two codes has a fault.</summary>
    public SortedDictionary<string, int> Unproved { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes one look.</summary>
    /// <param name="found">What it found.</param>
    /// <param name="judges">Whether it could have found an episode.</param>
    /// <param name="at">The instant it speaks for.</param>
    /// <param name="isShut">Whether a market was paused or is over; null where the look cannot tell.</param>
    public BookChange Take(
        IReadOnlyList<Opportunity> found, Func<Episode, bool> judges, DateTimeOffset at, Func<string, bool>? isShut = null)
    {
        List<Opportunity> unproved = [];
        Dictionary<string, Known> now = new(StringComparer.Ordinal);
        foreach (Opportunity item in found)
        {
            if (_known.GetValueOrDefault(item.Id) is { } known && known.IsAs(item))
            {
                now[item.Id] = known with { Opportunity = item with { ProofId = known.Proof.Id } };
            }
            else
            {
                unproved.Add(item);
            }
        }

        foreach ((Opportunity item, Proof proof) in _proving.Prove(unproved, Unproved))
        {
            now[item.Id] = new Known(item, proof);
        }

        BookChange change = book.Observe([.. now.Values.Select(static item => item.Opportunity)], judges, at, isShut);
        foreach ((string id, Known item) in _known)
        {
            if (!now.ContainsKey(id) && book.Find(id) is { IsOpen: true })
            {
                now[id] = item;
            }
        }

        _known = now;
        return change;
    }

    /// <summary>The episode of it, open or ended; null where there was none.</summary>
    public Episode? Find(string id) => book.Find(id);

    /// <summary>A trade of it is under way.</summary>
    public bool IsExecuting(string id) => book.Find(id) is { Status: OpportunityStatus.Executing };

    /// <summary>A step of a trade; null where it means nothing for what is there.</summary>
    public BookChange? Turn(string id, OpportunityTurn turn) =>
        book.Find(id) is { } episode && OpportunityLife.Next(episode.Status, turn) is not null
            ? new BookChange { Began = [], Refreshed = [book.Trade(id, turn)], Ended = [], Evicted = [], TurnedAway = [] }
            : null;

    /// <summary>What is there, grade by grade, the best first.</summary>
    public IReadOnlyList<ShownOpportunity> Shown() =>
    [
        .. Ranking.Order(_known.Values.Select(static item => item.Opportunity))
            .Select(item => (Item: _known[item.Id], Episode: book.Find(item.Id)))
            .Where(static pair => pair.Episode is { EndedAt: null })
            .Select(static pair => new ShownOpportunity
            {
                Opportunity = pair.Item.Opportunity,
                Episode = pair.Episode!,
                Proof = pair.Item.Proof,
            }),
    ];

    private sealed record Known(Opportunity Opportunity, Proof Proof)
    {
        /// <summary>The proof of the same basket at the same prices holds on.</summary>
        public bool IsAs(Opportunity other) => Opportunity.Units == other.Units && Opportunity.Cost == other.Cost
            && Opportunity.Fees == other.Fees && Opportunity.Edge == other.Edge && Opportunity.Status == other.Status
            && Opportunity.Legs.Zip(other.Legs).All(static pair => pair.First.Levels.SequenceEqual(pair.Second.Levels))
            && Opportunity.Relations.Select(static use => use.Relation.Id)
                .SequenceEqual(other.Relations.Select(static use => use.Relation.Id), StringComparer.Ordinal);
    }
}
