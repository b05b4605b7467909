using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>A resting order as people say it.</summary>
internal static class RestingWords
{
    private const int Shown = 3;

    /// <summary>
    /// Such as "rest NO X at 0.5700 for 20.00; if filled, take YES Y at 0.4200; edge 1.2 cents after fees, if it still
    /// stands; 40.00 ahead in the queue".
    /// </summary>
    public static string Of(RestingOrder order)
    {
        string takes = string.Join(" and ", order.Takes.Take(Shown).Select(static take => $"{take.Claim} at {take.Price}"));
        int more = order.Takes.Count - Shown;
        string all = more > 0 ? $"{takes} and {more} claims more" : takes;
        string standing = order.Takes.Count == 1 ? "it still stands" : "they all still stand";
        string queue = order.QueueAhead is Quantity ahead
            ? ahead.IsPositive ? $"{ahead} ahead in the queue" : "nobody ahead in the queue"
            : "the queue ahead is unknown";
        return $"rest {order.Claim} at {order.Price} for {order.Quantity}; if filled, take {all}; "
            + $"edge {Cents.Of(order.Magnitude)} cents after fees, if {standing}; {queue}";
    }

    public static IEnumerable<string> Caveats(RestingLeg resting, RestingLeg[] others, Price price)
    {
        OwnBids bids = resting.Bids;
        if (bids.Ahead(price) is null)
        {
            yield return bids is { IsReadable: true, HasSizes: true }
                ? "only the touch of the book is known: the queue ahead is at least "
                    + $"{bids.AtLeastAhead(price)} and perhaps more"
                : "the bids that stand ahead could not be read, or have no size";
        }

        if (resting.Terms.IsAssumed || Array.Exists(others, static leg => leg.Terms.IsAssumed))
        {
            yield return "a fee is assumed, not read from the venue";
        }

        if (Array.Exists(others, static leg => leg.HasAssumedSize))
        {
            yield return "the size is assumed: the recording has none";
        }
    }
}
