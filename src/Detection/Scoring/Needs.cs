using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// What would make a near miss pay: how much less one of its claims would have to cost, on that market's own grid.
/// </summary>
internal static class Needs
{
    private const int Shown = 2;

    public static string Of(Board board, Miss miss)
    {
        List<(int Ticks, string Words)> ways = [];
        foreach (int slot in miss.Slots)
        {
            if (PriceFor(board, slot, board.Cost[slot] + miss.Edge) is Price price)
            {
                Price now = Price.FromTicks(board.Touch[slot]);
                Money less = now.PerContract() - price.PerContract();
                string way = $"{Cents.Of(less)} cents less on {board.ClaimOf(slot)} ({price} instead of {now})";
                ways.Add((now.Ticks - price.Ticks, way));
            }
        }

        return ways.Count == 0
            ? $"{Cents.Of(Money.FromMicros(-miss.Edge))} cents less over several legs: no single price can give that"
            : string.Join(", or ", ways.OrderBy(static way => way.Ticks).Take(Shown).Select(static way => way.Words))
                + (ways.Count > Shown ? ", or another leg" : "");
    }

    /// <summary>
    /// The highest valid price whose cost with its fee is below <paramref name="cost"/>; null when there is none.
    /// </summary>
    private static Price? PriceFor(Board board, int slot, long cost)
    {
        Claim claim = board.ClaimOf(slot);
        FeeTerms terms = board.Terms[slot >> 1]!;

        // Price and fee together grow with the price, so the limit is found by halving.
        int low = 0;
        int high = board.Touch[slot];
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            Price price = Price.FromTicks(middle);
            Money spent = price.PerContract() + FeeModel.PerContractAtMost(terms, LiquidityRole.Taker, price);
            (low, high) = spent.Micros < cost ? (middle, high) : (low, middle - 1);
        }

        return Offers.Floor(claim, Price.FromTicks(low));
    }
}
