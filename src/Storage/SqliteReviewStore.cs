using Dutchbook.Domain;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

internal sealed class SqliteReviewStore(Connection connection, SqliteRelationStore relations) : IReviewStore
{
    private const string Machine = "dutchbook";

    private const string Columns =
        "r.hash, r.type, r.status, v.stage, r.rule, v.claims, v.strikes_ascend, r.confidence_ppm, v.conditional_ppm, v.rules_hash, "
        + "v.evidence, v.differences, v.judged_by, v.proposed_at_micros, v.confirmed_at_micros, v.fees";

    private const string Source = "FROM reviews AS v JOIN relationships AS r USING (hash)";

    public void Propose(IReadOnlyList<ProposedRelation> proposals, DateTimeOffset at, Func<Relation, string> document)
    {
        relations.Save(
            new RelationMap { Relations = [.. proposals.Select(static proposal => proposal.Relation)], Refusals = [] }, at, document);
        List<ReviewTurn> turns = [];
        connection.Write(() =>
        {
            foreach (ProposedRelation proposal in proposals)
            {
                StoredReview? known = Find(proposal.Relation.Id);
                if (known is null || IsOther(known, proposal))
                {
                    turns.Add(new ReviewTurn(proposal.Relation.Id, RelationStatus.Pending, Machine, at, known is null
                        ? $"proposed by {proposal.JudgedBy}"
                        : known.RulesHash != proposal.RulesHash
                            ? $"judged again, by other words: {proposal.JudgedBy}"
                            : $"judged again, by the words and fees of today: {proposal.JudgedBy}"));
                }

                Write(proposal, at);
            }
        });
        Turn(turns);
    }

    public IReadOnlyList<StoredReview> List(RelationStatus? status)
    {
        using Statement row = connection.Prepare(
            $"SELECT {Columns} {Source} WHERE ?1 IS NULL OR r.status = ?1 ORDER BY v.proposed_at_micros, r.hash");
        row.Add(status?.ToString() ?? "");
        List<StoredReview> found = [];
        while (row.Step())
        {
            found.Add(Read(row));
        }

        return found;
    }

    public StoredReview? Find(string id)
    {
        using Statement row = connection.Prepare($"SELECT {Columns} {Source} WHERE r.hash = ?");
        return row.AddWhole(id).Step() ? Read(row) : null;
    }

    public void Turn(IReadOnlyList<ReviewTurn> turns) => connection.Write(() =>
    {
        using Statement status = connection.Prepare("UPDATE relationships SET status = ?, tier = CASE "
            + "WHEN tier = 'Proven' THEN tier WHEN ?1 = 'Active' THEN 'Reviewed' ELSE 'Proposed' END WHERE hash = ? RETURNING hash");
        using Statement history = connection.Prepare(
            "INSERT INTO review_turns (hash, status, by_whom, at_micros, reason) VALUES (?, ?, ?, ?, ?)");
        foreach (ReviewTurn turn in turns)
        {
            bool isKnown = status.Add(turn.To.ToString()).AddWhole(turn.Id).Step();
            status.Reset();
            if (isKnown)
            {
                history.AddWhole(turn.Id).Add(turn.To.ToString()).AddWhole(turn.By).Add(Times.Micros(turn.At)).AddWhole(turn.Reason).Run();
            }
        }
    });

    public void Confirm(IReadOnlyList<string> ids, DateTimeOffset at) => connection.Write(() =>
    {
        using Statement write = connection.Prepare(
            "UPDATE reviews SET confirmed_at_micros = max(confirmed_at_micros, ?) WHERE hash = ?");
        foreach (string id in ids)
        {
            write.Add(Times.Micros(at)).AddWhole(id).Run();
        }
    });

    public IReadOnlyList<ReviewTurn> History(string id)
    {
        using Statement row = connection.Prepare("SELECT status, by_whom, at_micros, reason FROM review_turns WHERE hash = ? ORDER BY id");
        row.AddWhole(id);
        List<ReviewTurn> turns = [];
        while (row.Step())
        {
            turns.Add(new ReviewTurn(id, connection.Word<RelationStatus>(row, 0), row.Text(1), Times.From(row.Integer(2) ?? 0), row.Text(3)));
        }

        return turns;
    }

    public IReadOnlyList<string> Barred()
    {
        using Statement row = connection.Prepare("SELECT hash FROM relationships WHERE status IN ('Rejected', 'Suspended') ORDER BY hash");
        List<string> ids = [];
        while (row.Step())
        {
            ids.Add(row.Text(0));
        }

        return ids;
    }

    private void Write(ProposedRelation proposal, DateTimeOffset at)
    {
        using Statement write = connection.Prepare(
            "INSERT INTO reviews (hash, stage, claims, strikes_ascend, conditional_ppm, rules_hash, evidence, differences, judged_by, "
            + "proposed_at_micros, confirmed_at_micros, fees) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            + "ON CONFLICT (hash) DO UPDATE SET stage = excluded.stage, claims = excluded.claims, strikes_ascend = excluded.strikes_ascend, "
            + "conditional_ppm = excluded.conditional_ppm, rules_hash = excluded.rules_hash, evidence = excluded.evidence, "
            + "differences = excluded.differences, judged_by = excluded.judged_by, confirmed_at_micros = excluded.confirmed_at_micros, fees = coalesce(excluded.fees, reviews.fees)");
        Relation relation = proposal.Relation;
        write.AddWhole(relation.Id).Add(proposal.Stage.ToString()).Add(ReviewText.Claims(relation.Claims).AsSpan())
            .Add(relation.StrikesAscend ? 1 : 0).Add(relation.ConditionalAtLeast?.PartsPerMillion).AddWhole(proposal.RulesHash)
            .Add(ReviewText.Evidence(relation.Evidence).AsSpan()).Add(ReviewText.Differences(proposal.Differences).AsSpan())
            .AddWhole(proposal.JudgedBy).Add(Times.Micros(at)).Add(Times.Micros(at))
            .Add(proposal.Fees ?? "").Run();
    }

    /// <summary>Judged by other words or fees than before; or by the same again, after they had changed and changed back.</summary>
    private bool IsOther(StoredReview known, ProposedRelation proposal) => known.RulesHash != proposal.RulesHash
        || (known.Fees is { } fees && proposal.Fees is { } now && fees != now)
        || (known.Status == RelationStatus.Suspended && History(known.Id) is [.., { By: Machine }]);

    private StoredReview Read(Statement row) => new()
    {
        Id = row.Text(0),
        Type = connection.Word<RelationType>(row, 1),
        Status = connection.Word<RelationStatus>(row, 2),
        Stage = connection.Word<ReviewStage>(row, 3),
        Rule = row.Text(4),
        Claims = ReviewText.ReadClaims(row.Bytes(5)),
        StrikesAscend = row.Integer(6) == 1,
        Confidence = Ratio.FromPartsPerMillion(row.Integer(7) ?? 0),
        ConditionalAtLeast = row.Integer(8) is { } conditional ? Ratio.FromPartsPerMillion(conditional) : null,
        RulesHash = row.Text(9),
        Evidence = ReviewText.ReadEvidence(row.Bytes(10)),
        Differences = ReviewText.ReadDifferences(row.Bytes(11)),
        JudgedBy = row.Text(12),
        ProposedAt = Times.From(row.Integer(13) ?? 0),
        ConfirmedAt = Times.From(row.Integer(14) ?? 0),
        Fees = row.IsNull(15) || row.Text(15).Length == 0 ? null : row.Text(15),
    };
}
