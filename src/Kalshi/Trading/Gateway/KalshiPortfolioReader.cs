using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Kalshi;

/// <summary>
/// Reads the account whole or not at all: a page that fails, a list that loops, or one row that cannot be read, and
/// nothing is known.
/// How fresh the venue says its lists are is asked before each reading.
/// </summary>
public sealed class KalshiPortfolioReader(KalshiRestClient client, TimeProvider time) : IPortfolioReader
{
    /// <inheritdoc/>
    public Task<Reading<IReadOnlyList<VenueOrder>>> ReadOrdersAsync(OrderQuery query, CancellationToken stop) => Read(
        query.Subaccount,
        () => All(
            client.Portfolio.GetOrders(
                new OrderFilter
                {
                    Ticker = query.Ticker,
                    From = query.Since,
                    Status = query.RestingOnly ? OrderStatus.Resting : null,
                },
                stop),
            Order),
        stop);

    /// <inheritdoc/>
    public Task<Reading<IReadOnlyList<VenueFill>>> ReadFillsAsync(FillQuery query, CancellationToken stop) => Read(
        query.Subaccount,
        () => All(
            client.Portfolio.GetFills(new FillFilter { Ticker = query.Ticker, OrderId = query.OrderId, From = query.Since }, stop), Fill),
        stop);

    /// <inheritdoc/>
    public Task<Reading<IReadOnlyList<VenuePosition>>> ReadPositionsAsync(int subaccount, CancellationToken stop) => Read(
        subaccount,
        () => All(
            Markets(client.Portfolio.GetPositions(null, null, stop)),
            static position => new VenuePosition(position.Ticker, position.Count, position.ExchangeIndex)),
        stop);

    /// <inheritdoc/>
    public Task<Reading<IReadOnlyList<VenueSettlement>>> ReadSettlementsAsync(
        int subaccount, DateTimeOffset since, CancellationToken stop) => Read(
        subaccount, () => All(client.Portfolio.GetSettlements(since, null, stop), Settlement), stop);

    /// <inheritdoc/>
    public Task<Reading<VenueBalances>> ReadBalancesAsync(int subaccount, CancellationToken stop) => Read(
        subaccount,
        async () =>
        {
            AccountBalance balance = await client.Portfolio.GetBalance(stop);
            return balance.Shards is { } shards
                ? new VenueBalances(balance.Total, shards.ToDictionary(static shard => shard.ExchangeIndex, static shard => shard.Cash))
                : throw KalshiException.WrongShape("/portfolio/balance", "does not say how the cash lies on the shards");
        },
        stop);

    private async Task<Reading<T>> Read<T>(int subaccount, Func<Task<T>> read, CancellationToken stop)
    {
        if (subaccount != client.Subaccount)
        {
            return new Reading<T>.Unknown($"this connection reads subaccount {client.Subaccount}, not {subaccount}");
        }

        try
        {
            DateTimeOffset asOf = await client.Portfolio.GetAsOf(stop);
            T value = await read();
            return new Reading<T>.Known(value, asOf, time.GetUtcNow());
        }
        catch (KalshiException problem)
        {
            return new Reading<T>.Unknown(problem.Message);
        }
    }

    private static async Task<IReadOnlyList<TOut>> All<TIn, TOut>(IAsyncEnumerable<Listing<TIn>> pages, Func<TIn, TOut> convert)
    {
        List<TOut> all = [];
        await foreach (Listing<TIn> page in pages)
        {
            if (page.Skipped is [FieldDefect defect, ..])
            {
                throw KalshiException.WrongShape("/portfolio", $"lists what cannot be read: {defect}");
            }

            all.AddRange(page.Items.Select(convert));
        }

        return all;
    }

    private static async IAsyncEnumerable<Listing<PortfolioPosition>> Markets(IAsyncEnumerable<PositionPage> pages)
    {
        await foreach (PositionPage page in pages)
        {
            yield return page.Markets;
        }
    }

    private static VenueOrder Order(PortfolioOrder order)
    {
        (Side side, Price price) = VenueTerms.Bought(order.Side, order.YesPrice);
        return new VenueOrder
        {
            OrderId = order.OrderId,
            ClientOrderId = order.ClientOrderId,
            Ticker = order.Ticker,
            Side = side,
            LimitPrice = price,
            Status = VenueTerms.Status(order.Status.Value),
            Initial = order.Initial,
            Filled = order.Filled,
            Remaining = order.Remaining,
            CreatedAt = order.CreatedAt,
            UpdatedAt = order.UpdatedAt,
            Shard = order.ExchangeIndex,
        };
    }

    private static VenueFill Fill(PortfolioFill fill)
    {
        (Side side, Price price) = VenueTerms.Bought(fill.Side, fill.YesPrice);
        return new VenueFill
        {
            // The stream names a fill by its trade; both must come to one key.
            FillId = fill.TradeId ?? fill.FillId,
            OrderId = fill.OrderId,
            Ticker = fill.Ticker,
            Side = side,
            Price = price,
            Quantity = fill.Count,
            Fee = fill.Fee,
            IsTaker = fill.IsTaker,
            At = fill.At,
            Shard = fill.ExchangeIndex,
        };
    }

    private static VenueSettlement Settlement(PortfolioSettlement settled) => new(
        settled.Ticker,
        settled.Result.Value,
        settled.Result.Value == MarketResult.Void ? null : Value(settled),
        settled.YesCount,
        settled.NoCount,
        settled.Revenue,
        settled.Fee,
        settled.SettledAt,
        settled.ExchangeIndex);

    // Whole cents: a value that is finer than that is not told here.
    private static Price? Value(PortfolioSettlement settled) => settled.Result.Value switch
    {
        MarketResult.Yes => Price.One,
        MarketResult.No => Price.Zero,
        _ => settled.YesValue is { } value && value >= Money.Zero && value <= Money.FromDollars(1)
            ? Price.FromTicks((int)(value.Micros / 100))
            : null,
    };
}
