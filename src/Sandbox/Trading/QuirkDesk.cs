using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>Makes the engine behave as the quirks say; called with the floor held.</summary>
internal sealed class QuirkDesk(VenueQuirks quirks)
{
    private readonly bool _isPlain = quirks == new VenueQuirks();
    private readonly Dictionary<Account, DateTimeOffset> _cancelledUntil = [];

    public OrderAnswer Place(Exchange exchange, Account account, OrderRequest request, DateTimeOffset now)
    {
        if (_isPlain)
        {
            return exchange.Place(account, request, now);
        }

        bool refuses = exchange.RefusesUsedIds;
        exchange.RefusesUsedIds = refuses && (request.ClientOrderId is null || !Forgets(exchange, account, request));
        try
        {
            OrderAnswer answer = exchange.Place(account, Seen(exchange, request), now);
            if (answer is OrderAnswer.Taken { Order: { Status: OrderStatus.Resting } order }
                && now < _cancelledUntil.GetValueOrDefault(account))
            {
                exchange.Cancel(account, order.Id, now);
            }

            return answer;
        }
        finally
        {
            exchange.RefusesUsedIds = refuses;
        }
    }

    public void AllCancelled(Account account, DateTimeOffset now) => _cancelledUntil[account] = now + quirks.CancelAllReach;

    /// <summary>The order as the quirky venue takes it.</summary>
    private OrderRequest Seen(Exchange exchange, OrderRequest request) => request with
    {
        OrderGroupId = quirks.TriggeredGroupsTakeOrders && request.OrderGroupId is { } group
            && exchange.FindGroup(group) is { IsBlocked: true } ? null : request.OrderGroupId,
        ReduceOnly = request.ReduceOnly && !quirks.IgnoresReduceOnly,
    };

    /// <summary>Whether an id that was used, if it was, is as good as new.</summary>
    private bool Forgets(Exchange exchange, Account account, OrderRequest request)
    {
        Order? before = exchange.Orders.Values.LastOrDefault(order =>
            ReferenceEquals(order.Account, account) && order.Request.ClientOrderId == request.ClientOrderId);
        if (before is null)
        {
            // A killed order leaves nothing but its id.
            return quirks.ForgetsKilledIds;
        }

        bool isOther = before.Request.Quantity != request.Quantity || before.Request.Price != request.Price
            || before.Request.Side != request.Side || before.Request.Ticker != request.Ticker;
        return isOther ? quirks.TakesUsedIdsForOtherOrders
            : before.Status != OrderStatus.Resting && (before.Filled.IsPositive ? quirks.ForgetsFilledIds : quirks.ForgetsCancelledIds);
    }
}
