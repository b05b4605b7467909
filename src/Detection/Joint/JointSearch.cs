using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Finds the baskets that no single guarantee shows: cluster by cluster, first whether any basket of any shape can earn
/// at the touch, then what of it several relations, or a line of cells, carry only together.
/// </summary>
internal sealed class JointSearch(IQuotes quotes, JointSizer sizer)
{
    private readonly RaySearch _rays = new(quotes);
    private readonly List<Finding> _found = [];
    private readonly int[] _verdicts = new int[(int)RayVerdict.Undecided + 1];

    public IReadOnlyList<Finding> Found => _found;

    /// <summary>Clusters that hold more than one closed form can tell.</summary>
    public int Examined { get; private set; }

    /// <summary>Baskets at the touch, whatever carries them.</summary>
    public int Rays { get; private set; }

    /// <summary>Of those, what a single relation carries by its closed form: the guarantees list them.</summary>
    public int ShownByOne { get; private set; }

    /// <summary>Of those, what no size makes pay once fees are rounded.</summary>
    public int LostToRounding { get; private set; }

    /// <summary>Of those, where the worst world was not found within the work allowed.</summary>
    public int NotDecided { get; private set; }

    public int Count(RayVerdict verdict) => _verdicts[(int)verdict];

    public void Run(ClusterMap map, ListedBaskets listed, CancellationToken ct)
    {
        List<Ray> rays = [];
        foreach (Cluster cluster in map.Clusters)
        {
            if (cluster.Binding.Count == 1 && cluster.Kind == ClusterKind.Single)
            {
                AddStaircase(cluster, listed);
                continue;
            }

            ct.ThrowIfCancellationRequested();
            Examined++;
            rays.Clear();
            _verdicts[(int)_rays.Find(cluster, rays)]++;
            if (rays.Count > 0)
            {
                Rays += rays.Count;
                AddAll(cluster, rays, listed);
            }
        }
    }

    private void AddAll(Cluster cluster, List<Ray> rays, ListedBaskets listed)
    {
        Claim[] spare = Spare(cluster, rays);
        foreach (Ray ray in rays)
        {
            if (listed.Holds(ray.Claims) is Signal signal and not Signal.SellAll)
            {
                ShownByOne++;
                continue;
            }

            Outcome outcome = Find(cluster, ray.Ordered(), listed, out Finding? found);
            if (spare.Length > 0
                && Find(cluster, ray.With(spare).Ordered(), listed, out Finding? wider) == Outcome.Found
                && wider!.Sizing.Edge > (found?.Sizing.Edge ?? Money.Zero))
            {
                (outcome, found) = (Outcome.Found, wider);
            }

            Count(outcome, found);
        }
    }

    /// <summary>
    /// Of an exclusive set every part is a guarantee: where the books differ in depth, all of it, then the rest without
    /// what is used up, and so on, earn more together than any one of them.
    /// </summary>
    private void AddStaircase(Cluster cluster, ListedBaskets listed)
    {
        Relation relation = cluster.Binding[0];
        if (relation.Type is not (RelationType.Exclusive or RelationType.Partition) || !listed.Sells(relation))
        {
            return;
        }

        Claim[] sold = [.. relation.Claims
            .Select(static claim => claim.Negation())
            .Where(claim => IsQuoted(quotes.BoxOf(claim.Market), claim.Side))];
        Rays++;
        Ray ray = new(sold, [.. sold.Select(static _ => 1)]);
        Count(Find(cluster, ray.Ordered(), listed, out Finding? found), found);
    }

    private void Count(Outcome outcome, Finding? found)
    {
        ShownByOne += outcome == Outcome.ShownByOne ? 1 : 0;
        LostToRounding += outcome == Outcome.LostToRounding ? 1 : 0;
        NotDecided += outcome == Outcome.NotDecided ? 1 : 0;
        if (outcome == Outcome.Found)
        {
            _found.Add(found!);
        }
    }

    private static bool IsQuoted(Box box, Side side) => side == Side.Yes ? box.HasHigh : box.HasLow;

    /// <summary>
    /// Claims that no ray buys at the touch, and that the best position of the whole cluster buys further down: where
    /// one leg of a basket ends, others may take its place.
    /// </summary>
    private Claim[] Spare(Cluster cluster, List<Ray> rays)
    {
        List<SizedLeg> legs = [];
        foreach (Market market in cluster.Markets)
        {
            Box box = quotes.BoxOf(market);
            if (box.HasHigh)
            {
                legs.Add(quotes.LegOf(Claim.Yes(market)));
            }

            if (box.HasLow)
            {
                legs.Add(quotes.LegOf(Claim.No(market)));
            }
        }

        SizedLeg[] all = [.. legs];
        LegLogic logic = LegLogic.Of(cluster.Binding, [.. all.Select(static leg => leg.Claim.Market)]);
        IBasketProgramme programme = BasketProgrammes.Of(cluster.Binding, logic);
        double[] best = programme.Solve(all, Ratio.One, cash: null)?.Hundredths ?? new double[all.Length];
        HashSet<Claim> bought = [.. rays.SelectMany(static ray => ray.Claims)];
        return [.. all.Where((leg, i) => best[i] >= 1 && !bought.Contains(leg.Claim)).Select(static leg => leg.Claim)];
    }

    private Outcome Find(Cluster cluster, Ray ray, ListedBaskets listed, out Finding? found)
    {
        found = null;
        Market[] markets = [.. ray.Claims.Select(static claim => claim.Market)];
        if (markets.Distinct().Count() < markets.Length)
        {
            return Outcome.LostToRounding;
        }

        SizedLeg[] legs = [.. ray.Claims.Select(quotes.LegOf)];
        LegLogic logic = LegLogic.Of(cluster.Binding, markets);
        IBasketProgramme programme = BasketProgrammes.Of(cluster.Binding, logic);
        if (sizer.Size(legs, ray.Weights, JoinedWorlds.Of(logic), programme) is not JointSizing sized)
        {
            return Outcome.LostToRounding;
        }

        // A leg that was not worth buying takes no part in what the basket rests on.
        Sizing sizing = sized.Sizing;
        int[] kept = [.. sizing.Legs.Select(leg => Array.IndexOf(legs, leg))];
        if (NeededRelations.Of(cluster, sizing) is not { } needed)
        {
            return Outcome.NotDecided;
        }

        if (needed is [{ Type: not RelationType.Line }] && !listed.IsBeatenBy(sizing))
        {
            return Outcome.ShownByOne;
        }

        Market[] bought = [.. kept.Select(i => markets[i])];
        found = new Finding(
            sizing, Signal.Joint, RelationUses.Of(needed, bought), quotes.EventOf, sized.UnsafeReason)
        {
            Basis = RelationBasis.Together,
            Belief = sized.Belief?.Seen(kept),
        };
        return Outcome.Found;
    }

    private enum Outcome
    {
        Found,
        ShownByOne,
        LostToRounding,
        NotDecided,
    }
}
