namespace Dutchbook.Detection;

/// <summary>
/// Claims that are all the same: any one with the negation of any other pays exactly a dollar. A claim and its own negation
/// never cost less, because crossed quotes are not on offer; so the cheapest of each decide.
/// </summary>
internal static class EqualRule
{
    public static bool Pays(ReadOnlySpan<ushort> negations, ReadOnlySpan<ushort> claims) => Edge(negations, claims) > 0;

    /// <summary>The most that a pair earns; negative when none pays.</summary>
    public static int Edge(ReadOnlySpan<ushort> negations, ReadOnlySpan<ushort> claims)
    {
        int negation = Grain.Absent;
        int claim = Grain.Absent;
        for (int i = 0; i < claims.Length; i++)
        {
            negation = Math.Min(negation, negations[i]);
            claim = Math.Min(claim, claims[i]);
        }

        return Grain.PerDollar - negation - claim;
    }
}
