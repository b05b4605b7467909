using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;
using static Dutchbook.Unit.Kalshi.Recording;

namespace Dutchbook.Unit.Kalshi;

/// <summary>A fee that the user supplies is taken as written, marked as assumed, and listed where it is used.</summary>
public sealed class FeeAssumptions
{
    [Theory]
    [InlineData("quadratic:1", FeeType.Quadratic, "1")]
    [InlineData("quadratic:0.5", FeeType.Quadratic, "0.5")]
    [InlineData("quadratic:0", FeeType.Quadratic, "0")]
    [InlineData("quadratic_with_maker_fees:2", FeeType.QuadraticWithMakerFees, "2")]
    [InlineData("quadratic_with_combo_maker_fees:1", FeeType.QuadraticWithComboMakerFees, "1")]
    public void A_fee_is_a_type_and_a_multiplier(string text, FeeType type, string multiplier)
    {
        Assert.True(FeeAssumption.TryParse(text, out FeeTerms? terms));
        Assert.Equal((type, multiplier, $"assumed {text}", true), (terms.Type, terms.Multiplier.ToString(), terms.Origin, terms.IsAssumed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("quadratic")]
    [InlineData("quadratic:")]
    [InlineData(":1")]
    [InlineData("quadratic:1:2")]
    [InlineData("quadratic:-1")]
    [InlineData("quadratic:1e0")]
    [InlineData("quadratic:NaN")]
    [InlineData("quadratic:0.1234567")]
    [InlineData("quadratic: 1")]
    [InlineData("quadratic:1,5")]
    [InlineData("quadratic:99999999")]
    [InlineData("Quadratic:1")]
    [InlineData("flat:1")]
    [InlineData("unknown:1")]
    [InlineData("free:0")]
    public void Anything_else_is_no_fee(string text)
    {
        Assert.False(FeeAssumption.TryParse(text, out FeeTerms? terms));
        Assert.Null(terms);
    }

    [Fact]
    public async Task It_is_listed_with_the_number_of_events_it_is_for()
    {
        Assert.True(FeeAssumption.TryParse("quadratic:1", out FeeTerms? fee));
        using Recording recording = new();
        recording.With("page.json", EventsPage(Event("E-1", Market("A")), Event("E-2", Market("B", parent: "E-2"))));
        VenueSnapshot snapshot = await recording.ReadAsync(new RecordingOptions { AssumedFee = fee });
        Assert.Equal("fee quadratic:1 for 2 events whose series is not in the recording", Assert.Single(snapshot.Assumptions));
        Assert.Same(fee, snapshot.AssumedFee);
    }

    [Fact]
    public async Task It_is_not_listed_where_every_series_was_read()
    {
        Assert.True(FeeAssumption.TryParse("quadratic:1", out FeeTerms? fee));
        using Recording recording = new();
        recording.With("page.json", EventsPage(Event("E-1", Market("A"))))
            .With("series.json", """{"series":[{"ticker":"E","fee_type":"quadratic","fee_multiplier":0.5}]}""");
        VenueSnapshot snapshot = await recording.ReadAsync(new RecordingOptions { AssumedFee = fee });
        Assert.Empty(snapshot.Assumptions);
        Assert.Equal("0.5", snapshot.Series["E"].FeeMultiplier.ToString());
    }
}
