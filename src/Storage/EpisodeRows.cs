using Dutchbook.Domain;

namespace Dutchbook.Storage;

/// <summary>The rows of <c>episodes</c>.</summary>
internal sealed class EpisodeRows(Connection connection)
{
    /// <summary>Qualified, so that a join may name them beside the columns of an opportunity.</summary>
    public const string Columns = "episodes.opportunity_hash, episodes.first_seen_micros, episodes.last_seen_micros, "
        + "episodes.ended_at_micros, episodes.times_seen, episodes.status, episodes.grade, episodes.score_micros, "
        + "episodes.edge_micros, episodes.best_edge_micros, episodes.best_at_micros, episodes.expires_at_micros, "
        + "episodes.tickers, episodes.best_units_hundredths, episodes.halved_at_micros, episodes.end_reason";

    private const string Names = "opportunity_hash, first_seen_micros, last_seen_micros, ended_at_micros, times_seen, status, "
        + "grade, score_micros, edge_micros, best_edge_micros, best_at_micros, expires_at_micros, tickers, "
        + "best_units_hundredths, halved_at_micros, end_reason";

    /// <summary>All that last, or whose trade is under way.</summary>
    public List<Episode> Open() =>
        Read($"SELECT {Columns} FROM episodes WHERE ended_at_micros IS NULL OR status = 'Executing' ORDER BY id");

    /// <summary>Those of one opportunity, the newest first.</summary>
    public List<Episode> Of(string id, int limit)
    {
        using Statement row = connection.Prepare(
            $"SELECT {Columns} FROM episodes WHERE opportunity_hash = ? ORDER BY first_seen_micros DESC LIMIT ?");
        return Read(row.Add(id).Add(limit));
    }

    /// <summary>Those that were there at any time of a span, in the order in which they began.</summary>
    public List<Episode> Within(DateTimeOffset from, DateTimeOffset to)
    {
        using Statement row = connection.Prepare(
            $"SELECT {Columns} FROM episodes WHERE first_seen_micros <= ? AND (ended_at_micros IS NULL OR ended_at_micros >= ?) "
            + "ORDER BY first_seen_micros, opportunity_hash");
        return Read(row.Add(Times.Micros(to)).Add(Times.Micros(from)));
    }

    /// <summary>Writes each as it is now; an opportunity and its first look name one.</summary>
    public void Write(IEnumerable<Episode> episodes)
    {
        IEnumerable<string> changes = Names.Split(", ").Skip(2).Select(static name => $"{name} = excluded.{name}");
        using Statement write = connection.Prepare(
            $"INSERT INTO episodes ({Names}) VALUES ({string.Join(", ", Enumerable.Repeat("?", 16))}) "
            + $"ON CONFLICT (opportunity_hash, first_seen_micros) DO UPDATE SET {string.Join(", ", changes)}");
        foreach (Episode episode in episodes)
        {
            write.Add(episode.OpportunityId).Add(Times.Micros(episode.FirstSeen)).Add(Times.Micros(episode.LastSeen))
                .Add(Times.Micros(episode.EndedAt)).Add(episode.TimesSeen).Add(episode.Status.ToString())
                .Add(episode.Grade.ToString()).Add(episode.Score.Micros).Add(episode.Edge.Micros)
                .Add(episode.BestEdge.Micros).Add(Times.Micros(episode.BestAt)).Add(Times.Micros(episode.ExpiresAt))
                .Add(JsonText.Strings(episode.Tickers).AsSpan()).Add(episode.BestUnits?.Hundredths).Add(Times.Micros(episode.HalvedAt))
                .Add(episode.End?.ToString() ?? "").Run();
        }
    }

    /// <summary>The episode whose columns begin at a column of the row.</summary>
    public Episode From(Statement row, int first) => new()
    {
        OpportunityId = row.Text(first),
        FirstSeen = Times.From(row.Integer(first + 1) ?? 0),
        LastSeen = Times.From(row.Integer(first + 2) ?? 0),
        EndedAt = Times.From(row.Integer(first + 3)),
        TimesSeen = (int)(row.Integer(first + 4) ?? 0),
        Status = connection.Word<OpportunityStatus>(row, first + 5),
        Grade = connection.Word<Grade>(row, first + 6),
        Score = Money.FromMicros(row.Integer(first + 7) ?? 0),
        Edge = Money.FromMicros(row.Integer(first + 8) ?? 0),
        BestEdge = Money.FromMicros(row.Integer(first + 9) ?? 0),
        BestAt = Times.From(row.Integer(first + 10) ?? 0),
        ExpiresAt = Times.From(row.Integer(first + 11)),
        Tickers = JsonText.ReadStrings(row.Bytes(first + 12)),
        BestUnits = row.Integer(first + 13) is { } units ? Quantity.FromHundredths(units) : null,
        HalvedAt = Times.From(row.Integer(first + 14)),
        End = row.IsNull(first + 15) ? null : connection.Word<EpisodeEnd>(row, first + 15),
    };

    private List<Episode> Read(string sql)
    {
        using Statement row = connection.Prepare(sql);
        return Read(row);
    }

    private List<Episode> Read(Statement row)
    {
        List<Episode> found = [];
        while (row.Step())
        {
            found.Add(From(row, 0));
        }

        return found;
    }
}
