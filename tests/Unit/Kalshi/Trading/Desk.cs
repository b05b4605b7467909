using Dutchbook.Domain;
using Dutchbook.Kalshi;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Orders and clients for tests of writes.</summary>
internal static class SomeOrder
{
    public const int Subaccount = 7;

    public static readonly KalshiOptions Venue = new(new Uri("http://127.0.0.1:1/trade-api/v2")) { Subaccount = Subaccount };

    public static NewOrder New(string clientOrderId = "mine-1") => new()
    {
        Ticker = "KXCPI-26NOV-T3.0",
        ClientOrderId = clientOrderId,
        Side = BookSide.Ask,
        Count = Quantity.FromHundredths(1_250),
        YesPrice = Price.FromTicks(4_200),
        TimeInForce = TimeInForce.ImmediateOrCancel,
        SelfTradePrevention = SelfTradePrevention.TakerAtCross,
    };

    public static SealedOrder Sealed(string clientOrderId = "mine-1") => SealedOrder.Seal(New(clientOrderId), Subaccount);

    public static OrderPlace Place(string orderId = "order-1") => new(orderId, "KXCPI-26NOV-T3.0", ExchangeIndex: 2);
}

/// <summary>A client whose venue answers from a list.</summary>
internal sealed class Desk : IDisposable
{
    public Desk(params Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>[] answers)
    {
        Venue = new FakeVenue(Time, answers);
        Client = new KalshiRestClient(SomeOrder.Venue, Time.Clock, new Draws(0), Venue);
    }

    public VirtualTime Time { get; } = new();

    public FakeVenue Venue { get; }

    public KalshiRestClient Client { get; }

    public static Desk Says(int status, string body) => new(FakeVenue.Says(status, body));

    public Task<WriteOutcome<OrderReceipt>> Create(SealedOrder? order = null) =>
        Time.Finish(Client.Orders.Create(order ?? SomeOrder.Sealed(), default));

    public void Dispose() => Client.Dispose();
}

/// <summary>What an outcome says, short enough for a table.</summary>
internal static class OutcomeWords
{
    public static string Short<T>(this WriteOutcome<T> outcome) => outcome switch
    {
        WriteOutcome<T>.Accepted => "Accepted",
        WriteOutcome<T>.Rejected rejected => "Rejected " + rejected.Evidence.Kind,
        WriteOutcome<T>.Unknown unknown => "Unknown " + unknown.Doubt.Kind,
        _ => throw new InvalidOperationException(),
    };
}
