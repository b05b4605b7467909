namespace Dutchbook.Domain;

/// <summary>An admissible world as a basket's own markets see it, and what the basket pays in it.</summary>
/// <param name="Yes">The basket's markets that resolve YES; its others resolve NO.</param>
/// <param name="Belief">
/// The probability of this world in a belief under which nothing on these books is worth more than the opportunity's
/// bound. The beliefs of all worlds add up to one, or are all zero where no bound is claimed.
/// </param>
public sealed record PayoffWorld(IReadOnlyList<Market> Yes, Money Pays, Ratio Belief);
