using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Claims of one answer that cannot both be meant: that one market implies another, and that the two exclude each other. Whoever says
/// both has not understood one of them, and nobody knows which.
/// </summary>
internal static class Contradiction
{
    /// <summary>The claims that contradict another one of the same answer.</summary>
    public static IReadOnlySet<ModelClaim> In(IReadOnlyCollection<ModelClaim> claims)
    {
        HashSet<ModelClaim> contradicting = [];
        foreach (ModelClaim apart in claims.Where(static claim => claim.Type == RelationType.Exclusive))
        {
            HashSet<string> members = new(apart.Members.Select(static market => market.Ticker), StringComparer.Ordinal);
            foreach (ModelClaim together in claims.Where(static claim =>
                claim.Type is RelationType.Subset or RelationType.Threshold or RelationType.Equivalence))
            {
                if (together.Members.Count(market => members.Contains(market.Ticker)) > 1)
                {
                    contradicting.Add(apart);
                    contradicting.Add(together);
                }
            }
        }

        return contradicting;
    }
}
