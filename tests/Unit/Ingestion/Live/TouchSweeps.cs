using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Xunit;

namespace Dutchbook.Unit.Ingestion;

/// <summary>A pass over the venue corrects what the ticker missed, and nothing that is newer than its page.</summary>
public sealed class TouchSweeps
{
    private static readonly DateTimeOffset at = new(2026, 11, 23, 20, 0, 0, TimeSpan.Zero);
    private readonly LiveMarkets markets = new();

    [Fact]
    public void What_the_stream_missed_is_corrected_and_counted()
    {
        Told("A", 40, 42, 60);
        Told("B", 40, 42, 60);
        Assert.Equal(new SweepReport(3, 1, 1), TouchSweep.Take(markets, Pass(Market("A", 40, 42), Market("B", 40, 43), Market("C", 1, 2))));
        Assert.Equal(Price.FromTicks(4_300), markets.TouchOf(markets.Add("B"))!.Value.YesAsk);
        Assert.Equal(Price.FromTicks(200), markets.TouchOf(markets.Add("C"))!.Value.YesAsk);
        Assert.Equal(2, markets.TakeChanged().Length);
    }

    [Fact]
    public void What_the_stream_told_while_the_page_was_on_its_way_stays()
    {
        Told("A", 40, 42, 9);
        Assert.Equal(new SweepReport(1, 0, 0), TouchSweep.Take(markets, Pass(Market("A", 30, 31))));
        Assert.Equal(Price.FromTicks(4_200), markets.TouchOf(markets.Add("A"))!.Value.YesAsk);
    }

    [Fact]
    public void A_quote_of_no_known_time_or_of_assumed_size_corrects_nothing()
    {
        Told("A", 40, 42, 60);
        Told("B", 40, 42, 60);
        Market timeless = new() { Ticker = "A", Quote = Quote(1, 2) };
        Market sizeless = new() { Ticker = "B", Quote = Quote(1, 2), QuotedAt = at, SizesAssumed = true };
        Assert.Equal(new SweepReport(2, 0, 0), TouchSweep.Take(markets, Pass(timeless, sizeless)));
    }

    [Fact]
    public void A_market_whose_side_is_empty_has_nobody_there()
    {
        TouchSweep.Take(markets, Pass(Market("A", 0, 100)));
        Assert.Equal(Touch.Empty, markets.TouchOf(0));
    }

    private void Told(string ticker, int bid, int ask, int secondsAgo) => markets.TakeTouch(
        markets.Add(ticker), Touch.From(Quote(bid, ask)), at.AddSeconds(-secondsAgo).ToUnixTimeMilliseconds());

    private VenueSnapshot Pass(params Market[] listed)
    {
        markets.TakeChanged();
        return new VenueSnapshot { At = at, Markets = listed };
    }

    private static Market Market(string ticker, int bid, int ask) => new() { Ticker = ticker, Quote = Quote(bid, ask), QuotedAt = at };

    private static Quote Quote(int bid, int ask) =>
        new(Price.FromTicks(bid * 100), Quantity.FromContracts(1), Price.FromTicks(ask * 100), Quantity.FromContracts(1));
}
