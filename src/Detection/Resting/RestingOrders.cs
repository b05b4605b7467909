using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>The resting orders of a report: for what just fails, and for what pays but is smaller than wanted.</summary>
internal sealed class RestingOrders(DetectionOptions options)
{
    private readonly RestingSearch _search = new(options);

    /// <summary>The order that would make a near miss trade.</summary>
    public RestingOrder? For(Board board, Miss miss) => NamesOneTwice(miss) ? null : _search.Best(
        [.. miss.Slots.Select(slot => RestingLeg.After(board.LegOf(slot), 1, Quantity.Zero, board.BidsFor(slot)))],
        miss.AtLeast);

    /// <summary>
    /// The order that would add to an opportunity whose thinnest claim ran out, or became too dear, before the size
    /// wanted was reached; it takes what is left of the others.
    /// </summary>
    public RestingOrder? For(Sizing sizing, Func<Claim, OwnBids> bids) => sizing.Units >= options.DesiredContracts
        ? null
        : _search.Best(
            [.. sizing.Legs.Select((leg, i) => After(leg, sizing.WeightOf(i), sizing.Units, bids))], sizing.AtLeast);

    private static RestingLeg After(SizedLeg leg, int weight, Quantity units, Func<Claim, OwnBids> bids) =>
        RestingLeg.After(leg, weight, units * weight, bids(leg.Claim));

    /// <summary>Nobody can rest on one side of a market while taking the other.</summary>
    private static bool NamesOneTwice(Miss miss) =>
        miss.Slots.Select(static slot => slot >> 1).Distinct().Count() < miss.Slots.Length;
}
