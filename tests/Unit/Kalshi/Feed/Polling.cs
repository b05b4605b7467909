using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Without a stream: passes and rounds of books, within the rate, as measured.</summary>
public sealed class Polling
{
    private readonly VirtualTime time = new();
    private readonly LiveMarkets markets = new();
    private readonly List<(int Second, string[] Tickers)> rounds = [];
    private readonly List<int> passes = [];
    private int bid = 4_000;

    [Fact]
    public async Task Books_of_flagged_markets_are_asked_for_every_ten_seconds_and_the_venue_as_often_as_the_rate_allows()
    {
        using KalshiRestClient client = Client();
        PollingFeed feed = new(client, new Passes(this), new Books(this), markets, TimeSpan.FromSeconds(60), time.Clock);
        List<string> changed = [];
        feed.Passed = (_, _) => Note(changed);
        feed.Looked = () => Note(changed);
        markets.Add("A");
        markets.Add("B");
        feed.Flag([1, 0]);
        using CancellationTokenSource stop = new();
        Task running = feed.RunAsync(stop.Token);
        for (int second = 0; second < 125; second++)
        {
            await time.Pass(TimeSpan.FromSeconds(1));
        }

        await stop.CancelAsync();
        await time.Finish(running);
        Assert.Equal([0, 60, 120], passes);
        Assert.Equal(Enumerable.Range(0, 13).Select(static i => 10 * i), rounds.Select(static round => round.Second));
        Assert.All(rounds, static round => Assert.Equal(["B", "A"], round.Tickers));
        PollReport report = feed.Report;
        Assert.Equal((3, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(10), (2, 2), 1_000L), (
            report.Passes, report.PassInterval!.Value, report.BookInterval!.Value, report.Books, report.BytesPerPass));
        Assert.Contains("every 60 s", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("With a key", report.ToString(), StringComparison.Ordinal);
        Assert.True(changed.Count(static name => name == "A") > 10);
    }

    [Fact]
    public async Task A_venue_that_does_not_answer_is_asked_again_in_its_turn()
    {
        using KalshiRestClient client = Client();
        PollingFeed feed = new(client, new Passes(this) { Fails = true }, new Books(this), markets, TimeSpan.FromSeconds(60), time.Clock);
        using CancellationTokenSource stop = new();
        Task running = feed.RunAsync(stop.Token);
        await time.Pass(TimeSpan.FromSeconds(61));
        await stop.CancelAsync();
        await time.Finish(running);
        Assert.Equal((0, 2, "closed"), (feed.Report.Passes, feed.Report.Failures, feed.Report.LastProblem));
        Assert.Empty(rounds);
    }

    private void Note(List<string> changed)
    {
        foreach (int market in markets.TakeChanged())
        {
            changed.Add(markets.NameOf(market));
        }
    }

    private KalshiRestClient Client() => new(
        new KalshiOptions(new Uri("https://example.com/trade-api/v2")), time.Clock, new Draws(0), new FakeVenue(time, FakeVenue.Says(200, "{}")));

    private int Second => (int)time.Elapsed.TotalSeconds;

    private sealed class Passes(Polling test) : IVenueSource
    {
        public bool Fails { get; init; }

        public Task<VenueSnapshot> ReadAsync(IProgress<ReadProgress>? progress, CancellationToken cancellation)
        {
            if (Fails)
            {
                throw new VenueUnavailableException("closed");
            }

            test.passes.Add(test.Second);
            progress!.Report(new ReadProgress("here", 1_000, null, 2));
            return Task.FromResult(new VenueSnapshot { At = test.time.Clock.GetUtcNow() });
        }
    }

    private sealed class Books(Polling test) : IBookSource
    {
        public Task<IReadOnlyDictionary<string, OrderBook>> ReadBooksAsync(IReadOnlyCollection<string> tickers, CancellationToken cancellation)
        {
            test.rounds.Add((test.Second, [.. tickers]));
            test.bid += 1;
            OrderBook book = OrderBook.Create(
                [new BookLevel(Price.FromTicks(test.bid), Quantity.FromContracts(1))], [], test.time.Clock.GetUtcNow());
            return Task.FromResult<IReadOnlyDictionary<string, OrderBook>>(tickers.ToDictionary(static ticker => ticker, _ => book));
        }
    }
}
