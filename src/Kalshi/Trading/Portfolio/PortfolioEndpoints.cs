using System.Globalization;
using System.Runtime.CompilerServices;
using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>
/// What the configured subaccount has and did: <c>/portfolio</c>. The subaccount is named in every call that takes one,
/// because the
/// venue takes its absence differently from one to the next. All of it lags behind the writes; <see cref="GetAsOf"/>
/// says by how much.
/// </summary>
public sealed class PortfolioEndpoints
{
    private readonly PatientSender _sender;
    private readonly int _subaccount;

    internal PortfolioEndpoints(PatientSender sender, int subaccount) => (_sender, _subaccount) = (sender, subaccount);

    /// <exception cref="KalshiException">The venue does not say, or not all of it.</exception>
    public async Task<AccountBalance> GetBalance(CancellationToken stop)
    {
        RawPage page = await _sender.GetAsync("/portfolio/balance?" + Subaccount, stop);
        BalanceWire wire = WireReader.Read(page, WireJson.Default.BalanceWire);
        return PortfolioReading.Guard(page, () => new AccountBalance(
            PortfolioReading.Money(wire.BalanceDollars, "balance_dollars"),
            PortfolioReading.Shards(wire.BalanceBreakdown),
            wire.UpdatedTs is { } seconds ? Field.FromUnixSeconds(seconds, "updated_ts") : null));
    }

    /// <summary>
    /// Up to when balance, orders, fills and positions are known to be told; the venue calls it approximate.
    /// </summary>
    /// <exception cref="KalshiException">The venue does not say.</exception>
    public async Task<DateTimeOffset> GetAsOf(CancellationToken stop)
    {
        RawPage page = await _sender.GetAsync("/exchange/user_data_timestamp", stop);
        UserDataTimestampWire wire = WireReader.Read(page, WireJson.Default.UserDataTimestampWire);
        return PortfolioReading.Guard(page, () => Field.Need(Field.Instant(wire.AsOfTime, "as_of_time"), "as_of_time"));
    }

    /// <summary>Page by page. Orders of settled markets leave the list after some months.</summary>
    public async IAsyncEnumerable<Listing<PortfolioOrder>> GetOrders(
        OrderFilter filter, [EnumeratorCancellation] CancellationToken stop)
    {
        string target = "/portfolio/orders?limit=1000&" + Subaccount + Target.And("ticker", filter.Ticker)
            + Target.And("event_ticker", filter.EventTicker) + Target.And("min_ts", filter.From) + Target.And("max_ts", filter.Until)
            + Target.And("status", Word(filter.Status)) + Target.And("exchange_index", filter.ExchangeIndex);
        await foreach (RawPage page in _sender.Pages(target, stop))
        {
            yield return Listings.Read(
                page, "orders", WireReader.Read(page, WireJson.Default.OrdersWire).Orders, PortfolioReading.Order);
        }
    }

    /// <exception cref="KalshiException">The venue does not say; that it knows no such order proves nothing about one
    /// just placed.</exception>
    public async Task<PortfolioOrder> GetOrder(string orderId, CancellationToken stop)
    {
        RawPage page = await _sender.GetAsync("/portfolio/orders/" + Target.Part(orderId), stop);
        OneOrderWire wire = WireReader.Read(page, WireJson.Default.OneOrderWire);
        return PortfolioReading.Guard(page, () => PortfolioReading.Order(wire.Order));
    }

    /// <summary>Page by page.</summary>
    public async IAsyncEnumerable<Listing<PortfolioFill>> GetFills(
        FillFilter filter, [EnumeratorCancellation] CancellationToken stop)
    {
        string target = "/portfolio/fills?limit=1000&" + Subaccount + Target.And("ticker", filter.Ticker)
            + Target.And("order_id", filter.OrderId) + Target.And("min_ts", filter.From) + Target.And("max_ts", filter.Until)
            + Target.And("exchange_index", filter.ExchangeIndex);
        await foreach (RawPage page in _sender.Pages(target, stop))
        {
            yield return Listings.Read(page, "fills", WireReader.Read(page, WireJson.Default.FillsWire).Fills, PortfolioReading.Fill);
        }
    }

    /// <summary>Page by page; unsettled markets only.</summary>
    public async IAsyncEnumerable<PositionPage> GetPositions(
        string? ticker, string? eventTicker, [EnumeratorCancellation] CancellationToken stop)
    {
        string target = "/portfolio/positions?limit=1000&count_filter=position&" + Subaccount + Target.And("ticker", ticker)
            + Target.And("event_ticker", eventTicker);
        await foreach (RawPage page in _sender.Pages(target, stop))
        {
            PositionsWire wire = WireReader.Read(page, WireJson.Default.PositionsWire);
            yield return new PositionPage(
                Listings.Read(page, "market_positions", wire.MarketPositions, PortfolioReading.Position),
                Listings.Read(page, "event_positions", wire.EventPositions, PortfolioReading.Event));
        }
    }

    /// <summary>Page by page.</summary>
    public async IAsyncEnumerable<Listing<PortfolioSettlement>> GetSettlements(
        DateTimeOffset? from, DateTimeOffset? until, [EnumeratorCancellation] CancellationToken stop)
    {
        string target = "/portfolio/settlements?limit=1000&" + Subaccount + Target.And("min_ts", from) + Target.And("max_ts", until);
        await foreach (RawPage page in _sender.Pages(target, stop))
        {
            yield return Listings.Read(
                page, "settlements", WireReader.Read(page, WireJson.Default.SettlementsWire).Settlements, PortfolioReading.Settlement);
        }
    }

    private string Subaccount => "subaccount=" + _subaccount.ToString(CultureInfo.InvariantCulture);

    private static string? Word(OrderStatus? status) => status switch
    {
        null => null,
        OrderStatus.Resting => "resting",
        OrderStatus.Canceled => "canceled",
        OrderStatus.Executed => "executed",
        OrderStatus.Unknown => throw new ArgumentException("The venue cannot be asked for orders in no known state.", nameof(status)),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
