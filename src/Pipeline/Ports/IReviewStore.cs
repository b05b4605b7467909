using Dutchbook.Domain;
using Dutchbook.Mapping;

namespace Dutchbook.Pipeline;

/// <summary>
/// Relations that words tell, with the judgements of models and people, and every turn of their lives.
/// </summary>
/// <exception cref="StorageException">Thrown by every member when the store cannot be read or written.</exception>
public interface IReviewStore
{
    /// <summary>
    /// Saves what a pass proposed. One already known by the same words and fees keeps its status and gets the new evidence; one known by
    /// others waits for a person again, whatever was decided about the old ones, and so does one that no person suspended and that is
    /// judged anew.
    /// </summary>
    void Propose(IReadOnlyList<ProposedRelation> proposals, DateTimeOffset at, Func<Relation, string> document);

    /// <summary>Reviews in one state, or all; by the time they were proposed, then id.</summary>
    IReadOnlyList<StoredReview> List(RelationStatus? status);

    StoredReview? Find(string id);

    /// <summary>Changes the state of a review and remembers by whom, when and why; unknown ids are ignored.</summary>
    void Turn(IReadOnlyList<ReviewTurn> turns);

    /// <summary>The words a relation was judged by are still those: says so without a turn.</summary>
    void Confirm(IReadOnlyList<string> ids, DateTimeOffset at);

    /// <summary>The turns of one relation, the oldest first.</summary>
    IReadOnlyList<ReviewTurn> History(string id);

    /// <summary>Ids of relations of any origin that a person rejected or suspended.</summary>
    IReadOnlyList<string> Barred();
}

/// <summary>A change of state: of which relation, to what, by whom, when and why.</summary>
public sealed record ReviewTurn(string Id, RelationStatus To, string By, DateTimeOffset At, string Reason);

/// <summary>A review as stored.</summary>
public sealed record StoredReview
{
    public required string Id { get; init; }

    public required RelationType Type { get; init; }

    public required RelationStatus Status { get; init; }

    public required ReviewStage Stage { get; init; }

    public required string Rule { get; init; }

    /// <summary>The claims in the order that gives the type its meaning.</summary>
    public required IReadOnlyList<(string Ticker, Side Side)> Claims { get; init; }

    public required bool StrikesAscend { get; init; }

    public required Ratio Confidence { get; init; }

    public required Ratio? ConditionalAtLeast { get; init; }

    /// <summary>The hash of the words it was judged by.</summary>
    public required string RulesHash { get; init; }

    /// <summary>The fee terms of its markets when it was judged; null where they were not known.</summary>
    public string? Fees { get; init; }

    public required IReadOnlyList<Evidence> Evidence { get; init; }

    public required IReadOnlyList<RuleDifference> Differences { get; init; }

    public required string JudgedBy { get; init; }

    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>When its words were last found unchanged.</summary>
    public required DateTimeOffset ConfirmedAt { get; init; }
}
