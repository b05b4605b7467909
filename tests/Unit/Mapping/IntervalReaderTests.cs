using Dutchbook.Domain;
using Dutchbook.Mapping;
using Xunit;

namespace Dutchbook.Unit.Mapping;

public sealed class IntervalReaderTests
{
    [Theory]
    [InlineData(StrikeType.Greater, "3.0", null, "If CPI is above 3.0%, then Yes.", "3.1% or above", true)]
    [InlineData(StrikeType.GreaterOrEqual, "3.0", null, "If CPI is at least 3.0%, then Yes.", "At least 3.0%", true)]
    [InlineData(StrikeType.Greater, "3.0", null, "If CPI is at least 3.0%, then Yes.", "3.0% or above", false)]
    [InlineData(StrikeType.Greater, "3.0", null, "If CPI is above 4.0%, then Yes.", "Above 4.0%", false)]
    [InlineData(StrikeType.Greater, "3.0", null, "If CPI is above 3.0%, then Yes.", "5.0% or above", false)]
    [InlineData(StrikeType.Less, null, "70.0", "If it is less than 70°, then Yes.", "69° or below", true)]
    [InlineData(StrikeType.Greater, "1.5", null, "If he records 2+ hits, then Yes.", "2+", true)]
    [InlineData(StrikeType.Between, "87", "88", "If it is between 87-88°, then Yes.", "87° to 88°", true)]
    [InlineData(StrikeType.Between, "87", "88", "If it is between 87-88°, then Yes.", "87° to 89°", false)]
    [InlineData(StrikeType.Greater, null, null, "If CPI is above 3.0%, then Yes.", "", false)]
    public void A_strike_counts_only_if_the_words_say_the_same(
        StrikeType type, string? floor, string? cap, string rules, string subTitle, bool isRead)
    {
        Market market = new()
        {
            Ticker = "X-1",
            Type = new Open<MarketType>(MarketType.Binary, "binary"),
            StrikeType = new Open<StrikeType>(type, "strike"),
            FloorStrike = Number(floor),
            CapStrike = Number(cap),
            RulesPrimary = Utf8Text.From(rules),
            YesSubTitle = Utf8Text.From(subTitle),
        };

        bool read = new IntervalReader().TryRead(market, out _, out string? reason);

        Assert.Equal(isRead, read);
        Assert.Equal(isRead, reason is null);
    }

    [Fact]
    public void By_the_19th_is_before_the_20th_and_by_the_31st_is_not_before_it()
    {
        DateOnly By(string text) => DatePhrase.Only(text, out _)!.Value.Cutoff;
        Assert.Equal(By("before May 20, 2026"), By("by May 19, 2026"));
        Assert.NotEqual(By("before Dec 31, 2026"), By("by Dec 31, 2026"));
    }

    private static decimal? Number(string? text) =>
        text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
