using Dutchbook.Domain;
using Dutchbook.Mapping;

namespace Dutchbook.Cli;

/// <summary>What a pass of `map` looked at, asked and found.</summary>
internal sealed class MapReport(VenueSnapshot snapshot, RelationMap proven, CandidateSet candidates, IReadOnlyList<EventPair> chosen)
{
    public VenueSnapshot Snapshot { get; } = snapshot;

    public RelationMap Proven { get; } = proven;

    public CandidateSet Candidates { get; } = candidates;

    /// <summary>The candidates of the passes wanted, as many as wanted.</summary>
    public IReadOnlyList<EventPair> Chosen { get; } = chosen;

    /// <summary>True once models were asked.</summary>
    public bool HasAsked { get; set; }

    /// <summary>Candidates that were asked about, or whose answers were known.</summary>
    public int Judged { get; set; }

    /// <summary>Of these, candidates of which normal forms left nothing open, so that nothing was asked about the pair.</summary>
    public int Settled { get; set; }

    public SortedDictionary<string, int> Answers { get; } = new(StringComparer.Ordinal);

    public List<ProposedRelation> Proposals { get; } = [];

    public List<Refusal> Refusals { get; } = [];

    /// <summary>Proposals that structure proves already.</summary>
    public int AlreadyProven { get; set; }

    public Money Spent { get; set; }

    /// <summary>Why the pass ended before its end; null when it did not.</summary>
    public string? Stop { get; set; }

    /// <summary>It ended because questions are out in a batch.</summary>
    public bool IsWaiting { get; set; }

    /// <summary>Reviews suspended or retired because their words changed or their markets closed.</summary>
    public int Turned { get; set; }
}
