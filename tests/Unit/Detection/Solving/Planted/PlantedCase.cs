namespace Dutchbook.Unit.Detection.Solving.Planted;

/// <summary>A random cluster with its quotes, net of fees, in micro-dollars.</summary>
internal sealed record PlantedCase(
    string Family, int Markets, Fact[] Facts, int[] Worlds, (long? Bid, long? Ask)[] Quotes, bool IsCoherentByMaking)
{
    private const long Dollar = 1_000_000;
    private const long Cent = 10_000;

    public static PlantedCase Draw(ulong seed, int most)
    {
        Dice dice = new(seed * 0x9E3779B97F4A7C15 + 1);
        string family = Planted.Family.Names[(int)(seed % (ulong)Planted.Family.Names.Length)];
        int markets = dice.Between(family is "crossing partitions" ? 6 : 3, Math.Max(6, most));
        markets = family is "k of n" ? Math.Min(markets, 6) : markets;
        Fact[] facts = Planted.Family.Facts(family, markets, dice);
        int[] worlds = Truth.Worlds(markets, facts);
        bool coherent = dice.Chance(40);
        (long? Bid, long? Ask)[] quotes = worlds.Length == 0
            ? [.. Enumerable.Repeat(((long?)null, (long?)null), markets)]
            : DrawQuotes(markets, worlds, coherent, dice);
        return new(family, markets, facts, worlds, quotes, coherent);
    }

    private static (long? Bid, long? Ask)[] DrawQuotes(int markets, int[] worlds, bool coherent, Dice dice)
    {
        // Whole hundredths of a mixture, so that prices may be exactly on the edge of what is coherent.
        int parts = 100;
        int[] mixture = new int[worlds.Length];
        int chosen = dice.Between(1, Math.Min(6, worlds.Length));
        int[] support = [.. dice.Shuffled(worlds.Length).Take(chosen)];
        for (int part = 0; part < parts; part++)
        {
            mixture[support[dice.Below(chosen)]]++;
        }

        int widest = dice.Between(0, 6);
        long noise = coherent ? 0 : dice.Between(1, 12);
        return [.. Enumerable.Range(0, markets).Select(market =>
        {
            long mu = 0;
            for (int w = 0; w < worlds.Length; w++)
            {
                mu += (worlds[w] >> market & 1) * mixture[w] * Dollar / parts;
            }

            mu += noise == 0 ? 0 : dice.Between((int)-noise, (int)noise) * Cent;
            long below = dice.Between(0, widest) * Cent + (dice.Chance(30) ? dice.Below(5000) : 0);
            long above = dice.Between(0, widest) * Cent + (dice.Chance(30) ? dice.Below(5000) : 0);
            long bid = Math.Clamp(mu - below, -5_000, Dollar - Cent);
            long ask = Math.Max(bid, Math.Clamp(mu + above, Cent, Dollar + 5_000));
            bid = coherent ? Math.Min(bid, mu) : bid;
            ask = coherent ? Math.Max(ask, mu) : ask;
            return (dice.Chance(8) ? null : (long?)bid, dice.Chance(8) ? null : (long?)ask);
        })];
    }
}
