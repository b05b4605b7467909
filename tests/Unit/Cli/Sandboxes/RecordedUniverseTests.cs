using System.Text.Json;
using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Sandbox;
using Dutchbook.Unit.House;
using Dutchbook.Unit.Kalshi;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>A recording listed by the sandbox: what was recorded, open for trading.</summary>
public sealed class RecordedUniverseTests
{
    /// <summary>Ninety days and an hour after it was recorded.</summary>
    private static readonly DateTimeOffset now = Recording.At.AddDays(90).AddHours(1);

    [Fact]
    public async Task A_level_stands_at_each_touch_and_a_recorded_book_has_its_depth()
    {
        using Recording recording = new Recording()
            .With("events.json", Recording.EventsPage(Recording.Event("E-1", Recording.Market("E-1-A"), Recording.Market("E-1-B"))))
            .With("books.json", """{"captured_at":"2026-08-20T12:00:00Z","orderbooks":[{"ticker":"E-1-B","orderbook_fp":{"yes_dollars":[["0.4100","3.00"],["0.4200","13.00"]],"no_dollars":[["0.5600","7.50"]]}}]}""");
        Universe universe = RecordedUniverse.Of(await recording.ReadAsync(), now);
        Assert.Equal("0.4200 x 13.00 | 0.5600 x 7.50", Line(universe.Book("E-1-A")));
        Assert.Equal("0.4200 x 13.00, 0.4100 x 3.00 | 0.5600 x 7.50", Line(universe.Book("E-1-B")));
    }

    [Fact]
    public async Task Closes_move_together_by_whole_days_so_that_markets_are_open()
    {
        using Recording recording = new Recording().With("events.json", Recording.EventsPage(Recording.Event(
            "E-1",
            Recording.Market("E-1-A").Replace("2026-12-31T15:00:00Z", "2026-08-20T13:00:00Z", StringComparison.Ordinal),
            Recording.Market("E-1-B"))));
        Universe universe = RecordedUniverse.Of(await recording.ReadAsync(), now);
        DateTimeOffset first = universe.FindMarket("E-1-A")!.CloseTime;
        Assert.Equal(new DateTimeOffset(2026, 11, 19, 13, 0, 0, TimeSpan.Zero), first);
        Assert.True(first > now);
        Assert.Equal(new DateTimeOffset(2027, 4, 1, 15, 0, 0, TimeSpan.Zero), universe.FindMarket("E-1-B")!.CloseTime);
        await using SandboxServer server = await Start(universe);
        Assert.True(server.Control.Bid("E-1-A", Side.Yes, Price.FromTicks(4_300), Quantity.FromContracts(1)));
    }

    [Fact]
    public async Task What_no_book_can_hold_is_shown_as_recorded_and_nobody_stands_behind_it()
    {
        string crossed = Recording.Market("E-1-A").Replace("\"yes_ask_dollars\":\"0.4400\"", "\"yes_ask_dollars\":\"0.4100\"", StringComparison.Ordinal);
        string empty = Recording.Market("E-1-B").Replace("7.50", "0.00", StringComparison.Ordinal);
        using Recording recording = new Recording().With("events.json", Recording.EventsPage(Recording.Event("E-1", crossed, empty)));
        Universe universe = RecordedUniverse.Of(await recording.ReadAsync(), now);
        await using SandboxServer server = await Start(universe);
        Assert.Equal(" | ", Line(server.Control.Book("E-1-A")));
        VenueSnapshot read = await Read(server);
        Assert.Equal(
            ["0.4200 0.4100", "0.4200 0.4400"],
            read.Markets.OrderBy(static market => market.Ticker, StringComparer.Ordinal).Select(static market => $"{market.Quote.YesBid} {market.Quote.YesAsk}"));
        Assert.False(read.Markets.Single(static market => market.Ticker == "E-1-B").Quote.HasYesAsk);
    }

    [Fact]
    public async Task A_fee_that_was_not_recorded_is_not_listed()
    {
        using Recording recording = new Recording().With("events.json", Recording.EventsPage(Recording.Event("E-1", Recording.Market("E-1-A"))));
        Universe universe = RecordedUniverse.Of(await recording.ReadAsync(), now);
        Assert.Equal((null, null), (universe.Series.Single().FeeType, universe.Series.Single().FeeMultiplier));
        await using SandboxServer server = await Start(universe);
        Assert.Null((await Read(server)).Series.Values.Single().FeeMultiplier);
    }

