using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Dutchbook.Tapes;
using Dutchbook.Unit.Cli;
using Dutchbook.Unit.Kalshi;
using Dutchbook.Unit.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Tapes;

/// <summary>A replay finds what the live run found, and two replays are the same to the byte.</summary>
public sealed class Replays(Replays.OneTape tape) : IClassFixture<Replays.OneTape>
{
    [Fact]
    public void A_replay_of_a_live_run_finds_exactly_what_the_live_run_found()
    {
        (string hash, long looks, string[] found) = tape.Live;
        Assert.NotEmpty(found);

        (Replayer replayer, LookBook book) = Replay(tape.Folder.Open(), new ReplayOptions());
        Assert.Equal(looks, book.Looks);
        Assert.Equal(found, book.Found.Select(Words));
        Assert.Equal(hash, book.Hash);
        Assert.Equal(0, replayer.Counts.OtherCommands);
        Assert.Equal(2, replayer.Counts.Passes);
        Assert.True(replayer.Feed[FeedCount.Gaps] >= 0 && replayer.Feed[FeedCount.TerminalErrors] == 1);
        Assert.Empty(replayer.Troubles);
    }

    [Fact]
    public async Task Two_replays_write_the_same_document_to_the_byte()
    {
        string[] outputs = new string[2];
        for (int i = 0; i < 2; i++)
        {
            using Trial trial = new();
            Assert.Equal(0, await trial.Run("replay", tape.Folder.Path, "--format", "json"));
            outputs[i] = trial.Output;
        }

        Assert.Contains("\"decisions\"", outputs[0], StringComparison.Ordinal);
        Assert.Equal(outputs[0], outputs[1]);
    }

    [Fact]
    public void Looks_may_be_counted_from_to_and_at_fixed_intervals()
    {
        (_, LookBook late) = Replay(tape.Folder.Open(), new ReplayOptions { From = Demo.At.AddSeconds(1) });
        (_, LookBook early) = Replay(tape.Folder.Open(), new ReplayOptions { To = Demo.At.AddSeconds(1).AddTicks(-1) });
        (_, LookBook all) = Replay(tape.Folder.Open(), new ReplayOptions());
        Assert.Equal(all.Looks, late.Looks + early.Looks);
        Assert.True(late.Looks > 0 && early.Looks > 0);

        // From the first pass at 0 s to the end of the tape, which lasts at least four seconds.
        (_, LookBook often) = Replay(tape.Folder.Open(), new ReplayOptions { LookEvery = TimeSpan.FromMilliseconds(500) });
        Assert.InRange(often.Looks, 8, 1_000);
        Assert.Equal(all.Found.Select(static item => item.Best.Id).Order(), often.Found.Select(static item => item.Best.Id).Order());
    }

    [Fact]
    public async Task The_pages_that_a_scan_keeps_are_one_pass()
    {
        using TapeFolder folder = new();
        await using (RecordedSession session = await RecordedSession.Start(Path.Combine(folder.Path, "unused")))
        {
            using PageSaver saver = PageSaver.Create(folder.Path, Demo.At);
            using KalshiRestClient client = new(new KalshiOptions(session.Server.RestBase), session.Time, new Random(1));
            await new LiveVenueSource(client, "sandbox", session.Time, saver).ReadAsync(null, TestContext.Current.CancellationToken);
        }

        Directory.Delete(Path.Combine(folder.Path, "unused"), recursive: true);
        (Replayer replayer, LookBook book) = Replay(folder.Open(), new ReplayOptions());
        Assert.Equal((1, 1), (replayer.Counts.Passes, book.Looks));
        Assert.NotEmpty(book.Found);
    }

