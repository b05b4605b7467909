using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Kalshi;

namespace Dutchbook.Cli;

/// <summary>One key, one market and single contracts: what the probes of an exchange are made of.</summary>
internal sealed class ProbeBench(KalshiRestClient client, ProbeMarket market, TimeProvider clock, CancellationToken stop)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly DateTimeOffset begun = clock.GetUtcNow();
    private int orders;

    public KalshiRestClient Client => client;

    public ProbeMarket Market => market;

    public TimeProvider Clock => clock;

    public CancellationToken Stop => stop;

    /// <summary>Contracts of YES that the probes have bought and not sold.</summary>
    public Quantity Held { get; private set; }

    public string NextId() => string.Create(CultureInfo.InvariantCulture, $"conf-{begun.ToUnixTimeMilliseconds()}-{++orders}");

    /// <summary>At the lowest price there is, where nobody sells.</summary>
    public NewOrder Resting(string id, long contracts = 1) => Order(id, BookSide.Bid, contracts, market.Lowest, TimeInForce.GoodTillCanceled);

    /// <summary>One contract of what is offered.</summary>
    public NewOrder Taking(string id) => Order(id, BookSide.Bid, 1, market.Ask, TimeInForce.ImmediateOrCancel);

    /// <summary>To be filled at once or not at all, at a price at which it cannot be.</summary>
    public NewOrder Killed(string id) => Order(id, BookSide.Bid, 1, market.Lowest, TimeInForce.FillOrKill);

    public NewOrder Selling(string id, Quantity contracts) =>
        Order(id, BookSide.Ask, 1, market.Bid, TimeInForce.ImmediateOrCancel) with { Count = contracts, ReduceOnly = true };

    public async Task<WriteOutcome<OrderReceipt>> Send(NewOrder order, KalshiRestClient? by = null)
    {
        KalshiRestClient sender = by ?? client;
        WriteOutcome<OrderReceipt> outcome = await sender.Orders.Create(sender.Orders.Seal(order), stop);
        if (outcome is WriteOutcome<OrderReceipt>.Accepted { Answer: var receipt })
        {
            Held += order.Side == BookSide.Bid ? receipt.Filled : -receipt.Filled;
        }

        return outcome;
    }

    /// <summary>What a probe put there is taken away again.</summary>
    public async Task Clear(WriteOutcome<OrderReceipt> outcome)
    {
        if (outcome is WriteOutcome<OrderReceipt>.Accepted { Answer: { Remaining.IsPositive: true } receipt })
        {
            await client.Orders.Cancel(new OrderPlace(receipt.OrderId, market.Ticker, market.Shard), stop);
        }
    }

    /// <summary>The order as the account's list shows it; null while it does not.</summary>
    public async Task<PortfolioOrder?> Find(string id)
    {
        OrderFilter filter = new() { Ticker = market.Ticker, From = begun - TimeSpan.FromMinutes(5) };
        await foreach (Listing<PortfolioOrder> page in client.Portfolio.GetOrders(filter, stop))
        {
            if (page.Items.FirstOrDefault(order => string.Equals(order.ClientOrderId, id, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>How long it takes until the list shows something of an order; null if it does not in that time.</summary>
    public async Task<TimeSpan?> Until(string id, Func<PortfolioOrder, bool> isSo, TimeSpan most)
    {
        long from = clock.GetTimestamp();
        while (clock.GetElapsedTime(from) < most)
        {
            if (await Find(id) is { } order && isSo(order))
            {
                return clock.GetElapsedTime(from);
            }

            await Task.Delay(Between, clock, stop);
        }

        return null;
    }

    public static string Say<T>(WriteOutcome<T> outcome) => outcome switch
    {
        WriteOutcome<T>.Accepted => "taken",
        WriteOutcome<T>.Rejected { Evidence: var evidence } => $"refused: {evidence.Code} {evidence.Message}",
        WriteOutcome<T>.Unknown { Doubt: var doubt } => $"{doubt.Kind}: {doubt.Message}",
        _ => throw new InvalidOperationException("A write came to nothing."),
    };

    private NewOrder Order(string id, BookSide side, long contracts, Price price, TimeInForce life) => new()
    {
        Ticker = market.Ticker,
        ClientOrderId = id,
        Side = side,
        Count = Quantity.FromContracts(contracts),
        YesPrice = price,
        TimeInForce = life,
        SelfTradePrevention = SelfTradePrevention.TakerAtCross,
        ExchangeIndex = market.Shard,
    };
}
