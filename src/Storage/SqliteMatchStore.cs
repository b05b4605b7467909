using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

internal sealed class SqliteMatchStore(Connection connection) : IMatchStore
{
    /// <summary>With the last turn of a person: the machine only lets matches wait.</summary>
    private const string Select =
        "SELECT m.match_id, m.ticker, m.their_id, m.texts_hash, m.grade, m.differences, m.question, m.their_question, m.their_rules, "
        + "m.decision, m.proposed_at_micros, m.found_at_micros, t.decision, t.by_whom, t.at_micros, t.reason FROM matches AS m "
        + "LEFT JOIN match_turns AS t ON t.id = (SELECT max(id) FROM match_turns WHERE match_id = m.match_id AND decision <> 'Pending')";

    public void Propose(IReadOnlyList<FoundMatch> found, DateTimeOffset at)
    {
        if (found.Count == 0)
        {
            return;
        }

        connection.Write(() =>
        {
            foreach (FoundMatch match in found)
            {
                StoredMatch? known = Find(match.Id);
                bool isOther = known is null || !known.Match.SaysTheSameAs(match);
                Write(match, isOther ? MatchDecision.Pending : known!.Decision, at);
                if (isOther)
                {
                    Remember(new MatchTurn(match.Id, MatchDecision.Pending, MatchTurn.Machine, at, known is null
                        ? $"found by rules: {match.Grade}"
                        : $"found again, {(known.Match.Grade == match.Grade ? "by other texts" : "with another grade")}: {match.Grade}"));
                }
            }
        });
    }

    public IReadOnlyList<StoredMatch> List(MatchDecision? decision)
    {
        using Statement row = connection.Prepare(
            $"{Select} WHERE ?1 IS NULL OR m.decision = ?1 ORDER BY m.decision <> 'Pending', m.ticker, m.their_id");
        row.Add(decision?.ToString() ?? "");
        List<StoredMatch> matches = [];
        while (row.Step())
        {
            matches.Add(Read(row));
        }

        return matches;
    }

    public StoredMatch? Find(string id)
    {
        using Statement row = connection.Prepare($"{Select} WHERE m.match_id = ?");
        return row.AddWhole(id).Step() ? Read(row) : null;
    }

    public string? Decide(IReadOnlyList<(MatchTurn Turn, FoundMatch Read)> decisions)
    {
        string? other = null;
        connection.Write(() =>
        {
            other = decisions.Select(static decision => decision.Read)
                .FirstOrDefault(read => Find(read.Id) is not { } known || !known.Match.SaysTheSameAs(read))?.Id;
            if (other is not null)
            {
                return;
            }

            using Statement decide = connection.Prepare("UPDATE matches SET decision = ? WHERE match_id = ?");
            foreach ((MatchTurn turn, _) in decisions)
            {
                decide.Add(turn.To.ToString()).AddWhole(turn.Id).Run();
                decide.Reset();
                Remember(turn);
            }
        });
        return other;
    }

    public IReadOnlyList<MatchTurn> History(string id)
    {
        using Statement row = connection.Prepare(
            "SELECT decision, by_whom, at_micros, reason FROM match_turns WHERE match_id = ? ORDER BY id");
        row.AddWhole(id);
        List<MatchTurn> turns = [];
        while (row.Step())
        {
            turns.Add(Turn(row, id, first: 0));
        }

        return turns;
    }

    private void Write(FoundMatch match, MatchDecision decision, DateTimeOffset at)
    {
        using Statement write = connection.Prepare(
            "INSERT INTO matches (match_id, ticker, their_id, texts_hash, grade, differences, question, their_question, their_rules, decision, "
            + "proposed_at_micros, found_at_micros) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (match_id) DO UPDATE SET "
            + "texts_hash = excluded.texts_hash, grade = excluded.grade, differences = excluded.differences, question = excluded.question, "
            + "their_question = excluded.their_question, their_rules = excluded.their_rules, decision = excluded.decision, "
            + "found_at_micros = max(matches.found_at_micros, excluded.found_at_micros)");
        write.AddWhole(match.Id).AddWhole(match.Ticker).AddWhole(match.TheirId).AddWhole(match.TextsHash).Add(match.Grade.ToString())
            .Add(ReviewText.Differences(match.Differences).AsSpan()).AddWhole(match.Question).AddWhole(match.TheirQuestion)
            .AddWhole(match.TheirRules).Add(decision.ToString()).Add(Times.Micros(at)).Add(Times.Micros(at)).Run();
    }

    /// <summary>With the texts that the match has as the turn is written.</summary>
    private void Remember(MatchTurn turn)
    {
        using Statement write = connection.Prepare(
            "INSERT INTO match_turns (match_id, decision, by_whom, at_micros, reason, texts_hash) "
            + "SELECT match_id, ?, ?, ?, ?, texts_hash FROM matches WHERE match_id = ?");
        write.Add(turn.To.ToString()).AddWhole(turn.By).Add(Times.Micros(turn.At)).AddWhole(turn.Reason).AddWhole(turn.Id).Run();
    }

    private StoredMatch Read(Statement row) => new()
    {
        Match = new FoundMatch
        {
            Ticker = row.Text(1),
            TheirId = row.Text(2),
            TextsHash = row.Text(3),
            Grade = connection.Word<MatchGrade>(row, 4),
            Differences = ReviewText.ReadDifferences(row.Bytes(5)),
            Question = row.Text(6),
            TheirQuestion = row.Text(7),
            TheirRules = row.Text(8),
        },
        Decision = connection.Word<MatchDecision>(row, 9),
        ProposedAt = Times.From(row.Integer(10) ?? 0),
        FoundAt = Times.From(row.Integer(11) ?? 0),
        LastDecision = row.IsNull(12) ? null : Turn(row, row.Text(0), first: 12),
    };

    private MatchTurn Turn(Statement row, string id, int first) => new(
        id, connection.Word<MatchDecision>(row, first), row.Text(first + 1), Times.From(row.Integer(first + 2) ?? 0), row.Text(first + 3));
}
