using Dutchbook.Execution;

namespace Dutchbook.Tapes;

/// <summary>Carries out the loop's commands at the paper venue, in the tape's time.</summary>
internal static class PaperAnswers
{
    public static async Task<LoopInput> AnswerAsync(LoopCommand command, PaperVenue venue, TimeSpan readDelay, VirtualClock clock)
    {
        CancellationToken never = CancellationToken.None;
        switch (command)
        {
            case LoopCommand.Submit { Order: var order }:
                SubmitAnswer submitted = await venue.SubmitAsync(order, never);
                return new LoopInput.Answered(clock.Now, order.Intent.ClientOrderId, submitted);
            case LoopCommand.Cancel cancel:
                CancelAnswer cancelled = await venue.CancelAsync(cancel.Order, never);
                return new LoopInput.CancelAnswered(clock.Now, cancel.ClientOrderId, cancelled);
            case LoopCommand.ReadViews views:
                await Task.Delay(readDelay, clock, never);
                IReadOnlyList<MarketView> seen = await venue.ReadMarketsAsync(views.Tickers, never);
                return new LoopInput.ViewsRead(clock.Now, views.TradeId, seen);
            case LoopCommand.ReadOrders orders:
                Reading<IReadOnlyList<VenueOrder>> rows = await venue.ReadOrdersAsync(orders.Query, never);
                return new LoopInput.OrdersRead(clock.Now, orders.ClientOrderId, rows);
            case LoopCommand.ReadFills fills:
                Reading<IReadOnlyList<VenueFill>> filled = await venue.ReadFillsAsync(fills.Query, never);
                return new LoopInput.FillsRead(clock.Now, fills.Query, filled);
            case LoopCommand.ReadPositions positions:
                Reading<IReadOnlyList<VenuePosition>> held = await venue.ReadPositionsAsync(positions.Subaccount, never);
                return new LoopInput.PositionsRead(clock.Now, held);
            case LoopCommand.ReadBalances balances:
                Reading<VenueBalances> cash = await venue.ReadBalancesAsync(balances.Subaccount, never);
                return new LoopInput.BalancesRead(clock.Now, cash);
            case LoopCommand.ReadSettlements paid:
                Reading<IReadOnlyList<VenueSettlement>> settled = await venue.ReadSettlementsAsync(paid.Subaccount, paid.Since, never);
                return new LoopInput.SettlementsRead(clock.Now, settled);
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "no known command");
        }
    }
}
