using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;
using static Dutchbook.Unit.Kalshi.Recording;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Integer cents are read only by a reader that was told so, and dollars never by that one.</summary>
public sealed class Eras
{
    private static readonly RecordingOptions Cents = new() { Era = Era.Cents };

    [Fact]
    public async Task A_cents_recording_is_refused_with_the_option_that_reads_it()
    {
        using Recording recording = new();
        string said = await recording.With("old.json", Page(CentsMarket("A"), CentsMarket("B"))).RefusalAsync();
        Assert.Contains("--era cents", said, StringComparison.Ordinal);
        VenueSnapshot snapshot = await recording.ReadAsync(Cents);
        Assert.Equal(["0.4200", "0.4200"], snapshot.Markets.Select(static market => market.Quote.YesBid.ToString()));
        Assert.All(snapshot.Markets, static market => Assert.True(market.SizesAssumed));
        Assert.Equal(
            ["size 1.00 at every quote: recordings of the cents era have no sizes",
             "one-cent price steps: recordings of the cents era do not state them"],
            snapshot.Assumptions);
    }

    [Fact]
    public async Task A_dollars_recording_is_refused_where_cents_were_asked_for()
    {
        using Recording recording = new();
        string said = await recording.With("new.json", Page(Market("A"), Market("B"))).RefusalAsync(Cents);
        Assert.Contains("without --era cents", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_of_both_is_read_by_either_with_its_own_fields()
    {
        using Recording recording = new();
        recording.With("both.json", Page(Market("A", "\"yes_bid\":41,\"yes_ask\":45")));
        Market dollars = Assert.Single((await recording.ReadAsync()).Markets);
        Market cents = Assert.Single((await recording.ReadAsync(Cents)).Markets);
        Assert.Equal(("0.4200", "13.00", false),
            (dollars.Quote.YesBid.ToString(), dollars.Quote.YesBidSize.ToString(), dollars.SizesAssumed));
        Assert.Equal(("0.4100", "1.00", true), (cents.Quote.YesBid.ToString(), cents.Quote.YesBidSize.ToString(), cents.SizesAssumed));
        Assert.Empty(cents.Defects);
    }

    [Fact]
    public async Task One_market_of_the_other_era_is_a_defect_not_a_price()
    {
        using Recording recording = new();
        VenueSnapshot snapshot = await recording.With("mixed.json", Page(Market("A"), CentsMarket("B"))).ReadAsync();
        Assert.Empty(snapshot.Markets[0].Defects);
        Assert.Equal(Quote.None, snapshot.Markets[1].Quote);
        Assert.Contains(snapshot.Markets[1].Defects, static defect => defect.Problem.Contains("--era cents", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Era.Current)]
    [InlineData(Era.Cents)]
    public async Task Markets_without_any_price_are_of_no_era_and_say_what_is_absent(Era era)
    {
        using Recording recording = new();
        string item = """{"ticker":"A","event_ticker":"E-1","market_type":"binary","status":"closed","last_price":null}""";
        VenueSnapshot snapshot = await recording.With("closed.json", Page(item)).ReadAsync(new RecordingOptions { Era = era });
        Market market = Assert.Single(snapshot.Markets);
        Assert.Equal(
            era == Era.Current
                ? ["yes_bid_dollars", "yes_bid_size_fp", "yes_ask_dollars", "yes_ask_size_fp"]
                : ["yes_bid", "yes_ask"],
            market.Defects.Select(static defect => defect.Field));
        Assert.All(market.Defects, static defect => Assert.Equal("absent", defect.Problem));
    }

    [Theory]
    [InlineData(Era.Current, "finalized")]
    [InlineData(Era.Current, "settled")]
    [InlineData(Era.Current, "determined")]
    [InlineData(Era.Cents, "finalized")]
    public async Task A_settled_market_lacks_nothing_without_quotes_or_grid(Era era, string status)
    {
        using Recording recording = new();
        string item = $$"""{"ticker":"A","event_ticker":"E-1","market_type":"binary","status":"{{status}}","result":"yes"}""";
        VenueSnapshot snapshot = await recording.With("settled.json", Page(item)).ReadAsync(new RecordingOptions { Era = era });
        Market market = Assert.Single(snapshot.Markets);
        Assert.Equal((MarketResult.Yes, Quote.None), (market.Result.Value, market.Quote));
        Assert.Empty(market.Defects);
    }
}
