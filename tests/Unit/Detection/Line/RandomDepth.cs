using Dutchbook.Detection;

namespace Dutchbook.Unit.Detection.Line;

/// <summary>Ladders for every claim of a random line, the first level at its box.</summary>
internal sealed class RandomDepth
{
    public RandomDepth(RandomLine line, int seed, int mostLevels, int mostHundredths)
    {
        Random random = new(seed);
        Line = line;
        Yes = [.. line.Asks.Select(ask => Ladder(random, ask, mostLevels, mostHundredths))];
        No = [.. line.Bids.Select(bid => Ladder(random, RandomLine.Dollar - bid, mostLevels, mostHundredths))];
    }

    public RandomLine Line { get; }

    public LineLevel[][] Yes { get; }

    public LineLevel[][] No { get; }

    public LineSizer Sizer()
    {
        LineSizer sizer = new(Line.Shape, new LineScratch(Line.Cells));
        Offer(sizer);
        return sizer;
    }

    public void Offer(LineSizer sizer)
    {
        for (int i = 0; i < Yes.Length; i++)
        {
            sizer.Offer(i, isYes: true, Yes[i]);
            sizer.Offer(i, isYes: false, No[i]);
        }
    }

    /// <summary>
    /// What a position of so many hundredths earns in the worst cell, in hundredths of a micro-dollar.
    /// </summary>
    public long Worst(ReadOnlySpan<long> yes, ReadOnlySpan<long> no)
    {
        long worst = long.MaxValue;
        for (int cell = 0; cell < Line.Cells; cell++)
        {
            long value = 0;
            for (int i = 0; i < Yes.Length; i++)
            {
                value += (Line.Pays(i, cell) ? yes[i] : no[i]) * RandomLine.Dollar;
            }

            worst = Math.Min(worst, value);
        }

        for (int i = 0; i < Yes.Length; i++)
        {
            worst -= CostOf(Yes[i], yes[i]) + CostOf(No[i], no[i]);
        }

        return worst;
    }

    private static long CostOf(LineLevel[] levels, long hundredths)
    {
        long cost = 0;
        foreach (LineLevel level in levels)
        {
            long here = Math.Min(hundredths, level.Hundredths);
            cost += here * level.Cost;
            hundredths -= here;
        }

        return hundredths == 0 ? cost : throw new InvalidOperationException("more is taken than offered");
    }

    private static LineLevel[] Ladder(Random random, long? cost, int mostLevels, int mostHundredths)
    {
        if (cost is not (long price and > -10_000_000 and < 10_000_000))
        {
            return [];
        }

        LineLevel[] levels = new LineLevel[random.Next(1, mostLevels + 1)];
        for (int i = 0; i < levels.Length; i++)
        {
            levels[i] = new LineLevel((int)price, random.Next(1, mostHundredths + 1));
            price += random.Next(0, 30_000);
        }

        return levels;
    }
}
