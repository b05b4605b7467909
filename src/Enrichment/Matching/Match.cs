using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>A grade with everything that speaks against a higher one.</summary>
public sealed record Match(MatchGrade Grade, IReadOnlyList<RuleDifference> Differences, int SharedPermille);
