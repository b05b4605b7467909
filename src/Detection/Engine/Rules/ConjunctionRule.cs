namespace Dutchbook.Detection;

/// <summary>
/// A combo, first, and its legs. The combo's negation with any leg pays a dollar, and so does the combo with the negations
/// of all legs.
/// </summary>
internal static class ConjunctionRule
{
    public static bool Pays(ReadOnlySpan<ushort> negations, ReadOnlySpan<ushort> claims) => Edge(negations, claims) > 0;

    /// <summary>The most that a basket earns; negative when none pays.</summary>
    public static int Edge(ReadOnlySpan<ushort> negations, ReadOnlySpan<ushort> claims)
    {
        int cheapest = Grain.Absent;
        int against = claims[0];
        for (int i = 1; i < claims.Length; i++)
        {
            cheapest = Math.Min(cheapest, claims[i]);
            against += negations[i];
        }

        return Grain.PerDollar - Math.Min(negations[0] + cheapest, against);
    }
}
