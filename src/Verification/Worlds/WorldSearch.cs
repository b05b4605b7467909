using System.Numerics;

namespace Dutchbook.Verification;

/// <summary>What a basket pays for one market: when it resolves YES and when NO, in micro-dollars.</summary>
internal readonly record struct Payoff(BigInteger Yes, BigInteger No)
{
    public BigInteger Of(bool yes) => yes ? Yes : No;

    public BigInteger Least() => BigInteger.Min(Yes, No);

    public bool Matters => Yes != No;
}

/// <summary>
/// The worlds that all of some relations admit, by trial: markets are decided one by one, what the relations make of
/// that is followed, and what cannot be is undone.
/// </summary>
internal sealed class WorldSearch(int markets, WorldRelation[] relations)
{
    /// <summary>A proof that needs more trials than this is not one that can be checked.</summary>
    private const int MostTrials = 2_000_000;

    /// <summary>
    /// Markets that several relations name. Each relation by itself knows exactly whether some world agrees, so that
    /// once these are decided nothing else needs to be tried.
    /// </summary>
    private readonly int[] _shared = relations.Length < 2 ? [] : [.. relations
        .SelectMany(static relation => relation.Claims.Select(static claim => claim.Market).Distinct())
        .GroupBy(static market => market)
        .Where(static named => named.Count() > 1)
        .Select(static named => named.Key)];

    private int _trials;

    /// <summary>The worst payoff over the admissible worlds; markets that no relation names are free.</summary>
    public BigInteger Worst(Payoff[] payoffs)
    {
        Assignment world = new(markets);
        int[] paying = [.. Enumerable.Range(0, markets).Where(market => payoffs[market].Matters)];
        BigInteger? worst = null;
        Start(
            world,
            paying,
            () => worst = Sum(world, payoffs),
            () => worst is { } known && Sum(world, payoffs) >= known,
            payoffs);
        return worst ?? throw new InvalidOperationException("the relations admit no world at all");
    }

    /// <summary>Whether some admissible world agrees with these markets, each resolved as told.</summary>
    public bool Admits(ReadOnlySpan<int> seen, ReadOnlySpan<bool> resolved)
    {
        Assignment world = new(markets);
        for (int i = 0; i < seen.Length; i++)
        {
            if (!world.Set(seen[i], resolved[i]))
            {
                return false;
            }
        }

        bool found = false;
        Start(world, [], () => found = true, () => found, payoffs: null);
        return found;
    }

    /// <summary>How many different worlds these markets can be in, counted up to a limit.</summary>
    public int Count(int[] seen, int limit)
    {
        int count = 0;
        Start(new Assignment(markets), seen, () => count++, () => count > limit, payoffs: null);
        return count;
    }

    private void Start(
        Assignment world,
        int[] order,
        Action found,
        Func<bool> isEnough,
        Payoff[]? payoffs)
    {
        _trials = 0;
        if (Follow(world))
        {
            Decide(world, order, 0, found, isEnough, payoffs);
        }
    }

    /// <summary>
    /// Decides the markets in order, the smaller payoff first, and tells of each choice that some world agrees with.
    /// </summary>
    private void Decide(
        Assignment world,
        int[] order,
        int next,
        Action found,
        Func<bool> isEnough,
        Payoff[]? payoffs)
    {
        while (next < order.Length && world[order[next]] is not null)
        {
            next++;
        }

        if (isEnough())
        {
            return;
        }

        if (next == order.Length)
        {
            if (CanComplete(world, 0))
            {
                found();
            }

            return;
        }

        bool yes = payoffs is not null && payoffs[order[next]].Yes < payoffs[order[next]].No;
        for (int choice = 0; choice < 2; choice++, yes = !yes)
        {
            int mark = world.Mark;
            if (Try(world, order[next], yes))
            {
                Decide(world, order, next + 1, found, isEnough, payoffs);
            }

            world.Undo(mark);
        }
    }

    /// <summary>Whether the markets that are still open can be decided; the world is left as it was.</summary>
    private bool CanComplete(Assignment world, int next)
    {
        while (next < _shared.Length && world[_shared[next]] is not null)
        {
            next++;
        }

        if (next == _shared.Length)
        {
            return true;
        }

        bool can = false;
        foreach (bool yes in (bool[])[false, true])
        {
            int mark = world.Mark;
            can = can || (Try(world, _shared[next], yes) && CanComplete(world, next + 1));
            world.Undo(mark);
        }

        return can;
    }

    private bool Try(Assignment world, int market, bool yes)
    {
        if (++_trials > MostTrials)
        {
            throw new InvalidOperationException($"the worlds were not decided within {MostTrials} trials");
        }

        return world.Set(market, yes) && Follow(world);
    }

    private bool Follow(Assignment world)
    {
        for (int before = -1; before != world.Mark;)
        {
            before = world.Mark;
            foreach (WorldRelation relation in relations)
            {
                if (!relation.Follow(world))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>What is sure so far: the decided markets' payoffs and the least of the open ones.</summary>
    private static BigInteger Sum(Assignment world, Payoff[] payoffs)
    {
        BigInteger sum = 0;
        for (int market = 0; market < payoffs.Length; market++)
        {
            sum += world[market] is bool yes ? payoffs[market].Of(yes) : payoffs[market].Least();
        }

        return sum;
    }
}
