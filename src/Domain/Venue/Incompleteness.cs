namespace Dutchbook.Domain;

/// <summary>What was kept although something of it is missing: a field that could not be read, or fees that are not known.</summary>
/// <param name="What">The field, or what is not known.</param>
/// <param name="Count">How many items lack it.</param>
/// <param name="Examples">The first of them, each with its place and the problem.</param>
public sealed record Incompleteness(string What, int Count, IReadOnlyList<SkippedItem> Examples);
