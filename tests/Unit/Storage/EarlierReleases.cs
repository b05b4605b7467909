using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Xunit;

namespace Dutchbook.Unit.Storage;

/// <summary>Files written by earlier schemas: what they know is still known after the upgrade.</summary>
public sealed class EarlierReleases : IDisposable
{
    private static string Row(string hash, string status, string expires) => $$$"""
        INSERT INTO opportunities (hash, status, grade, executable, above_threshold, signal, units_hundredths, cost_micros, fees_micros,
            min_payout_micros, edge_micros, magnitude_micros, annual_return_ppm, confidence_ppm, score_micros, relationship_hashes,
            legs, detected_at_micros, seen_at_micros, expires_at_micros, document)
        VALUES ('{{{hash}}}', '{{{status}}}', 'A', 1, 1, 'BUY_ALL', 1000, 8700000, 343900, 10000000, 956100, 95610, NULL, 995000, 19000, '["r"]',
            '[{"ticker":"A","side":"no","weight":1,"quantity_hundredths":1000,"cost_micros":1,"fee_micros":1},
              {"ticker":"B","side":"yes","weight":1,"quantity_hundredths":1000,"cost_micros":1,"fee_micros":1}]',
            1000000, 5000000, {{{expires}}}, '{}')
        """;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Detected", "9000000", null)]
    [InlineData("Validated", "NULL", null)]
    [InlineData("Executing", "9000000", null)]
    [InlineData("Expired", "9000000", 9)]
    [InlineData("Filled", "NULL", 5)]
    [InlineData("Failed", "2000000", 5)]
    public void An_opportunity_of_the_first_schema_becomes_one_episode(string status, string expires, int? endedSecond)
    {
        string path = _folder.File("dutchbook.db");
        using (Connection first = Connection.Open(path, readOnly: false))
        {
            new Migrations([Step("0001.sql")]).Apply(first);
            first.Execute(Row("o1", status, expires));
        }

        using SqliteDatabase database = SqliteDatabase.OpenWriter(path);

        StoredOpportunity read = database.Opportunities.Find("o1")!;
        Episode episode = Assert.Single(database.Opportunities.Episodes("o1", 10));
        Assert.Equal((read.Status, status), (episode.Status, episode.Status.ToString()));
        Assert.Equal((Second(1), Second(5), 1), (episode.FirstSeen, episode.LastSeen, episode.TimesSeen));
        Assert.Equal(endedSecond is { } ended ? Second(ended) : null, episode.EndedAt);
        Assert.Equal((read.Edge, Second(5)), (episode.BestEdge, episode.BestAt));
        Assert.Equal((read.Score, read.Grade, read.ExpiresAt), (episode.Score, episode.Grade, episode.ExpiresAt));
        Assert.Equal(["A", "B"], episode.Tickers);
        Assert.Single(database.Opportunities.List(new OpportunityFilter()));
    }

    private static DateTimeOffset Second(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);

    private static string Step(string name)
    {
        using StreamReader reader = new(typeof(SqliteDatabase).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
