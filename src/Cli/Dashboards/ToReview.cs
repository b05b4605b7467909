namespace Dutchbook.Cli;

/// <summary>What waits for a person.</summary>
/// <param name="Relations">That only words tell; null where that cannot be read.</param>
/// <param name="Matches">With markets elsewhere; null where that cannot be read.</param>
internal readonly record struct ToReview(int? Relations, int? Matches);
