using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The programme of legs on one line: a circulation of least cost, which has whole hundredths for its answer.
/// </summary>
/// <remarks>A limit on cash breaks that, and is left to the programme over worlds.</remarks>
internal sealed class LineProgramme(Relation line, SizingProgramme limited) : IBasketProgramme
{
    /// <summary>Work allowed, far more than a line of two hundred markets takes.</summary>
    private const long MostWork = 50_000_000;

    public ProgrammeAnswer? Solve(SizedLeg[] legs, Ratio feeMultiple, ShardCash? cash)
    {
        if (cash is not null)
        {
            return limited.Solve(legs, feeMultiple, cash);
        }

        LineLayout whole = LineLayout.Of(line);
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        for (int i = 0; i < line.Claims.Count; i++)
        {
            places.Add(line.Claims[i].Market.Ticker, i);
        }

        int[] claims = [.. legs.Select(leg => places[leg.Claim.Market.Ticker])];
        LineInterval[] intervals = [.. claims.Select(claim => whole.Shape.Intervals[claim])];
        LineShape shape = new(whole.Shape.Cells, intervals);
        LineSizer sizer = new(shape, new LineScratch(shape.Cells));
        for (int i = 0; i < legs.Length; i++)
        {
            sizer.Offer(i, IsOnLine(legs[i], whole.IsFlipped[claims[i]]), Levels(legs[i], feeMultiple));
        }

        LineSizing sizing = sizer.Solve([], MostWork);
        if (!sizing.IsOptimal)
        {
            return null;
        }

        WorldBelief belief = new();
        for (int cell = 0; cell < shape.Cells; cell++)
        {
            int here = cell;
            int parts = sizer.Potentials[cell + 1] - sizer.Potentials[cell];
            if (parts > 0)
            {
                belief.Add(
                    [
                        .. claims.Select((claim, i) =>
                            (intervals[i].From <= here && here < intervals[i].To) != whole.IsFlipped[claim]),
                    ],
                    parts);
            }
        }

        double[] hundredths =
            [.. legs.Select((leg, i) => (double)sizer.Hundredths(i, IsOnLine(leg, whole.IsFlipped[claims[i]])))];
        return new ProgrammeAnswer(hundredths, belief);
    }

    /// <summary>Whether the leg is the side of its market that pays inside the interval.</summary>
    private static bool IsOnLine(SizedLeg leg, bool isFlipped) => leg.Claim.Side == Side.Yes != isFlipped;

    private static LineLevel[] Levels(SizedLeg leg, Ratio feeMultiple) =>
    [
        .. leg.Levels.Select(level => new LineLevel(
            (int)(level.Price.PerContract().Micros + ProgrammeCost.FeeOf(leg, level, feeMultiple)),
            level.Quantity.Hundredths)),
    ];
}

/// <summary>What a contract is charged in a programme.</summary>
internal static class ProgrammeCost
{
    /// <summary>Micro-dollars; charged once, never more than the fee of an order.</summary>
    public static long FeeOf(SizedLeg leg, BookLevel level, Ratio feeMultiple)
    {
        bool isOnce = feeMultiple == Ratio.One;
        Money fee = isOnce
            ? FeeModel.PerContractAtLeast(leg.Terms, LiquidityRole.Taker, level.Price)
            : FeeModel.PerContractAtMost(leg.Terms, LiquidityRole.Taker, level.Price);
        return (long)((Int128)fee.Micros * feeMultiple.PartsPerMillion / Ratio.Whole);
    }
}
