using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>A trade as everybody sees it.</summary>
internal sealed record TradeRecord(
    long Number, string Id, string Ticker, Side TakerSide, Price YesPrice, Quantity Quantity, DateTimeOffset At);

/// <summary>The newest trades of the exchange; of more than the tape is long the oldest are forgotten.</summary>
internal sealed class Tape
{
    private const int Longest = 100_000;
    private readonly List<TradeRecord> _trades = [];
    private int _oldest;

    /// <summary>Each market that has traded starts with one trade, a minute before the universe does.</summary>
    public Tape(Universe universe)
    {
        List<ListedMarket> traded = [.. universe.Markets.Where(static market => market.Volume.IsPositive)];
        for (int row = traded.Count - 1; row >= 0; row--)
        {
            ListedMarket market = traded[row];
            Add(new TradeRecord(
                -row - 1, $"00000000-0000-4000-8000-{row:x12}", market.Ticker, Side.Yes, market.LastPrice,
                Quantity.Min(market.Volume, Quantity.FromContracts(1)), universe.At.AddMinutes(-1)));
        }
    }

    public void Add(TradeRecord trade)
    {
        if (_trades.Count < Longest)
        {
            _trades.Add(trade);
            return;
        }

        _trades[_oldest] = trade;
        _oldest = (_oldest + 1) % Longest;
    }

    /// <summary>A copy of the newest that are wanted, newest first.</summary>
    public List<TradeRecord> Newest(Func<TradeRecord, bool> wanted, int most)
    {
        List<TradeRecord> found = [];
        for (int back = 1; back <= _trades.Count && found.Count < most; back++)
        {
            TradeRecord trade = _trades[(_oldest + _trades.Count - back) % _trades.Count];
            if (wanted(trade))
            {
                found.Add(trade);
            }
        }

        return found;
    }
}