    [Fact]
    public async Task A_tape_of_the_cents_era_is_named_and_nothing_is_found_in_it()
    {
        using TapeFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, "old.jsonl"),
            $$"""{"at":"2025-08-14T16:00:00Z","kind":"rest","path":"/markets","body":{{Recording.Page(Recording.CentsMarket("A")).ReplaceLineEndings(" ")}}}""" + "\n");
        using Trial trial = new();
        Assert.Equal(0, await trial.Run("replay", folder.Path));
        Assert.Contains("integer-cent prices of before March 2026", trial.Errors, StringComparison.Ordinal);
        Assert.Contains("There is no pass", trial.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_can_be_replayed_is_bad_usage()
    {
        using TapeFolder folder = new();
        File.WriteAllText(Path.Combine(folder.Path, "a.jsonl"), "hello\n");
        using Trial trial = new();
        Assert.Equal(2, await trial.Run("replay", folder.Path));
        Assert.Contains("a.jsonl: its first line is no line of a tape", trial.Errors, StringComparison.Ordinal);
        Assert.Equal(2, await trial.Run("replay", Path.Combine(folder.Path, "none.jsonl")));
        Assert.Equal(2, await trial.Run("replay"));
        Assert.Equal(2, await trial.Run("replay", folder.Path, "--look-every", "soon"));
    }

    internal static (Replayer Replayer, LookBook Looks) Replay(TapeSet tapes, ReplayOptions options)
    {
        LookBook looks = new();
        Replayer replayer = new(new StructuralMapper(new MappingOptions()), new Detector(new DetectionOptions()), options) { Looked = looks.Take };
        replayer.Run(tapes, TestContext.Current.CancellationToken);
        return (replayer, looks);
    }

    /// <summary>Passes, looks, changes of books, a broken channel and a pause, over some seconds.</summary>
    internal static async Task<(string Hash, long Looks, string[] Found)> RecordAsync(string folder)
    {
        await using RecordedSession session = await RecordedSession.Start(folder);
        await session.Until(() => session.Feed.IsSettled && session.Feed.Counters[FeedCount.Tickers] >= Demo.Universe.Markets.Count);
        await session.Pass();
        session.Look();
        await session.Until(() => session.Feed.IsSettled);
        Opportunity first = session.Look().Validated.First(static item => item.Signal != Signal.Joint && item.Legs.Count == 2);
        session.Time.Advance(TimeSpan.FromSeconds(1));

        Claim claim = first.Legs[0].Claim;
        session.Server.Control.Withdraw(claim.Market.Ticker, claim.Side.Opposite());
        await session.Until(() => session.Best(claim.Market.Ticker) is { } touch
            && (claim.Side == Side.Yes ? touch.YesAsk == Price.One : touch.YesBid == Price.Zero));
        session.Look();
        session.Server.Control.FailChannel("orderbook_delta");
        await session.Until(() => !session.Feed.IsSettled);
        session.Look();
        await session.Reconnected();
        foreach (BookLevel level in first.Legs[0].Levels)
        {
            session.Server.Control.Bid(claim.Market.Ticker, claim.Side.Opposite(), level.Price.Complement(), level.Quantity);
        }

        await session.Until(() => session.Best(claim.Market.Ticker) is { } touch
            && (claim.Side == Side.Yes ? touch.YesAsk < Price.One : touch.YesBid > Price.Zero));
        session.Look();
        await session.Pass();
        session.Look();
        session.Time.Advance(TimeSpan.FromSeconds(2));
        session.Look();
        return (session.Looks.Hash, session.Looks.Looks, [.. session.Looks.Found.Select(Words)]);
    }

    private static string Words(FoundOpportunity found) =>
        $"{found.Best.Id} {found.Best.Edge} {found.FirstSeen:O} {found.LastSeen:O} {found.Looks} {found.Episodes}";

    /// <summary>One recording for all tests here.</summary>
    public sealed class OneTape : IAsyncLifetime
    {
        internal TapeFolder Folder { get; } = new();

        internal (string Hash, long Looks, string[] Found) Live { get; private set; }

        public async ValueTask InitializeAsync() => Live = await RecordAsync(Folder.Path);

        public ValueTask DisposeAsync()
        {
            Folder.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
