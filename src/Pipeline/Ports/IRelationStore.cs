using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>The relations found so far, each once by its hash, with the pass that last derived it.</summary>
/// <exception cref="StorageException">Thrown by every member when the store cannot be read or written.</exception>
public interface IRelationStore
{
    /// <summary>
    /// Saves every relation of a pass. One already held gets the new tier, confidence, evidence and document, but keeps its
    /// status: what a person rejected or suspended does not come back because a rule found it again.
    /// </summary>
    /// <param name="map">What the pass found.</param>
    /// <param name="at">The instant the pass speaks for.</param>
    /// <param name="document">Makes the full explanation of a relation as JSON text.</param>
    void Save(RelationMap map, DateTimeOffset at, Func<Relation, string> document);

    /// <summary>Relations that pass the filter, by type, then id.</summary>
    IReadOnlyList<StoredRelation> List(RelationFilter filter);

    StoredRelation? Find(string id);
}

/// <summary>What to list; a null condition lets everything pass.</summary>
public sealed record RelationFilter
{
    public RelationType? Type { get; init; }

    public Tier? Tier { get; init; }

    public RelationStatus? Status { get; init; }

    public string? Ticker { get; init; }

    /// <summary>Only relations that the newest pass derived.</summary>
    public bool LatestOnly { get; init; }

    public int Limit { get; init; } = int.MaxValue;
}
