using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>
/// What the venue itself does, and other traders: for tests and demonstrations. Each call is done when it returns, and readers of
/// the WebSocket hear of it as of anything else.
/// </summary>
public sealed class VenueControl
{
    private readonly TradingFloor _floor;

    private readonly FeedHub _hub;

    internal VenueControl(TradingFloor floor, FeedHub hub) => (_floor, _hub) = (floor, hub);

    /// <summary>All that is listed now, as it was listed.</summary>
    public Universe Listed => _floor.Universe;

    /// <summary>Whether the exchange as a whole takes orders.</summary>
    public FloorStatus Status
    {
        get => _floor.Status;
        set => _floor.Status = value;
    }

    /// <summary>The book as the engine has it at this moment.</summary>
    public ListedBook Book(string ticker) => _floor.Do((exchange, _) => exchange.Find(ticker) is { } market
        ? new ListedBook(market.Bids(Side.Yes), market.Bids(Side.No)) : ListedBook.Empty);

    /// <summary>The market as everybody sees it; null when there is none.</summary>
    public ListedMarket? Market(string ticker) => _floor.Find(ticker)?.Listed;

    /// <summary>Another trader bids; false when the engine refuses.</summary>
    public bool Bid(string ticker, Side side, Price price, Quantity quantity) => _floor.Bid(ticker, side, new BookLevel(price, quantity));

    /// <summary>Other traders withdraw all their bids of a side.</summary>
    public void Withdraw(string ticker, Side side) => _floor.Withdraw(ticker, side);

    public void Pause(string ticker) => Work((exchange, now) => exchange.Pause(ticker, now));

    public void Resume(string ticker) => Work((exchange, now) => exchange.Resume(ticker, now));

    public void MoveClose(string ticker, DateTimeOffset close) => Work((exchange, now) => exchange.MoveClose(ticker, close, now));

    /// <summary>Closes a market now, where it is not closed, and says how it resolved.</summary>
    public void Determine(string ticker, Resolution resolution) => Work((exchange, now) =>
    {
        if (exchange.Find(ticker) is { Phase: MarketPhase.Active or MarketPhase.Inactive })
        {
            exchange.MoveClose(ticker, now, now);
        }

        exchange.Determine(ticker, resolution, now);
    });

    public void Dispute(string ticker) => Work((exchange, now) => exchange.Dispute(ticker, now));

    public void AmendResult(string ticker, Resolution resolution) =>
        Work((exchange, now) => exchange.AmendResult(ticker, resolution, now));

    /// <summary>Lists what another universe holds next to what is there, while clients are connected.</summary>
    /// <exception cref="ArgumentException">An event or market is listed already, or nobody could quote it so.</exception>
    public void List(Universe more) => _floor.List(more);

    /// <summary>Lists one more event as generated universes have them, quoted coherently; equal seeds give equal events.</summary>
    /// <returns>The event's ticker.</returns>
    public string ListGenerated(ulong seed) => _floor.ListGenerated(seed);

    /// <summary>For a time the reads of accounts show nothing new, and say so by their timestamp.</summary>
    public void HoldReads(TimeSpan time) => _floor.HoldReads(time);

    /// <summary>Lets markets and orders feel the time of the exchange's clock at once.</summary>
    public void Advance() => _floor.Advance();

    /// <summary>Sends a message on a channel of the WebSocket as if the exchange had one, such as a change of a fee.</summary>
    /// <param name="message">The members of msg, as JSON.</param>
    public void Announce(string channel, string type, JsonElement message) => Work((_, _) => _hub.Announce(channel, type, json =>
    {
        foreach (JsonProperty member in message.EnumerateObject())
        {
            member.WriteTo(json);
        }
    }));

    /// <summary>Every subscription of a channel ends with the terminal error 10.</summary>
    public void FailChannel(string channel) => Work((_, _) => _hub.Fail(channel));

    private void Work(Action<Exchange, DateTimeOffset> work) => _floor.Do((exchange, now) =>
    {
        work(exchange, now);
        return true;
    });
}
