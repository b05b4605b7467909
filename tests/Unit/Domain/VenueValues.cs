using System.Reflection;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Domain;

/// <summary>What is kept of the venue's words and objects.</summary>
public sealed class VenueValues
{
    [Fact]
    public void An_unknown_word_survives_as_itself_and_an_absent_one_is_empty()
    {
        Open<FeeType> surprise = new(FeeType.Unknown, "surprise");

        Assert.Equal((FeeType.Unknown, "surprise"), (surprise.Value, surprise.Text));
        Assert.Equal("surprise", surprise.ToString());
        Assert.Equal("", default(Open<FeeType>).Text);
        Assert.Equal("(absent)", default(Open<FeeType>).ToString());
        Assert.NotEqual(surprise, default);
    }

    [Fact]
    public void Text_is_equal_by_its_bytes()
    {
        byte[] page = "before June, before June"u8.ToArray();
        Utf8Text first = new(page.AsMemory(0, 11));
        Utf8Text second = new(page.AsMemory(13, 11));

        Assert.True(first == second);
        Assert.Equal(first.GetHashCode(), second.GetHashCode());
        Assert.True(first != Utf8Text.From("before june"));
        Assert.True(Utf8Text.From("") == Utf8Text.Empty && Utf8Text.From(null).IsEmpty);
        Assert.Equal("before June", first.ToString());
        Assert.Equal(2, Utf8Text.From("\u00e9").Length);
    }

    [Fact]
    public void An_event_with_other_markets_keeps_everything_else()
    {
        Event original = new()
        {
            Ticker = "E",
            SeriesTicker = "S",
            Title = Utf8Text.From("title"),
            SubTitle = Utf8Text.From("sub"),
            Category = "Sports",
            MutuallyExclusive = true,
            CollateralReturnType = "MECNET",
            StrikeDate = DateTimeOffset.UnixEpoch,
            StrikePeriod = "day",
            SettlementSources = [new SettlementSource("source", "https://example.org")],
            FeeTypeOverride = new Open<FeeType>(FeeType.Quadratic, "quadratic"),
            FeeMultiplierOverride = Ratio.One,
            ExchangeIndex = 1,
            IsWhole = true,
            Defects = [new FieldDefect("field", "problem")],
            Markets = [Some.Market("M")],
        };
        Event changed = original.WithMarkets([], isWhole: false);

        Assert.Empty(changed.Markets);
        Assert.False(changed.IsWhole);
        foreach (PropertyInfo property in typeof(Event).GetProperties()
            .Where(static property => property.Name is not (nameof(Event.Markets) or nameof(Event.IsWhole))))
        {
            Assert.NotEqual(
                property.GetValue(new Event { Ticker = "" }), property.GetValue(original));
            Assert.Equal(property.GetValue(original), property.GetValue(changed));
        }
    }

    [Fact]
    public void Sides_are_opposite_and_have_the_venues_words()
    {
        Assert.Equal((Side.No, Side.Yes), (Side.Yes.Opposite(), Side.No.Opposite()));
        Assert.Equal(("yes", "no"), (Side.Yes.Word(), Side.No.Word()));
    }

    [Fact]
    public void A_fee_resolution_says_the_terms_or_the_reason()
    {
        Assert.Equal("unknown: no series", FeeResolution.Unknown("no series").ToString());
        Assert.Contains("Quadratic", FeeResolution.Known(Some.Terms()).ToString(), StringComparison.Ordinal);
    }
}
