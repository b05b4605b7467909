namespace Dutchbook.Detection;

/// <summary>
/// Reduces a Dutch book to one that needs every leg: the sum of several, as the solver may find them together, is told
/// apart, and what is left can be explained.
/// </summary>
internal static class IrreducibleBasket
{
    /// <param name="positions">A confirmed Dutch book: YES contracts where positive, NO contracts where negative.</param>
    /// <returns>Positions whose every leg is needed, and the micro-dollars they lock in; null when the work runs out.</returns>
    public static (long[] Positions, long Profit)? Find(
        ClusterLogic logic, IWorldOracle oracle, WitnessLimits limits, ReadOnlySpan<long> positions, ReadOnlySpan<Box> boxes)
    {
        int[] legs = [.. Enumerable.Range(0, positions.Length)];
        (long[] Positions, long Profit)? forwards = Drop(new(logic, oracle, limits), legs, positions, boxes);
        Array.Reverse(legs);
        (long[] Positions, long Profit)? backwards = Drop(new(logic, oracle, limits), legs, positions, boxes);
        return backwards?.Profit > (forwards?.Profit ?? 0) ? backwards : forwards;
    }

    /// <summary>Tries to do without each leg in turn.</summary>
    private static (long[] Positions, long Profit)? Drop(
        WitnessSolver solver, int[] legs, ReadOnlySpan<long> positions, ReadOnlySpan<Box> boxes)
    {
        foreach (int market in legs)
        {
            solver.Set(market, Bought(positions[market], boxes[market]));
        }

        if (solver.Solve() != WitnessState.DutchBook)
        {
            return null;
        }

        (long[] Positions, long Profit) kept = (solver.Positions.ToArray(), solver.Profit);
        foreach (int market in legs)
        {
            solver.Set(market, Box.Open);
            if (kept.Positions[market] == 0)
            {
                continue;
            }

            if (solver.Solve() == WitnessState.DutchBook)
            {
                kept = (solver.Positions.ToArray(), solver.Profit);
            }
            else
            {
                solver.Set(market, Bought(positions[market], boxes[market]));
            }
        }

        return kept;
    }

    /// <summary>The box of the claim bought alone: the other side is not for sale.</summary>
    private static Box Bought(long position, Box box) =>
        position > 0 ? box with { Low = Box.NoBid } : position < 0 ? box with { High = Box.NoAsk } : Box.Open;
}
