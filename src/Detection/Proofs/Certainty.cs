using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>What is sure about a basket: the worlds it can be paid in, and what is left when something fails.</summary>
internal sealed record Certainty(
    IReadOnlyList<RelationUse> Relations,
    IReadOnlyList<PayoffWorld> Worlds,
    WorldArgument Argument,
    AbnormalLosses Abnormal)
{
    /// <summary>More worlds than this are not written down one by one.</summary>
    private const int MostWritten = 512;

    /// <summary>Of worlds that are not all written down, so many of the worst are.</summary>
    private const int WorstWritten = 64;

    /// <summary>The worlds carry a belief that bounds the edge.</summary>
    public bool HasBelief => Worlds.Any(static world => world.Belief > Ratio.Zero);

    /// <summary>Null where a worst world was not decided.</summary>
    /// <param name="relations">The finding's, the strongest first.</param>
    /// <param name="spent">Cost and fees.</param>
    public static Certainty? Of(Finding finding, RelationUse[] relations, BasketLeg[] legs, Money spent) =>
        finding.Basis == RelationBasis.Alone
            ? EachAlone(finding, relations, legs, spent)
            : Together(finding, relations, legs, spent);

    private static Certainty? EachAlone(Finding finding, RelationUse[] relations, BasketLeg[] legs, Money spent)
    {
        LegPayoff[] normal = [.. legs.Select(AbnormalWorlds.Normal)];
        Market[] markets = [.. legs.Select(static leg => leg.Claim.Market)];
        ListedWorlds[] worlds = [.. relations.Select(use => ListedWorlds.Of(use.Relation, markets))];
        long[] alone = [.. worlds.Select(one => one.Worst(normal)!.Value)];
        long[]? odd = WalkBelief.Of(finding.Sizing.Legs, finding.Sizing.AtLeast);
        bool paysAlone = finding.Sizing.AtLeast == 1;
        return AbnormalWorlds.Of(legs, spent, payoffs => worlds[0].Worst(payoffs)) is not AbnormalLosses abnormal ? null
            : new Certainty(
                [.. relations.Select((use, i) => use with
                {
                    PayoffAlone = Money.FromMicros(alone[i]),
                    PayoffIfItFails = Money.FromMicros(alone.Where((_, other) => other != i).DefaultIfEmpty(0).Max()),
                })],
                Table(worlds[0].Rows, legs, normal, row => odd is null ? 0 : BeliefIn(row, legs, odd, paysAlone)),
                new WorldArgument(WorldSource.ClosedForm, worlds[0].IsComplete ? worlds[0].Rows.Count : null),
                abnormal);
    }

    private static Certainty? Together(Finding finding, RelationUse[] relations, BasketLeg[] legs, Money spent)
    {
        LegPayoff[] normal = [.. legs.Select(AbnormalWorlds.Normal)];
        Market[] markets = [.. legs.Select(static leg => leg.Claim.Market)];
        Relation[] all = [.. relations.Select(static use => use.Relation)];
        LegWorlds worlds = JoinedWorlds.Of(all, markets);
        RelationUse[] uses = new RelationUse[relations.Length];
        for (int i = 0; i < uses.Length; i++)
        {
            Relation[] others = [.. all.Where((_, other) => other != i)];
            if (JoinedWorlds.Search([all[i]], markets).Worst(normal) is not long alone
                || JoinedWorlds.Search(others, markets).Worst(normal) is not long left)
            {
                return null;
            }

            uses[i] = relations[i] with
            {
                PayoffAlone = Money.FromMicros(alone),
                PayoffIfItFails = Money.FromMicros(left),
            };
        }

        if (worlds.Worst(normal) is null
            || AbnormalWorlds.Of(legs, spent, payoffs => worlds.Worst(payoffs)) is not { } abnormal)
        {
            return null;
        }

        RowSet rows = new();
        bool isWhole = worlds.IsComplete && worlds.Rows.Count <= MostWritten;
        foreach (bool[] row in (finding.Belief?.Keys ?? []).Concat(worlds.Rows
            .OrderBy(row => LegWorlds.Pays(row, normal)).Take(isWhole ? int.MaxValue : WorstWritten)))
        {
            rows.Add(row);
        }

        return new Certainty(
            uses,
            Table(rows.Rows, legs, normal, row => finding.BeliefIn(row)),
            ArgumentOf(all, isWhole ? rows.Rows.Count : null),
            abnormal);
    }

    private static WorldArgument ArgumentOf(Relation[] relations, int? worlds) => relations switch
    {
        [{ Line: CellLine line }] => new WorldArgument(WorldSource.Line, worlds, line.Cells.Count),
        _ when worlds is not null => new WorldArgument(WorldSource.Enumerated, worlds),
        _ => new WorldArgument(WorldSource.Oracle, null),
    };

    private static PayoffWorld[] Table(
        IReadOnlyList<bool[]> rows, BasketLeg[] legs, LegPayoff[] normal, Func<bool[], long> belief) =>
    [
        .. rows
            .Select(row => new PayoffWorld(
                [.. legs.Where((_, i) => row[i]).Select(static leg => leg.Claim.Market)],
                Money.FromMicros(LegWorlds.Pays(row, normal)),
                Ratio.FromPartsPerMillion(belief(row))))
            .OrderBy(static world => world.Pays),
    ];

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
