using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>
/// The simulated makers: one account bids for YES, the other for NO, so that they can meet each other, and neither runs out of
/// money. Their orders are the depth that a client takes.
/// </summary>
internal sealed class House
{
    private const int Shards = 8;
    private readonly Exchange _exchange;
    private readonly Account[] _makers;

    public House(Exchange exchange)
    {
        _exchange = exchange;
        _makers = [exchange.OpenAccount("house-yes"), exchange.OpenAccount("house-no")];
        foreach (Account maker in _makers)
        {
            for (int shard = 0; shard < Shards; shard++)
            {
                Exchange.Deposit(maker, shard, Money.FromDollars(1_000_000_000));
            }
        }
    }

    public bool Owns(Account account) => account == _makers[0] || account == _makers[1];

    /// <summary>Places every level of a book as an order of its own.</summary>
    public void Quote(string ticker, ListedBook book, DateTimeOffset at)
    {
        Bid(ticker, Side.Yes, book.YesBids, at);
        Bid(ticker, Side.No, book.NoBids, at);
    }

    /// <summary>One bid; null when the engine refused it, as it does in a market that is not trading.</summary>
    public Order? Bid(
        string ticker, Side side, BookLevel level, DateTimeOffset at, TimeInForce time = TimeInForce.GoodTillCanceled) =>
        _exchange.Place(_makers[(int)side], new OrderRequest
        {
            Ticker = ticker,
            Side = side,
            Price = level.Price,
            Quantity = level.Quantity,
            TimeInForce = time,
        }, at) is OrderAnswer.Taken taken ? taken.Order : null;

    /// <summary>Places what the engine takes of a book.</summary>
    public void Try(string ticker, ListedBook book, DateTimeOffset at)
    {
        foreach (BookLevel level in book.YesBids)
        {
            Bid(ticker, Side.Yes, level, at);
        }

        foreach (BookLevel level in book.NoBids)
        {
            Bid(ticker, Side.No, level, at);
        }
    }

    /// <summary>Ends all but the first of its orders at the best price.</summary>
    public void Thin(LiveMarket market, Side side, DateTimeOffset at)
    {
        Account maker = _makers[(int)side];
        Order[] own = [.. market.RestingOf(side)
            .Where(order => order.Account == maker && order.Price == market.Best(side)?.Price).Skip(1)];
        foreach (Order order in own)
        {
            _exchange.Cancel(maker, order.Id, at);
        }
    }

    /// <summary>Takes a market's own bids out of the book.</summary>
    public void Withdraw(LiveMarket market, Side side, DateTimeOffset at)
    {
        Account maker = _makers[(int)side];
        Order[] own = [.. market.RestingOf(side).Where(order => order.Account == maker)];
        foreach (Order order in own)
        {
            _exchange.Cancel(maker, order.Id, at);
        }
    }

    private void Bid(string ticker, Side side, IReadOnlyList<BookLevel> levels, DateTimeOffset at)
    {
        foreach (BookLevel level in levels)
        {
            if (Bid(ticker, side, level, at) is null)
            {
                throw new InvalidOperationException($"{ticker}: no engine lets {level} rest as listed.");
            }
        }
    }
}
