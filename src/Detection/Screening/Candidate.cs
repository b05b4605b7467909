using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// A guarantee whose claims cost less at the touch than it must pay, before the rounding of fees is known.
/// </summary>
/// <param name="Slots">The claims, as slots of the <see cref="Board"/>.</param>
/// <param name="AtLeast">How many of them pay in every admissible world.</param>
/// <param name="AnySubset">Every subset of s claims is a guarantee of s-1 of its own.</param>
internal sealed record Candidate(Relation Relation, Signal Signal, int[] Slots, int AtLeast, bool AnySubset);

/// <summary>A guarantee that does not pay at the touch, kept while it is among the nearest.</summary>
internal sealed record Miss(Relation Relation, Signal Signal, int[] Slots, int AtLeast, long Edge);
