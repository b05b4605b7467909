using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>A claim of a relation: a market and the side that the claim is about.</summary>
internal readonly record struct ClaimAt(int Market, bool IsYes);

/// <summary>What a basket pays for one market: when it resolves YES and when NO, in micro-dollars.</summary>
internal readonly record struct Payoff(BigInteger Yes, BigInteger No);

/// <summary>
/// The worst a basket can be paid in the worlds that one relation admits. Small relations are tried world by world; for large
/// ones the payoff is a sum over markets, so that the worst of each form can be written down.
/// </summary>
internal sealed class WorldCheck(string type, IReadOnlyList<ClaimAt> claims, IReadOnlyList<Payoff> payoffs)
{
    private const int TriedWorldByWorld = 14;

    public static bool IsKnown(string type) => type is "Subset" or "Threshold" or "Exclusive" or "Exhaustive" or "Partition"
        or "Equivalence" or "Complement" or "Conjunction";

    /// <summary>The worst payoff over the relation's worlds; markets that it does not name are free.</summary>
    public BigInteger Worst()
    {
        BigInteger free = 0;
        HashSet<int> bound = [.. claims.Select(static claim => claim.Market)];
        for (int market = 0; market < payoffs.Count; market++)
        {
            free += bound.Contains(market) ? 0 : BigInteger.Min(payoffs[market].Yes, payoffs[market].No);
        }

        return free + (claims.Count <= TriedWorldByWorld ? ByTrial() : ByForm());
    }

    /// <summary>Whether the relation admits a world, given by the truth of its claims.</summary>
    public bool Admits(IReadOnlyList<bool> truth)
    {
        int count = truth.Count(static value => value);
        return type switch
        {
            "Subset" or "Threshold" => Enumerable.Range(1, truth.Count - 1).All(i => !truth[i - 1] || truth[i]),
            "Exclusive" => count <= 1,
            "Exhaustive" => count >= 1,
            "Partition" => count == 1,
            "Equivalence" => count == 0 || count == truth.Count,
            "Complement" => count == 1,
            "Conjunction" => truth[0] == truth.Skip(1).All(static value => value),
            _ => false,
        };
    }

    private BigInteger ByTrial()
    {
        BigInteger? worst = null;
        bool[] truth = new bool[claims.Count];
        for (int world = 0; world < 1 << claims.Count; world++)
        {
            for (int i = 0; i < truth.Length; i++)
            {
                truth[i] = (world >> i & 1) == 1;
            }

            if (Admits(truth))
            {
                BigInteger pays = 0;
                for (int i = 0; i < truth.Length; i++)
                {
                    pays += Of(i, truth[i]);
                }

                worst = worst is { } known ? BigInteger.Min(known, pays) : pays;
            }
        }

        return worst ?? throw new InvalidOperationException("no world is admitted");
    }

    private BigInteger ByForm()
    {
        int[] all = [.. Enumerable.Range(0, claims.Count)];
        BigInteger none = Sum(all, static _ => false);
        BigInteger[] one = [.. all.Select(i => none + Of(i, true) - Of(i, false))];
        return type switch
        {
            "Subset" or "Threshold" => Enumerable.Range(0, claims.Count + 1).Min(first => Sum(all, i => i >= first)),
            "Exclusive" => BigInteger.Min(none, one.Min()),
            "Partition" => one.Min(),
            "Equivalence" => BigInteger.Min(none, Sum(all, static _ => true)),
            "Exhaustive" => Least(all, mustBe: true),
            "Conjunction" => BigInteger.Min(Sum(all, static _ => true), Of(0, false) + Least(all[1..], mustBe: false)),
            _ => throw new InvalidOperationException(type),
        };
    }

    /// <summary>The least sum in which at least one of the claims has the truth that is asked for.</summary>
    private BigInteger Least(int[] places, bool mustBe)
    {
        BigInteger least = Sum(places, i => Of(i, true) < Of(i, false));
        return Array.Exists(places, i => mustBe ? Of(i, true) <= Of(i, false) : Of(i, false) <= Of(i, true))
            ? least
            : least + places.Min(i => BigInteger.Abs(Of(i, true) - Of(i, false)));
    }

    private BigInteger Sum(int[] places, Func<int, bool> truth) =>
        places.Aggregate(BigInteger.Zero, (sum, i) => sum + Of(i, truth(i)));

    private BigInteger Of(int claim, bool isTrue) =>
        claims[claim].IsYes == isTrue ? payoffs[claims[claim].Market].Yes : payoffs[claims[claim].Market].No;
}