    [Theory]
    [InlineData("events_sports_nested.json.gz")]
    [InlineData("events_mlb_props_nested.json.gz")]
    [InlineData("events_nfl_preseason.json.gz")]
    public async Task A_real_recording_is_read_back_with_its_touches_and_its_relations(string file)
    {
        string path = Repository.Recorded("data", "kalshi-2026-08", file);
        VenueSnapshot recorded = await new RecordedVenueSource([path], new RecordingOptions { At = new DateTimeOffset(2026, 8, 20, 0, 0, 0, TimeSpan.Zero) })
            .ReadAsync(null, TestContext.Current.CancellationToken);
        await using SandboxServer server = await Start(RecordedUniverse.Of(recorded, now));
        VenueSnapshot read = await Read(server);
        HashSet<string> open = [.. read.Markets.Select(static market => market.Ticker)];
        Assert.Equal(Touches(recorded, open), Touches(read, open));
        string[] relations = Relations(recorded);
        Assert.NotEmpty(relations);
        Assert.Equal(relations, Relations(read));
    }

    [Fact]
    public async Task The_command_lists_a_recording_and_says_what_is_wrong_with_one_that_is_none()
    {
        using Recording recording = new Recording().With("events.json", Recording.EventsPage(Recording.Event("E-1", Recording.Market("E-1-A"))));
        using Trial trial = new();
        Task<int> run = trial.Run("sandbox", "--seconds", "5", "--universe", $"recording:{recording.Files[0]}", "--format", "json");
        while (!trial.Output.Contains('}', StringComparison.Ordinal) && !run.IsCompleted)
        {
            await Task.Yield();
        }

        using HttpClient http = new();
        string rest = JsonDocument.Parse(trial.Output).RootElement.GetProperty("rest").GetString()!;
        Assert.Contains("0.4200", await http.GetStringAsync(rest + "/markets/E-1-A"), StringComparison.Ordinal);
        while (!run.IsCompleted)
        {
            trial.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(0, await run);
        Assert.Equal(2, await trial.Run("sandbox", "--universe", $"recording:{recording.Folder}/none.json"));
        Assert.Contains("none.json", trial.Errors, StringComparison.Ordinal);
        Assert.Equal(2, await trial.Run("sandbox", "--universe", "demo", "--era", "cents"));
        Assert.Contains("--era says how a recording is to be read", trial.Errors, StringComparison.Ordinal);
        Assert.Equal(2, await trial.Run("sandbox", "--universe", "recording:"));
    }

    private static Task<SandboxServer> Start(Universe universe) => SandboxServer.StartAsync(
        universe,
        new SandboxOptions { Time = new FakeTimeProvider(now), PrivateKeyPem = Unit.Sandbox.Demo.PrivateKeyPem },
        TestContext.Current.CancellationToken);

    private static async Task<VenueSnapshot> Read(SandboxServer server)
    {
        FakeTimeProvider time = new(now);
        using KalshiRestClient client = new(new Dutchbook.Kalshi.KalshiOptions(server.RestBase), time, new Random(1));
        return await new LiveVenueSource(client, "sandbox", time).ReadAsync(null, TestContext.Current.CancellationToken);
    }

    private static string[] Touches(VenueSnapshot snapshot, HashSet<string> open) =>
    [
        .. snapshot.Markets.Where(market => open.Contains(market.Ticker))
            .Select(static market => $"{market.Ticker} {market.Quote}").Order(StringComparer.Ordinal),
    ];

    private static string[] Relations(VenueSnapshot snapshot) =>
        [.. new StructuralMapper(new Dutchbook.Mapping.MappingOptions()).Map(snapshot).Relations.Select(static relation => relation.Id).Order(StringComparer.Ordinal)];

    private static string Line(ListedBook book) => $"{Levels(book.YesBids)} | {Levels(book.NoBids)}";

    private static string Levels(IReadOnlyList<BookLevel> levels) =>
        string.Join(", ", levels.Select(static level => $"{level.Price} x {level.Quantity}"));
}
