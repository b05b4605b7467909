using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Domain;

/// <summary>Whose fee fields count, and what makes fees unknown.</summary>
public sealed class FeeScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 28, 12, 0, 0, TimeSpan.Zero);
    private static readonly FeeTerms Assumed = new(FeeType.Quadratic, Ratio.One, "assumed", IsAssumed: true);

    // Each field of the event counts and falls back for itself; the last columns are what holds and where from.
    [Theory]
    [InlineData(null, null, "quadratic", "1", FeeType.Quadratic, "1", "series fees")]
    [InlineData("", null, "quadratic_with_maker_fees", "0.5", FeeType.QuadraticWithMakerFees, "0.5", "series fees")]
    [InlineData("quadratic", null, "quadratic_with_maker_fees", "0.5", FeeType.Quadratic, "0.5",
        "event fee_type_override, series multiplier")]
    [InlineData(null, "2", "quadratic_with_combo_maker_fees", "0.5", FeeType.QuadraticWithComboMakerFees, "2",
        "event fee_multiplier_override, series type")]
    [InlineData("quadratic", "0", "flat", "7", FeeType.Quadratic, "0", "event overrides")]
    [InlineData(null, null, "quadratic", "0", FeeType.Quadratic, "0", "series fees")]
    [InlineData("quadratic", null, "surprise", "1", FeeType.Quadratic, "1",
        "event fee_type_override, series multiplier")]
    [InlineData(null, null, "quadratic", "10", FeeType.Quadratic, "10", "series fees")]
    public void Overrides_count_before_the_series(
        string? ownType,
        string? ownMultiplier,
        string type,
        string multiplier,
        FeeType expected,
        string effective,
        string origin)
    {
        FeeTerms terms = Known(FeeSchedule.Resolve(
            Some.Market("M"), An(ownType, ownMultiplier), A(type, multiplier), Noon));

        Assert.Equal(new FeeTerms(expected, Some.Ratio(effective), origin), terms);
    }

    [Theory]
    [InlineData(null, null, "", "1", "series fee_type is missing")]
    [InlineData(null, null, "quadratic", null, "series fee_multiplier is missing")]
    [InlineData(null, null, "flat", "1", "series fee_type is \"flat\", which has no published table")]
    [InlineData(null, null, "surprise", "1", "series fee_type is \"surprise\", a type we do not know")]
    [InlineData(null, null, "a\u001b[31m\u202eb", "1", "series fee_type is \"a?[31m?b\", a type we do not know")]
    [InlineData(null, null, "quadratic", "-0.5", "series fee_multiplier is -0.5, which is not between 0 and 10")]
    [InlineData(null, null, "quadratic", "10.1", "series fee_multiplier is 10.1, which is not between 0 and 10")]
    [InlineData("flat", null, "quadratic", "1", "event fee_type_override is \"flat\", which has no published table")]
    [InlineData("surprise", "1", "quadratic", "1", "event fee_type_override is \"surprise\", a type we do not know")]
    [InlineData(null, "11", "quadratic", "1", "event fee_multiplier_override is 11, which is not between 0 and 10")]
    public void What_is_missing_or_not_understood_is_unknown_and_named(
        string? ownType, string? ownMultiplier, string type, string? multiplier, string reason)
    {
        foreach (FeeTerms? assumed in new[] { null, Assumed })
        {
            FeeResolution resolution = FeeSchedule.Resolve(
                Some.Market("M"), An(ownType, ownMultiplier), A(type, multiplier), Noon, assumed);

            Assert.Null(resolution.Terms);
            Assert.Equal(reason, resolution.Reason);
        }
    }

    [Fact]
    public void A_series_that_was_not_read_is_unknown_unless_terms_are_assumed()
    {
        FeeResolution unknown = FeeSchedule.Resolve(Some.Market("M"), An(null, null), null, Noon);
        FeeTerms assumed = Known(FeeSchedule.Resolve(Some.Market("M"), null, null, Noon, Assumed));

        Assert.Null(unknown.Terms);
        Assert.Equal("the series was not read, so fee_type and fee_multiplier are not known", unknown.Reason);
        Assert.Equal(Assumed, assumed);
    }

    [Fact]
    public void Assumed_terms_are_marked_even_when_the_user_forgot_and_never_displace_the_venue()
    {
        FeeTerms unmarked = Assumed with { IsAssumed = false };

        Assert.True(Known(FeeSchedule.Resolve(Some.Market("M"), null, null, Noon, unmarked)).IsAssumed);
        Assert.Equal(
            new FeeTerms(FeeType.Quadratic, Some.Ratio("0.5"), "event fee_multiplier_override, assumed type", true),
            Known(FeeSchedule.Resolve(Some.Market("M"), An(null, "0.5"), null, Noon, Assumed)));
        Assert.False(
            Known(FeeSchedule.Resolve(Some.Market("M"), An("quadratic", "0.5"), null, Noon, Assumed)).IsAssumed);
        Assert.Equal(
            "series fees",
            Known(FeeSchedule.Resolve(Some.Market("M"), null, A("quadratic", "1"), Noon, Assumed)).Origin);
    }

    [Fact]
    public void An_override_alone_is_not_enough_without_the_series() =>
        Assert.Null(FeeSchedule.Resolve(Some.Market("M"), An("quadratic", null), null, Noon).Terms);

    [Theory]
    [InlineData(1, "0")]
    [InlineData(0, "1")]
    [InlineData(-1, "1")]
    public void A_waiver_counts_until_it_expires(int seconds, string multiplier)
    {
        DateTimeOffset until = Noon.AddSeconds(seconds).ToOffset(TimeSpan.FromHours(-4));
        Market market = new() { Ticker = "M", FeeWaiverExpirationTime = until };
        FeeTerms terms = Known(FeeSchedule.Resolve(market, null, A("quadratic", "1"), Noon));

        Assert.Equal(Some.Ratio(multiplier), terms.Multiplier);
        Assert.Equal(seconds > 0 ? "fee waiver until 2026-09-28T12:00:01Z" : "series fees", terms.Origin);
    }

    [Fact]
    public void A_waiver_does_not_make_unknown_fees_free()
    {
        Market market = new() { Ticker = "M", FeeWaiverExpirationTime = Noon.AddDays(1) };

        Assert.Null(FeeSchedule.Resolve(market, null, A("flat", "1"), Noon).Terms);
        Assert.True(Known(FeeSchedule.Resolve(market, null, null, Noon, Assumed)).IsAssumed);
    }

    [Fact]
    public void A_fee_field_that_could_not_be_read_is_unknown_not_absent()
    {
        FieldDefect NotANumber(string field) => new(field, "not a number");
        Event Broken(string field) => new() { Ticker = "E", Defects = [NotANumber("title"), NotANumber(field)] };
        Market broken = new() { Ticker = "M", Defects = [NotANumber("fee_waiver_expiration_time")] };
        Series series = A("quadratic", "1");

        Assert.Equal(
            "fee_multiplier_override could not be read: not a number",
            FeeSchedule.Resolve(Some.Market("M"), Broken("fee_multiplier_override"), series, Noon).Reason);
        Assert.Equal(
            "fee_type_override could not be read: not a number",
            FeeSchedule.Resolve(Some.Market("M"), Broken("fee_type_override"), series, Noon).Reason);
        Assert.Equal(
            "fee_waiver_expiration_time could not be read: not a number",
            FeeSchedule.Resolve(broken, null, series, Noon).Reason);
        Assert.NotNull(FeeSchedule.Resolve(Some.Market("M"), Broken("sub_title"), series, Noon).Terms);
    }

    [Theory]
    [InlineData(-1, "1", "series fees")]
    [InlineData(0, "0.5", "scheduled series change")]
    [InlineData(9, "0.5", "scheduled series change")]
    [InlineData(10, "2", "scheduled series change")]
    public void A_scheduled_change_counts_from_its_instant(int minutes, string multiplier, string origin)
    {
        FeeHistory history = new(
            [
                Change("S", "quadratic", "2", 10),
                Change("S", "quadratic", "0.5", 0),
                Change("OTHER", "quadratic", "9", 0),
            ],
            []);
        FeeTerms terms = Known(FeeSchedule.Resolve(
            Some.Market("M"), null, A("quadratic", "1"), Noon.AddMinutes(minutes), history: history));

        Assert.Equal((Some.Ratio(multiplier), origin), (terms.Multiplier, terms.Origin));
    }

    [Fact]
    public void Of_two_changes_at_one_instant_the_later_listed_counts()
    {
        FeeHistory history = new([Change("S", "quadratic", "2", 0), Change("S", "quadratic", "3", 0)], []);

        Assert.Equal(Some.Ratio("3"), history.OfSeries("S", Noon)!.Multiplier);
        Assert.Null(history.OfEvent("S", Noon));
    }

    [Fact]
    public void A_scheduled_event_change_replaces_both_overrides_and_may_end_them()
    {
        FeeHistory history = new([], [Change("E", "", "0", 0), Change("E", "", null, 10)]);
        FeeTerms At(int minutes) => Known(FeeSchedule.Resolve(
            Some.Market("M"),
            An("quadratic_with_maker_fees", "2"),
            A("quadratic", "1"),
            Noon.AddMinutes(minutes),
            history: history));

        Assert.Equal((FeeType.QuadraticWithMakerFees, Some.Ratio("2")), (At(-1).Type, At(-1).Multiplier));
        Assert.Equal((FeeType.Quadratic, Ratio.Zero), (At(0).Type, At(0).Multiplier));
        Assert.Equal((FeeType.Quadratic, Ratio.One), (At(10).Type, At(10).Multiplier));
    }

    [Fact]
    public void A_scheduled_series_change_without_a_multiplier_is_unknown() =>
        Assert.Equal(
            "scheduled fee_multiplier is missing",
            FeeSchedule.Resolve(
                Some.Market("M"),
                null,
                A("quadratic", "1"),
                Noon,
                history: new FeeHistory([Change("S", "quadratic", null, 0)], [])).Reason);

    private static FeeTerms Known(FeeResolution resolution)
    {
        Assert.NotNull(resolution.Terms);
        Assert.Null(resolution.Reason);
        return resolution.Terms;
    }

    private static FeeChange Change(string ticker, string type, string? multiplier, int minutes) =>
        new(ticker, Word(type), Optional(multiplier), Noon.AddMinutes(minutes));

    private static Series A(string type, string? multiplier) =>
        new() { Ticker = "S", FeeType = Word(type), FeeMultiplier = Optional(multiplier) };

    private static Event An(string? type, string? multiplier) => new()
    {
        Ticker = "E",
        FeeTypeOverride = type is null ? null : Word(type),
        FeeMultiplierOverride = Optional(multiplier),
    };

    private static Ratio? Optional(string? multiplier) => multiplier is null ? null : Some.Ratio(multiplier);

    private static Open<FeeType> Word(string text) => new(
        text switch
        {
            "quadratic" => FeeType.Quadratic,
            "quadratic_with_maker_fees" => FeeType.QuadraticWithMakerFees,
            "quadratic_with_combo_maker_fees" => FeeType.QuadraticWithComboMakerFees,
            "flat" => FeeType.Flat,
            _ => FeeType.Unknown,
        },
        text);
}
