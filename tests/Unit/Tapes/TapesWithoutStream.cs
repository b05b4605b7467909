using System.Text;
using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Dutchbook.Tapes;
using Dutchbook.Unit.Sandbox;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Tapes;

/// <summary>What a run took that is on no page and in no message: books it asked for, and what people decided about relations.</summary>
public sealed class TapesWithoutStream
{
    private readonly Detector detector = new(new DetectionOptions());

    [Fact]
    public async Task Asked_books_and_decisions_about_relations_are_replayed()
    {
        using TapeFolder folder = new();
        (string hash, Relation approved, Relation barred) = await Record(folder.Path);
        (Replayer replayer, LookBook book) = Replays.Replay(folder.Open(), new ReplayOptions());
        Assert.Equal(hash, book.Hash);
        Assert.Equal(2, book.Looks);
        Assert.Contains(book.Found, found => found.Best.Relations.Any(use => use.Relation.Id == approved.Id));
        Assert.DoesNotContain(book.Found, found => found.Best.Relations.Any(use => use.Relation.Id == barred.Id));
        Assert.DoesNotContain(replayer.Map!.Relations, relation => relation.Id == barred.Id);
        Assert.Empty(replayer.Troubles);
        Relation again = Assert.Single(replayer.Map.Relations, relation => relation.Id == approved.Id);
        Assert.Equal(
            (approved.Tier, approved.Strength, approved.Confidence, approved.Rule),
            (again.Tier, again.Strength, again.Confidence, again.Rule));
        Assert.Equal(approved.Evidence, again.Evidence);
    }

    [Fact]
    public async Task Books_that_cannot_be_read_are_named_and_nothing_else_is_lost()
    {
        using TapeFolder folder = new();
        (string hash, _, _) = await Record(folder.Path);
        foreach (string body in new[]
        {
            """{"areTouches":true,"books":[{"ticker":"X","at":"2026-11-26T00:00:00Z","yesBids":[["0.5","many"]],"noBids":[]}]}""",
            """{"areTouches":true}""",
            "7",
        })
        {
            string lines = string.Concat(folder.Open().Read(TestContext.Current.CancellationToken).Select(entry => Line(
                entry.Kind, entry.Name, entry.At, entry.Kind == TapeKind.Books ? body : Encoding.UTF8.GetString(entry.Body.Span))));
            using TapeFolder torn = new();
            File.WriteAllText(Path.Combine(torn.Path, "torn.jsonl"), lines);
            (Replayer replayer, LookBook book) = Replays.Replay(torn.Open(), new ReplayOptions());
            Assert.Contains(replayer.Troubles, static trouble => trouble.File.Contains("the books at", StringComparison.Ordinal));
            Assert.NotEqual(hash, book.Hash);
            Assert.Equal((1, 1), (replayer.Counts.Passes, book.Looks));
        }
    }

    private static string Line(TapeKind kind, string name, DateTimeOffset at, string body)
    {
        string key = name.Length == 0 ? "" : $",\"{(kind == TapeKind.Rest ? "path" : "channel")}\":\"{name}\"";
        string rest = body.Length == 0 ? "" : $",\"body\":{body}";
        return $"{{\"at\":\"{at:yyyy-MM-ddTHH:mm:ss.ffffffZ}\",\"kind\":\"{kind.ToString().ToLowerInvariant()}\"{key}{rest}}}\n";
    }

    private async Task<(string Hash, Relation Approved, Relation Barred)> Record(string folder)
    {
        FakeTimeProvider time = new(Demo.At);
        SandboxOptions options = new() { Time = time, Tier = UsageTier.Prestige, PrivateKeyPem = Demo.PrivateKeyPem };
        await using SandboxServer server = await SandboxServer.StartAsync(Demo.Universe, options, CancellationToken.None);
        using TapeRecorder tape = new(
            folder, new TapeOrigin("sandbox", new Dictionary<string, string>()), new TapeOptions(), time);
        using KalshiRestClient client = new(new KalshiOptions(server.RestBase), time, new Random(1));
        LiveVenueSource source = new(client, "sandbox", time, tap: tape);
        LiveMarkets markets = new();
        LiveDetector live = new(markets, detector);
        LiveSteps steps = new(new PolledMarkets(markets, "no key"), live, 1_000, tape);
        using LookBook looks = new();

        steps.PassBegan();
        VenueSnapshot pass = await source.ReadAsync(null, CancellationToken.None);
        RelationMap map = new StructuralMapper(new MappingOptions()).Map(pass);
        DetectionReport first = detector.Detect(pass, map);
        Relation barred = first.Opportunities.First(static found => found.Relations.Count == 1).Relations[0].Relation;
        Relation approved = Approved(pass, map);
        map = new RelationMap
        {
            Relations = [.. map.Relations.Where(relation => relation.Id != barred.Id), approved],
            Refusals = map.Refusals,
            Barred = [barred.Id],
        };
        steps.Take(pass, map, detector.Detect(pass, map).NearMisses);
        LiveWork work = steps.Gather(time);
        LiveLook look = live.Validate(work, CancellationToken.None);
        looks.Take(look);
        time.Advance(TimeSpan.FromMilliseconds(40));
        string[] wanted = [.. work.Pending.SelectMany(static pending => pending.Tickers).Distinct(StringComparer.Ordinal)];
        Dictionary<string, OrderBook> books = new(StringComparer.Ordinal);
        foreach (string[] some in wanted.Chunk(100))
        {
            foreach ((string ticker, OrderBook book) in await source.ReadBooksAsync(some, CancellationToken.None))
            {
                books.Add(ticker, book);
            }
        }

        looks.Take(look.With(live.ValidateFetched(steps.Fetched(work, books, time, areTouches: true), CancellationToken.None)));
        return (looks.Hash, approved, barred);
    }

    /// <summary>Two markets of different events that are bid for with more than a dollar together, said to exclude each other.</summary>
    private static Relation Approved(VenueSnapshot pass, RelationMap map)
    {
        HashSet<string> bound = new(map.Relations.SelectMany(static relation => relation.Tickers), StringComparer.Ordinal);
        Market[] pair =
        [
            .. pass.Markets.Where(market => market.Quote.HasYesBid && market.Quote.HasYesAsk)
                .OrderBy(market => bound.Contains(market.Ticker)).ThenByDescending(static market => market.Quote.YesBid)
                .DistinctBy(static market => market.EventTicker).OrderByDescending(static market => market.Quote.YesBid).Take(2),
        ];
        return new Relation(RelationType.Exclusive, [Claim.Yes(pair[0]), Claim.Yes(pair[1])])
        {
            Rule = "pair of a model",
            Tier = Tier.Reviewed,
            Confidence = Ratio.FromPartsPerMillion(930_000),
            Evidence = [new Evidence("rules", "only one of them can be \"first\""), new Evidence("judged by", "a test")],
        };
    }
}
