using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>A trade as everybody sees it.</summary>
internal sealed record TradeRecord(
    long Number, string Id, string Ticker, Side TakerSide, Price YesPrice, Quantity Quantity, DateTimeOffset At);

/// <summary>The newest trades of the exchange; what is older than the longest tape is forgotten.</summary>
internal sealed class Tape
{
    private const int Longest = 100_000;
    private readonly List<TradeRecord> _trades = [];

    /// <summary>Each market that has traded starts with one trade, a minute before the universe does.</summary>
    public Tape(Universe universe)
    {
        List<ListedMarket> traded = [.. universe.Markets.Where(static market => market.Volume.IsPositive)];
        for (int row = traded.Count - 1; row >= 0; row--)
        {
            ListedMarket market = traded[row];
            _trades.Add(new TradeRecord(
                -row - 1, $"00000000-0000-4000-8000-{row:x12}", market.Ticker, Side.Yes, market.LastPrice,
                Quantity.Min(market.Volume, Quantity.FromContracts(1)), universe.At.AddMinutes(-1)));
        }
    }

    public void Add(TradeRecord trade)
    {
        _trades.Add(trade);
        if (_trades.Count > 2 * Longest)
        {
            _trades.RemoveRange(0, _trades.Count - Longest);
        }
    }

    /// <summary>A copy of the newest that are wanted, newest first.</summary>
    public List<TradeRecord> Newest(Func<TradeRecord, bool> wanted, int most)
    {
        List<TradeRecord> found = [];
        for (int i = _trades.Count - 1; i >= 0 && found.Count < most; i--)
        {
            if (wanted(_trades[i]))
            {
                found.Add(_trades[i]);
            }
        }

        return found;
    }
}
