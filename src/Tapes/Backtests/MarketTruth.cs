using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Tapes;

/// <summary>How each market stands and how it settled, as far as the tape has told so far. Never what it tells later.</summary>
public sealed class MarketTruth
{
    private readonly Dictionary<string, Standing> _known = new(StringComparer.Ordinal);

    /// <summary>Markets that were paid on the tape.</summary>
    public int Settled => _known.Values.Count(static standing => standing.Status == MarketStatus.Finalized);

    public Standing? Find(string ticker) => _known.GetValueOrDefault(ticker);

    public void Take(VenueSnapshot pass)
    {
        foreach (Market market in pass.Markets)
        {
            Standing? before = Find(market.Ticker);
            if (before?.Status == MarketStatus.Finalized)
            {
                // A page may be older than the notice; nothing is paid twice.
                continue;
            }

            _known[market.Ticker] = new Standing(
                market.Status.Value, market.Result.Value, market.SettlementValue, market.CloseTime, market.ExchangeIndex);
        }
    }

    public void Take(VenueNotice notice)
    {
        if (notice is not VenueNotice.MarketChanged changed || Find(changed.Ticker) is not { } before)
        {
            return;
        }

        _known[changed.Ticker] = changed.Turn switch
        {
            MarketTurn.Activated => before with { Status = MarketStatus.Active },
            MarketTurn.Deactivated => before with { Status = MarketStatus.Inactive },
            MarketTurn.Determined => before with
            {
                Status = MarketStatus.Determined,
                Result = changed.Result.Value,
                YesPays = changed.SettlementValue ?? before.YesPays,
            },
            MarketTurn.Settled => before with
            {
                Status = MarketStatus.Finalized,
                Result = changed.Result.Value is MarketResult.None or MarketResult.Unknown ? before.Result : changed.Result.Value,
                YesPays = changed.SettlementValue ?? before.YesPays,
            },
            MarketTurn.CloseMoved => before with { CloseTime = changed.CloseTime ?? before.CloseTime },
            MarketTurn.Unknown or MarketTurn.Created or MarketTurn.GridChanged or MarketTurn.TextChanged => before,
        };
    }

    /// <summary>One market.</summary>
    public sealed record Standing(
        MarketStatus Status, MarketResult Result, Price? YesPays, DateTimeOffset? CloseTime, int? Shard);
}
