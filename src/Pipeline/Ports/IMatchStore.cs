using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>Matches with markets elsewhere that rules found, and every turn of what people decided about them.</summary>
/// <exception cref="StorageException">Thrown by every member when the store cannot be read or written.</exception>
public interface IMatchStore
{
    /// <summary>
    /// Saves what a pass found. A new one waits for a person; one known by the same texts and grade keeps its decision; one known by
    /// others waits again, whatever was decided about the old ones.
    /// </summary>
    void Propose(IReadOnlyList<FoundMatch> found, DateTimeOffset at);

    /// <summary>Matches in one state, or all; those that wait first, then by our market's ticker.</summary>
    IReadOnlyList<StoredMatch> List(MatchDecision? decision);

    StoredMatch? Find(string id);

    /// <summary>
    /// Changes the state of matches, if all of them still say what whoever decides has read, and remembers by whom, when and why.
    /// </summary>
    /// <returns>
    /// The first that is not there, or says something else by now, and nothing was changed; null where all was done.
    /// </returns>
    string? Decide(IReadOnlyList<(MatchTurn Turn, FoundMatch Read)> decisions);

    /// <summary>The turns of one match, the oldest first.</summary>
    IReadOnlyList<MatchTurn> History(string id);
}

/// <summary>A change of state: of which match, to what, by whom, when and why.</summary>
public sealed record MatchTurn(string Id, MatchDecision To, string By, DateTimeOffset At, string Reason)
{
    /// <summary>Who it is that lets a decision lapse.</summary>
    public const string Machine = "dutchbook";
}

/// <summary>A match as stored.</summary>
public sealed record StoredMatch
{
    public required FoundMatch Match { get; init; }

    public required MatchDecision Decision { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>When it was last found as it stands here.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>The last that a person decided: in force, or lapsed where the match waits. Null where nobody ever did.</summary>
    public required MatchTurn? LastDecision { get; init; }
}
