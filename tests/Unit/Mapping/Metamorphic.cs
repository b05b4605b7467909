using CsCheck;
using Dutchbook.Domain;
using Xunit;
using static Dutchbook.Unit.Mapping.Some;

namespace Dutchbook.Unit.Mapping;

/// <summary>What must not change what is proven, and what must.</summary>
public sealed class Metamorphic
{
    private static readonly Row[] Widgets = [Below("W-1-A", "30"), Between("W-1-B", "30", "39"), Between("W-1-C", "40", "49"), Above("W-1-D", "49")];

    private static readonly Row[] Ladder = [Above("V-1-29", "29"), Above("V-1-39", "39"), Above("V-1-49", "49")];

    private static readonly Row[] Launch =
        [Deadline("S-1-A", "before Jun 1, 2026"), Deadline("S-1-B", "before Jul 1, 2026"), Deadline("S-1-C", "by Jul 31, 2026")];

    private static readonly Row[] Race =
    [
        Option("N-1-A", "Austin"), Option("N-1-B", "Boston"),
        Option("N-1-C", "None", "If none of the listed candidates wins the Nebraska Senate race, then the market resolves to Yes."),
    ];

    private static readonly Row Parlay = new("C-1-X") { Legs = [("W-1-D", "yes"), ("N-1-A", "no")] };

    [Fact]
    public void The_order_of_events_and_markets_means_nothing()
    {
        string[] facts = All().Map().Facts();
        Assert.True(facts.Length >= 9, $"only {facts.Length} relations");
        Gen.Int.Sample(seed => Assert.Equal(facts, All(new Random(seed)).Map().Facts()), iter: 50);
    }

    [Fact]
    public void A_market_about_something_else_changes_nothing()
    {
        string[] facts = All().Map().Facts();
        Row other = Above("X-1-A", "30") with { Rules = "If the Gadget index on December 9, 2026 is above 30, then the market resolves to Yes." };

        Assert.Equal(facts, All().Event("X-1", other).Map().Facts());
        Assert.Equal(facts, All(extra: other with { Ticker = "W-1-X" }).Map().Facts());
        Assert.Equal(facts, All(extra: new Row("W-1-X") { Rules = "If a comet is seen, then the market resolves to Yes." }).Map().Facts());
    }

    [Fact]
    public void Prices_fees_and_states_of_markets_change_nothing()
    {
        string[] facts = All().Map().Facts();
        Row[] closed = [.. Widgets.Select(static row => row with { Status = "closed", Result = "no" })];

        Assert.Equal(facts, All(widgets: closed).Map().Facts());
        Assert.Equal(facts, All().Fees("W", "quadratic", "0.5").Map().Facts());
        Assert.Equal(facts, All().Fees("W", "tiered_by_volume", null).Map().Facts());
    }

    [Fact]
    public void Tickers_are_names_and_no_more()
    {
        string[] facts = [.. All().Map().Relations.Select(static relation => relation.ToString().Replace("V-1-", "KXCPI-26NOV-T", StringComparison.Ordinal))];
        Row[] renamed = [.. Ladder.Select(static row => row with { Ticker = row.Ticker.Replace("V-1-", "KXCPI-26NOV-T", StringComparison.Ordinal) })];

        Assert.Equal(
            facts.Order(StringComparer.Ordinal),
            All(ladder: renamed).Map().Relations.Select(static relation => relation.ToString()).Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public void Without_any_one_range_the_rest_is_exclusive_and_not_exhaustive()
    {
        foreach (Row lost in Widgets)
        {
            Row[] rest = [.. Widgets.Where(row => row != lost)];
            RelationMap map = new Listing().Event("W-1", rest).Map();

            map.Single(RelationType.Exclusive, [.. rest.Select(static row => row.Ticker)]);
            map.Allows();
        }
    }

    [Theory]
    [InlineData("source")]
    [InlineData("instant")]
    [InlineData("rounding")]
    [InlineData("revision")]
    [InlineData("cancellation")]
    [InlineData("early close")]
    [InlineData("expected time")]
    [InlineData("subject")]
    public void One_sentence_that_differs_separates_two_events(string sentence)
    {
        Assert.NotEmpty(Across(All()));
        Row[] changed = [.. Ladder.Select(row => Change(row, sentence))];

        RelationMap map = All(ladder: changed).Map();

        Assert.DoesNotContain(map.Relations, IsAcross);
        map.Single(RelationType.Threshold, "V-1-29", "V-1-39", "V-1-49");
    }

    [Fact]
    public void Another_source_of_the_series_separates_two_events()
    {
        RelationMap map = new Listing().Series("W").Series("V", "Another Office").Event("W-1", Widgets).Event("V-1", Ladder).Map();

        Assert.DoesNotContain(map.Relations, IsAcross);
    }

    [Fact]
    public void The_same_listing_gives_the_same_ids_every_time() => Assert.Equal(All().Map().Facts(), All().Map().Facts());

    private static Row Change(Row row, string sentence) => sentence switch
    {
        "source" => row with { Secondary = row.Secondary + " The source is the Gadget Office." },
        "instant" => row with { Rules = row.Rules.Replace("end-of-day", "opening", StringComparison.Ordinal) },
        "rounding" => row with { Secondary = "The Expiration Value is truncated to a whole number." },
        "revision" => row with { Secondary = row.Secondary + " Revisions do not count." },
        "cancellation" => row with { Secondary = row.Secondary + " If trading is cancelled, the market resolves to its last price." },
        "early close" => row with { EarlyClose = "If the index is published early, the market closes." },
        "expected time" => row with { Expected = "2026-12-10T19:05:00Z" },
        _ => row with { Custom = ("Country", "Ruritania") },
    };

    private static bool IsAcross(Relation relation) => relation.Claims.Any(static claim => claim.Market.EventTicker == "W-1")
        && relation.Claims.Any(static claim => claim.Market.EventTicker == "V-1");

    private static Relation[] Across(Listing listing) => [.. listing.Map().Relations.Where(IsAcross)];

    private static Listing All(Random? order = null, Row? extra = null, Row[]? widgets = null, Row[]? ladder = null)
    {
        Row[] first = widgets ?? Widgets;
        List<Action<Listing>> events =
        [
            listing => listing.Event("W-1", Shuffled(order, extra is null ? first : [.. first, extra])),
            listing => listing.Event("V-1", Shuffled(order, ladder ?? Ladder)),
            listing => listing.Event("S-1", Shuffled(order, Launch)),
            listing => listing.Choice("N-1", Shuffled(order, Race)),
            listing => listing.Page("C-1", Parlay),
            listing => listing.Series("W"),
            listing => listing.Series("V"),
        ];
        Listing all = new();
        foreach (Action<Listing> add in order is null ? events : [.. events.OrderBy(_ => order.Next())])
        {
            add(all);
        }

        return all;
    }

    private static Row[] Shuffled(Random? order, Row[] rows) => order is null ? rows : [.. rows.OrderBy(_ => order.Next())];
}
