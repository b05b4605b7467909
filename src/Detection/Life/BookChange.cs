using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>What one look changed in the <see cref="OpportunityBook"/>.</summary>
public sealed record BookChange
{
    /// <summary>Episodes that began.</summary>
    public required IReadOnlyList<Episode> Began { get; init; }

    /// <summary>Episodes that go on, with their new figures.</summary>
    public required IReadOnlyList<Episode> Refreshed { get; init; }

    /// <summary>Episodes that this look no longer saw.</summary>
    public required IReadOnlyList<Episode> Ended { get; init; }

    /// <summary>Episodes that were there and had to leave, because better ones of their grade fill the book; they are ended.</summary>
    public required IReadOnlyList<Episode> Evicted { get; init; }

    /// <summary>Ids that would have begun and found the book full of better ones.</summary>
    public required IReadOnlyList<string> TurnedAway { get; init; }

    /// <summary>Every episode that is not as it was.</summary>
    public IEnumerable<Episode> All => Began.Concat(Refreshed).Concat(Ended).Concat(Evicted);
}
