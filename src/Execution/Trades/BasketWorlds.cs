using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>
/// The admissible worlds of a basket's legs, as bits of the legs that pay. Small sets are listed whole; of larger ones only
/// single relations whose form says the worlds. Where neither holds there are none, and only whole baskets count.
/// </summary>
public static class BasketWorlds
{
    private const int MostListed = 12;
    private const int MostLegs = 64;

    public static IReadOnlyList<ulong> Of(IReadOnlyList<Claim> legs, IReadOnlyList<Relation> relations, RelationBasis basis)
    {
        if (legs.Count > MostLegs || relations.Any(static relation => relation.Strength == Strength.Soft))
        {
            return [];
        }

        if (basis == RelationBasis.Together)
        {
            return Listed(legs, relations);
        }

        foreach (Relation relation in relations)
        {
            if (legs.All(leg => relation.Claims.Any(claim => IsOn(claim, leg.Market))))
            {
                return Listed(legs, [relation]) is { Count: > 0 } listed ? listed : ByForm(legs, relation);
            }
        }

        return [];
    }

    private static List<ulong> Listed(IReadOnlyList<Claim> legs, IReadOnlyList<Relation> relations)
    {
        List<string> tickers = [.. relations.SelectMany(static relation => relation.Claims)
            .Select(static claim => claim.Market.Ticker).Distinct(StringComparer.Ordinal)];
        if (tickers.Count > MostListed || legs.Any(leg => !tickers.Contains(leg.Market.Ticker, StringComparer.Ordinal)))
        {
            return [];
        }

        int[][] places = [.. relations.Select(relation => relation.Claims
            .Select(claim => tickers.IndexOf(claim.Market.Ticker)).ToArray())];
        int[] ofLegs = [.. legs.Select(leg => tickers.IndexOf(leg.Market.Ticker))];
        List<ulong> worlds = [];
        for (int yes = 0; yes < 1 << tickers.Count; yes++)
        {
            if (IsAdmissible(relations, places, yes))
            {
                ulong pays = 0;
                for (int i = 0; i < legs.Count; i++)
                {
                    bool isYes = (yes >> ofLegs[i] & 1) == 1;
                    pays |= isYes == (legs[i].Side == Side.Yes) ? 1UL << i : 0;
                }

                worlds.Add(pays);
            }
        }

        return worlds;
    }

    private static bool IsAdmissible(IReadOnlyList<Relation> relations, int[][] places, int yes)
    {
        for (int i = 0; i < relations.Count; i++)
        {
            IReadOnlyList<Claim> claims = relations[i].Claims;
            bool[] truth = new bool[claims.Count];
            for (int j = 0; j < truth.Length; j++)
            {
                truth[j] = (yes >> places[i][j] & 1) == 1 == (claims[j].Side == Side.Yes);
            }

            if (!RelationTruth.Allows(relations[i], truth))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Relations of many markets whose worlds are few.</summary>
    private static List<ulong> ByForm(IReadOnlyList<Claim> legs, Relation relation)
    {
        int count = relation.Claims.Count;
        IEnumerable<Func<int, bool>> worlds = relation.Type switch
        {
            RelationType.Subset or RelationType.Threshold => Enumerable.Range(0, count + 1)
                .Select(static first => (Func<int, bool>)(i => i >= first)),
            RelationType.Exclusive => Enumerable.Range(-1, count + 1).Select(static only => (Func<int, bool>)(i => i == only)),
            RelationType.Partition or RelationType.Complement => Enumerable.Range(0, count)
                .Select(static only => (Func<int, bool>)(i => i == only)),
            RelationType.Equivalence => [static _ => false, static _ => true],
            RelationType.Line => Enumerable.Range(0, relation.Line!.Cells.Count)
                .Select(cell => (Func<int, bool>)(i => relation.Line.Pays(i, cell))),

            // Bought claims of an exhaustive set are paid least where only one of the set is true.
            RelationType.Exhaustive when legs.All(leg => relation.Claims.Any(claim => claim == leg)) =>
                Enumerable.Range(0, count).Select(static only => (Func<int, bool>)(i => i == only)),
            RelationType.Exhaustive or RelationType.Conjunction or RelationType.Implication => [],
        };
        return [.. worlds.Select(world => Pays(legs, relation, world))];
    }

    private static ulong Pays(IReadOnlyList<Claim> legs, Relation relation, Func<int, bool> world)
    {
        ulong pays = 0;
        for (int leg = 0; leg < legs.Count; leg++)
        {
            int place = 0;
            while (!IsOn(relation.Claims[place], legs[leg].Market))
            {
                place++;
            }

            bool isSame = relation.Claims[place].Side == legs[leg].Side;
            pays |= world(place) == isSame ? 1UL << leg : 0;
        }

        return pays;
    }

    private static bool IsOn(Claim claim, Market market) =>
        string.Equals(claim.Market.Ticker, market.Ticker, StringComparison.Ordinal);
}
