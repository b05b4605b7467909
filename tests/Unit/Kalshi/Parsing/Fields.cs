using System.Text;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>One value at a time: read exactly, or absent with a defect that names the field and shows the value.</summary>
public sealed class Fields
{
    [Theory]
    [InlineData("\"0.4200\"", "0.4200")]
    [InlineData("\"0.42\"", "0.4200")]
    [InlineData("\"0\"", "0.0000")]
    [InlineData("\"1\"", "1.0000")]
    [InlineData("\"1.0000\"", "1.0000")]
    [InlineData("\"0.0001\"", "0.0001")]
    [InlineData("\"0.42001\"", null)]
    [InlineData("\"1.0001\"", null)]
    [InlineData("\"-0.0100\"", null)]
    [InlineData("\"+0.42\"", null)]
    [InlineData("\".42\"", null)]
    [InlineData("\"0.\"", null)]
    [InlineData("\"00.42\"", null)]
    [InlineData("\"4.2e-1\"", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("\"Infinity\"", null)]
    [InlineData("\" 0.42\"", null)]
    [InlineData("\"0,42\"", null)]
    [InlineData("\"0.\\u00342\"", null)]
    [InlineData("\"\u0660.42\"", null)]
    [InlineData("0.42", null)]
    [InlineData("42", null)]
    [InlineData("true", null)]
    [InlineData("[0,0]", null)]
    [InlineData("{\"value\":\"0.42\"}", null)]
    public void Prices_are_read_exactly_or_not_at_all(string json, string? read)
    {
        Market market = Read($"\"last_price_dollars\":{json}");
        Assert.Equal(read, market.LastPrice?.ToString());
        Assert.Equal(read is null, market.Defects.Any(static defect => defect.Field == "last_price_dollars"));
    }

    [Theory]
    [InlineData("\"13.00\"", "13.00")]
    [InlineData("\"0.01\"", "0.01")]
    [InlineData("\"7\"", "7.00")]
    [InlineData("\"0.00\"", "0.00")]
    [InlineData("\"10000000000.00\"", "10000000000.00")]
    [InlineData("\"10000000000.01\"", null)]
    [InlineData("\"92233720368547758.07\"", null)]
    [InlineData("\"0.001\"", null)]
    [InlineData("\"-1.00\"", null)]
    [InlineData("\"1e3\"", null)]
    [InlineData("\"1,000\"", null)]
    [InlineData("13", null)]
    [InlineData("13.00", null)]
    public void Counts_are_read_exactly_or_not_at_all(string json, string? read)
    {
        Market market = Read($"\"volume_fp\":{json}");
        Assert.Equal(read, market.Volume?.ToString());
        Assert.Equal(read is null, market.Defects.Any(static defect => defect.Field == "volume_fp"));
    }

    [Theory]
    [InlineData("3", "3")]
    [InlineData("3.10", "3.10")]
    [InlineData("-40", "-40")]
    [InlineData("0", "0")]
    [InlineData("149999.99", "149999.99")]
    [InlineData("1234567890123456789012345678", "1234567890123456789012345678")]
    [InlineData("\"3\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("1e2", null)]
    [InlineData("1.5E+3", null)]
    [InlineData("0.12345678901234567890123456789012345", null)]
    [InlineData("123456789012345678901234567890123456", null)]
    [InlineData("true", null)]
    [InlineData("[3]", null)]
    public void Strikes_are_plain_numbers_or_unknown(string json, string? read)
    {
        Market market = Read($"\"floor_strike\":{json}");
        Assert.Equal(read, market.FloorStrike?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(read is null, market.Defects.Any(static defect => defect.Field == "floor_strike"));
    }

    [Theory]
    [InlineData("\"2026-04-01T04:59:00Z\"", true)]
    [InlineData("\"2026-04-01T04:59:00.123456Z\"", true)]
    [InlineData("\"2026-04-01T05:59:00+01:00\"", true)]
    [InlineData("\"2026-04-01 04:59:00\"", false)]
    [InlineData("\"2026-04-01T04:59:00\"", false)]
    [InlineData("\"2026-04-01\"", false)]
    [InlineData("\"2026-04-31T04:59:00Z\"", false)]
    [InlineData("\"tomorrow\"", false)]
    [InlineData("1775019540", false)]
    public void Times_have_a_zone_or_are_unknown(string json, bool read)
    {
        Market market = Read($"\"open_time\":{json}");
        Assert.Equal(read ? new DateTimeOffset(2026, 4, 1, 4, 59, 0, TimeSpan.Zero).Date : null, market.OpenTime?.UtcDateTime.Date);
        Assert.Equal(!read, market.Defects.Any(static defect => defect.Field == "open_time"));
    }

    [Theory]
    [InlineData("\"settlement_timer_seconds\":\"1800\"", "settlement_timer_seconds")]
    [InlineData("\"settlement_timer_seconds\":1.5", "settlement_timer_seconds")]
    [InlineData("\"settlement_timer_seconds\":-1", "settlement_timer_seconds")]
    [InlineData("\"settlement_timer_seconds\":99999999999", "settlement_timer_seconds")]
    [InlineData("\"can_close_early\":\"true\"", "can_close_early")]
    [InlineData("\"can_close_early\":1", "can_close_early")]
    [InlineData("\"status\":7", "status")]
    [InlineData("\"market_type\":[]", "market_type")]
    [InlineData("\"title\":7", "title")]
    [InlineData("\"price_ranges\":\"linear_cent\"", "price_ranges")]
    [InlineData("\"price_ranges\":[]", "price_ranges")]
    [InlineData("\"price_ranges\":[7]", "price_ranges")]
    [InlineData("\"price_ranges\":[{\"start\":\"0.0000\",\"end\":\"1.0000\",\"step\":\"0.0000\"}]", "price_ranges")]
    [InlineData("\"price_ranges\":[{\"start\":0,\"end\":1,\"step\":0.01}]", "price_ranges")]
    [InlineData("\"mve_selected_legs\":[{\"market_ticker\":\"X\",\"side\":\"maybe\"}]", "mve_selected_legs")]
    [InlineData("\"mve_selected_legs\":[{\"side\":\"yes\"}]", "mve_selected_legs")]
    [InlineData("\"mve_selected_legs\":[7]", "mve_selected_legs")]
    [InlineData("\"mve_selected_legs\":{}", "mve_selected_legs")]
    public void A_value_of_the_wrong_kind_is_a_defect_of_its_field(string json, string field)
    {
        Market market = Read(json);
        Assert.Contains(market.Defects, defect => defect.Field == field);
        Assert.Equal("M", market.Ticker);
    }

    [Theory]
    [InlineData("yes_bid_dollars")]
    [InlineData("yes_bid_size_fp")]
    [InlineData("yes_ask_dollars")]
    [InlineData("yes_ask_size_fp")]
    [InlineData("status")]
    [InlineData("market_type")]
    public void A_needed_field_that_is_absent_null_or_empty_is_said_to_be_absent(string field)
    {
        foreach (string now in new[] { $"\"{field}\":null", $"\"{field}\":\"\"", "\"x\":1" })
        {
            Market market = Read(now, without: field);
            FieldDefect defect = Assert.Single(market.Defects);
            Assert.Equal((field, "absent"), (defect.Field, defect.Problem));
            Assert.False(market.Quote is { HasYesBid: true, HasYesAsk: true } && field.StartsWith("yes", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Words_the_venue_adds_survive_as_themselves()
    {
        Market market = Read("\"status\":\"paused_by_review\",\"strike_type\":\"exotic\",\"result\":\"half\"");
        Assert.Equal((MarketStatus.Unknown, "paused_by_review"), (market.Status.Value, market.Status.Text));
        Assert.Equal(("exotic", "half"), (market.StrikeType.Text, market.Result.Text));
        Assert.Empty(market.Defects);
    }

    [Fact]
    public void A_defect_shows_the_value_short_and_clean()
    {
        FieldDefect defect = Assert.Single(Read($"\"floor_strike\":\"\u202e{new string('x', 500)}\"").Defects);
        Assert.Equal($"floor_strike: '\ufffd{new string('x', 39)}...' is not a plain decimal number", defect.ToString());
    }

    [Fact]
    public void Defects_of_one_market_are_not_the_next_ones()
    {
        Assert.NotEmpty(Read("\"floor_strike\":\"3\"").Defects);
        Assert.Empty(Read("\"floor_strike\":3").Defects);
    }

    [Fact]
    public void Grids_are_used_again_only_where_they_read_the_same()
    {
        string[] grids = [Grid("0.0100"), Grid("0.0010"), Grid("0.0010"), Grid("0"), Grid("0"), Grid("0.0010"), "null", Grid("0.0100")];
        SnapshotAssembler assembler = new();
        ItemParser parser = new(Era.Current);
        for (int i = 0; i < grids.Length; i++)
        {
            string item = $"{{\"ticker\":\"M{i}\",\"event_ticker\":\"E\",\"status\":\"finalized\",\"market_type\":\"binary\",\"price_ranges\":{grids[i]}}}";
            parser.Parse(ItemKind.Market, Encoding.UTF8.GetBytes(item), default, assembler, static () => "here");
        }

        IReadOnlyList<Market> markets = assembler.Build(default, [], isRecording: true).Markets;
        Assert.Equal([100, 10, 10, null, null, 10, null, 100], markets.Select(static market => market.TickGrid?.Bands[0].StepTicks));
        Assert.Same(markets[1].TickGrid, markets[2].TickGrid);
        Assert.Equal([0, 0, 0, 1, 1, 0, 0, 0], markets.Select(static market => market.Defects.Count));

        static string Grid(string step) => $"[{{\"start\":\"0.0000\",\"end\":\"1.0000\",\"step\":\"{step}\"}}]";
    }

    [Fact]
    public void Words_beyond_ASCII_are_read_as_they_are() =>
        Assert.Equal("über 3 °C", Read("\"functional_strike\":\"über 3 °C\"").FunctionalStrike);

    [Fact]
    public void Cents_of_the_old_era_are_read_with_sizes_that_say_they_were_assumed()
    {
        Market market = Read("\"yes_bid\":42,\"yes_ask\":44,\"last_price\":43", era: Era.Cents);
        Assert.Equal(("0.4200", "0.4400", "0.4300"),
            (market.Quote.YesBid.ToString(), market.Quote.YesAsk.ToString(), market.LastPrice?.ToString()));
        Assert.True(market.SizesAssumed);
        Assert.False(Read("\"x\":1").SizesAssumed);
        Assert.False(Read("\"yes_bid\":null,\"yes_ask\":null", era: Era.Cents).SizesAssumed);
    }

    [Theory]
    [InlineData("101")]
    [InlineData("-1")]
    [InlineData("4.5")]
    [InlineData("\"42\"")]
    public void Cents_are_whole_and_from_0_to_100(string json)
    {
        Market market = Read($"\"yes_bid\":{json},\"yes_ask\":44", era: Era.Cents);
        Assert.False(market.Quote.HasYesBid);
        Assert.Contains(market.Defects, static defect => defect.Field == "yes_bid" && defect.Problem.Contains("cents", StringComparison.Ordinal));
    }

    private static Market Read(string more, Era era = Era.Current, string without = "")
    {
        string name = more[1..more.IndexOf('"', 1)];
        Dictionary<string, string> fields = new(StringComparer.Ordinal)
        {
            ["ticker"] = "\"M\"",
            ["event_ticker"] = "\"E\"",
            ["market_type"] = "\"binary\"",
            ["status"] = "\"active\"",
            ["yes_bid_dollars"] = "\"0.4200\"",
            ["yes_bid_size_fp"] = "\"13.00\"",
            ["yes_ask_dollars"] = "\"0.4400\"",
            ["yes_ask_size_fp"] = "\"7.00\"",
        };
        fields.Remove(name);
        fields.Remove(without);
        string item = $"{{{string.Join(',', fields.Select(static field => $"\"{field.Key}\":{field.Value}"))},{more}}}";
        SnapshotAssembler assembler = new();
        new ItemParser(era).Parse(ItemKind.Market, Encoding.UTF8.GetBytes(item), default, assembler, static () => "here");
        return Assert.Single(assembler.Build(default, [], isRecording: true).Markets);
    }
}
