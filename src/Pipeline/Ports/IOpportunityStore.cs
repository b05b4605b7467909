using Dutchbook.Domain;

namespace Dutchbook.Pipeline;

/// <summary>The scans made and what they found; an opportunity found again keeps its row and its first detection.</summary>
/// <exception cref="StorageException">Thrown by every member when the store cannot be read or written.</exception>
public interface IOpportunityStore
{
    /// <summary>
    /// Saves a scan with its opportunities and their episodes, all or nothing. An older scan does not overwrite what a newer
    /// one saw. An opportunity of which no episode speaks is not kept.
    /// </summary>
    /// <param name="scan">The scan.</param>
    /// <param name="found">What it found.</param>
    /// <param name="live">
    /// Given the open episodes and the newest of what was found, returns those that are not as they were.
    /// </param>
    void Save(
        ScanRecord scan,
        IReadOnlyCollection<DocumentedOpportunity> found,
        Func<IReadOnlyList<Episode>, IReadOnlyCollection<Episode>> live);

    /// <summary>
    /// Saves what a look between scans saw and changed, all or nothing. An opportunity of which no episode speaks is not kept.
    /// </summary>
    /// <param name="at">The instant the look speaks for.</param>
    /// <param name="found">What it found, of which something is new.</param>
    /// <param name="changed">Episodes that are not as they were.</param>
    void Observe(DateTimeOffset at, IReadOnlyCollection<DocumentedOpportunity> found, IReadOnlyCollection<Episode> changed);

    /// <summary>The open episodes, such as a new process begins with.</summary>
    IReadOnlyList<Episode> OpenEpisodes();

    /// <summary>Opportunities that pass the filter, by grade, score and edge, then id.</summary>
    IReadOnlyList<StoredOpportunity> List(OpportunityFilter filter);

    StoredOpportunity? Find(string id);

    /// <summary>The times that a mispricing was there, the newest first.</summary>
    IReadOnlyList<Episode> Episodes(string id, int limit);

    /// <summary>Every time that any mispricing was there within a span, in the order in which they began.</summary>
    IReadOnlyList<Episode> EpisodesWithin(DateTimeOffset from, DateTimeOffset to);

    /// <summary>The scans saved last, newest instant first.</summary>
    IReadOnlyList<ScanRecord> Scans(int limit);
}

/// <summary>An opportunity with its full explanation as JSON text.</summary>
public sealed record DocumentedOpportunity(Opportunity Opportunity, string Document);

/// <summary>One scan: the instant it speaks for, where the data came from, and its report as JSON text.</summary>
public sealed record ScanRecord
{
    public required DateTimeOffset At { get; init; }

    public required string Source { get; init; }

    public required int Markets { get; init; }

    public required int Events { get; init; }

    public required int Relations { get; init; }

    public required int Opportunities { get; init; }

    /// <summary>The funnel, assumptions and skipped items as JSON text, as its maker gave it.</summary>
    public required string Document { get; init; }
}

/// <summary>What to list; a null condition lets everything pass.</summary>
public sealed record OpportunityFilter
{
    public OpportunityStatus? Status { get; init; }

    /// <summary>Only opportunities that the newest scan saw, or a look after it.</summary>
    public bool LatestOnly { get; init; }

    public int Limit { get; init; } = int.MaxValue;
}
