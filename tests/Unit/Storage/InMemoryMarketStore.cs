using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Unit.Storage;

/// <summary>The market port over dictionaries, for tests of what uses it.</summary>
internal sealed class InMemoryMarketStore : IMarketStore
{
    private readonly Dictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Event Item, StoredEvent Row)> _events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StoredMarket> _markets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PricePoint>> _prices = new(StringComparer.Ordinal);
    private DateTimeOffset _newest = DateTimeOffset.MinValue;

    public SaveSummary Save(VenueSnapshot snapshot, IProgress<SaveProgress>? progress = null)
    {
        bool isNewest = snapshot.At >= _newest;
        int series = snapshot.Series.Values.Count(item => Put(_series, item.Ticker, item, isNewest, SameSeries));
        int events = snapshot.Events.Count(item => Put(_events, item.Ticker, (item, Row(item)), isNewest, SameEvent));
        int markets = 0;
        int prices = 0;
        foreach (Market market in snapshot.Markets)
        {
            bool known = _markets.TryGetValue(market.Ticker, out StoredMarket? old);
            StoredMarket row = Row(market, snapshot);
            if (known && (!isNewest || row with { UpdatedAt = old!.UpdatedAt } == old))
            {
                continue;
            }

            _markets[market.Ticker] = row;
            markets++;
            if (row.Quote != (old?.Quote ?? Quote.None))
            {
                _prices.TryAdd(market.Ticker, []);
                _prices[market.Ticker].Add(new PricePoint(snapshot.At, row.Quote));
                prices++;
            }
        }

        progress?.Report(new SaveProgress(snapshot.Markets.Count, snapshot.Markets.Count));
        _newest = isNewest ? snapshot.At : _newest;
        return new SaveSummary(series, events, markets, prices);
    }

    public StoreCounts Count() =>
        new(_series.Count, _events.Count, _markets.Count, _prices.Values.Sum(static points => points.Count));

    public StoredMarket? Find(string ticker) => _markets.GetValueOrDefault(ticker);

    public StoredEvent? FindEvent(string eventTicker) => _events.GetValueOrDefault(eventTicker).Row;

    public IReadOnlyList<PricePoint> Prices(string ticker, int limit) =>
        [.. _prices.GetValueOrDefault(ticker, []).AsEnumerable().Reverse().Take(limit)];

    private static bool Put<T>(
        Dictionary<string, T> rows, string key, T row, bool isNewest, Func<T, T, bool> same)
    {
        if (rows.TryGetValue(key, out T? old) && (!isNewest || same(old, row)))
        {
            return false;
        }

        rows[key] = row;
        return true;
    }

    private static bool SameSeries(Series left, Series right) =>
        left.Title == right.Title && left.FeeMultiplier == right.FeeMultiplier && left.FeeType == right.FeeType;

    private static bool SameEvent((Event Item, StoredEvent Row) left, (Event Item, StoredEvent Row) right) =>
        left.Row with { MarketTickers = right.Row.MarketTickers } == right.Row
        && left.Row.MarketTickers.SequenceEqual(right.Row.MarketTickers, StringComparer.Ordinal);

    private static StoredEvent Row(Event item) => new(
        item.Ticker, item.SeriesTicker, item.Title, item.Category, item.MutuallyExclusive, item.IsWhole,
        [.. item.Markets.Select(static market => market.Ticker)]);

    private static StoredMarket Row(Market market, VenueSnapshot snapshot)
    {
        Event? item = snapshot.Events.FirstOrDefault(item => item.Ticker == market.EventTicker);
        Quote quote = market.Quote;
        return new StoredMarket
        {
            Ticker = market.Ticker,
            EventTicker = market.EventTicker,
            SeriesTicker = market.SeriesTicker.Length > 0 ? market.SeriesTicker : item?.SeriesTicker ?? "",
            Category = item?.Category ?? "",
            Title = Valid(market.Title),
            RulesPrimary = Valid(market.RulesPrimary),
            RulesSecondary = Valid(market.RulesSecondary),
            Status = market.Status.Text,
            Result = market.Result.Text,
            StrikeType = market.StrikeType.Text,
            FloorStrike = market.FloorStrike,
            CapStrike = market.CapStrike,
            CloseTime = market.CloseTime,
            Quote = new Quote(
                quote.HasYesBid ? quote.YesBid : Price.Zero,
                quote.HasYesBid ? quote.YesBidSize : Quantity.Zero,
                quote.HasYesAsk ? quote.YesAsk : Price.Zero,
                quote.HasYesAsk ? quote.YesAskSize : Quantity.Zero),
            LastPrice = market.LastPrice,
            Volume = market.Volume,
            OpenInterest = market.OpenInterest,
            UpdatedAt = snapshot.At,
        };
    }

    private static Utf8Text Valid(Utf8Text text) => Utf8Text.From(text.ToString());
}
