using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>What is sure about a basket: the worlds it can be paid in, and what is left when something fails.</summary>
internal sealed record Certainty(
    IReadOnlyList<RelationUse> Relations,
    IReadOnlyList<PayoffWorld> Worlds,
    WorldArgument Argument,
    AbnormalLosses Abnormal)
{
    /// <summary>The worlds carry a belief that bounds the edge.</summary>
    public bool HasBelief => Worlds.Any(static world => world.Belief > Ratio.Zero);

    /// <param name="relations">The finding's, the strongest first.</param>
    /// <param name="spent">Cost and fees.</param>
    public static Certainty Of(Finding finding, RelationUse[] relations, BasketLeg[] legs, Money spent)
    {
        LegPayoff[] normal = [.. legs.Select(AbnormalWorlds.Normal)];
        Market[] markets = [.. legs.Select(static leg => leg.Claim.Market)];
        LegWorlds[] worlds = [.. relations.Select(use => LegWorlds.Of(use.Relation, markets))];
        long[] alone = [.. worlds.Select(one => one.Worst(normal))];
        long[]? odd = WalkBelief.Of(finding.Sizing.Legs, finding.Sizing.AtLeast);
        return new Certainty(
            [.. relations.Select((use, i) => use with
            {
                PayoffAlone = Money.FromMicros(alone[i]),
                PayoffIfItFails = Money.FromMicros(
                    alone.Where((_, other) => other != i).DefaultIfEmpty(0).Max()),
            })],
            [.. Table(worlds[0], legs, normal, odd, finding.Sizing.AtLeast)],
            new WorldArgument(WorldSource.ClosedForm, worlds[0].IsComplete ? worlds[0].Rows.Count : null),
            AbnormalWorlds.Of(legs, spent, payoffs => worlds[0].Worst(payoffs)));
    }

    private static IEnumerable<PayoffWorld> Table(
        LegWorlds worlds, BasketLeg[] legs, LegPayoff[] normal, long[]? odd, int atLeast) => worlds.Rows
        .Select(row => new PayoffWorld(
            [.. legs.Where((_, i) => row[i]).Select(static leg => leg.Claim.Market)],
            Money.FromMicros(LegWorlds.Pays(row, normal)),
            Ratio.FromPartsPerMillion(odd is null ? 0 : BeliefIn(row, legs, odd, paysAlone: atLeast == 1))))
        .OrderBy(static world => world.Pays);

    /// <summary>
    /// The belief in a world in which exactly one claim pays, or exactly one does not; in others there is none.
    /// </summary>
    private static long BeliefIn(bool[] row, BasketLeg[] legs, long[] odd, bool paysAlone)
    {
        int[] oddOnes = [.. Enumerable.Range(0, row.Length)
            .Where(i => row[i] == (legs[i].Claim.Side == Side.Yes) == paysAlone)];
        return oddOnes.Length == 1 ? odd[oddOnes[0]] : 0;
    }
}
