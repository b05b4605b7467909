using Dutchbook.Domain;
using Dutchbook.Llm;

namespace Dutchbook.Storage;

internal sealed class SqliteCallLedger(Connection connection) : ICallLedger, IBatchStore
{
    private const string Columns =
        "id, at_micros, pass, purpose, model, prompt_version, verdict_key, batch_id, batch_item, promised_micros, outcome, cost_micros, "
        + "input_tokens, cache_write_tokens, cache_read_tokens, output_tokens, latency_micros, detail";

    public Promises Promise(IReadOnlyList<PlannedCall> calls, BudgetLimits limits)
    {
        List<long> ids = [];
        string? reached = null;

        // One transaction that holds the writer's lock: two processes can never promise the same dollar.
        connection.Write(() =>
        {
            using Statement write = connection.Prepare(
                "INSERT INTO llm_calls (at_micros, pass, purpose, model, prompt_version, verdict_key, batch_id, batch_item, "
                + "promised_micros, outcome) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id");
            (Money pass, Money day, Money month) = calls.Count == 0 ? default : Spent(calls[0]);
            foreach (PlannedCall call in calls)
            {
                reached = limits.InTheWay(call.AtMost, pass, day, month);
                if (reached is not null)
                {
                    break;
                }

                (pass, day, month) = (pass + call.AtMost, day + call.AtMost, month + call.AtMost);
                write.Add(Times.Micros(call.At)).AddWhole(call.Pass).AddWhole(call.Purpose).AddWhole(call.Model)
                    .AddWhole(call.PromptVersion).AddWhole(call.VerdictKey).Add(call.Batch).Add(call.BatchItem ?? "")
                    .Add(call.AtMost.Micros).Add(nameof(CallOutcome.Open));
                write.Step();
                ids.Add(write.Integer(0)!.Value);
                write.Run();
            }
        });
        return new Promises(ids, reached);
    }

    public void Settle(long id, CallEnd end) => connection.Write(() =>
    {
        using Statement write = connection.Prepare(
            "UPDATE llm_calls SET outcome = ?, cost_micros = ?, input_tokens = ?, cache_write_tokens = ?, cache_read_tokens = ?, "
            + "output_tokens = ?, latency_micros = ?, detail = ? WHERE id = ? AND outcome = 'Open'");
        write.Add(end.Outcome.ToString()).Add(end.Cost?.Micros).Add(end.Usage.Input).Add(end.Usage.CacheWrite).Add(end.Usage.CacheRead)
            .Add(end.Usage.Output).Add(end.Latency.Ticks / TimeSpan.TicksPerMicrosecond).Add(end.Detail).Add(id).Run();
    });

    public Money SpentSince(DateTimeOffset at) =>
        Sum("SELECT sum(counted_micros) FROM llm_calls WHERE at_micros >= ?", row => row.Add(Times.Micros(at)));

    public Money SpentInPass(string pass) =>
        Sum("SELECT sum(counted_micros) FROM llm_calls WHERE pass = ?", row => row.AddWhole(pass));

    public bool WasInBatch(string pass, string verdictKey)
    {
        using Statement row = connection.Prepare(
            "SELECT 1 FROM llm_calls WHERE verdict_key = ? AND pass = ? AND batch_id IS NOT NULL AND detail <> ? LIMIT 1");
        return row.AddWhole(verdictKey).AddWhole(pass).Add(ICallLedger.NeverArrived).Step();
    }

    public IReadOnlyList<RecordedCall> Calls(int limit) =>
        Read($"SELECT {Columns} FROM llm_calls ORDER BY id DESC LIMIT ?", row => row.Add(limit));

    public long Begin(string model, DateTimeOffset at)
    {
        long number = 0;
        connection.Write(() =>
        {
            using Statement write = connection.Prepare("INSERT INTO llm_batches (at_micros, model) VALUES (?, ?) RETURNING id");
            write.Add(Times.Micros(at)).AddWhole(model).Step();
            number = write.Integer(0)!.Value;
            write.Run();
        });
        return number;
    }

    public void Accepted(long batch, string id) => Update("UPDATE llm_batches SET provider_id = ?2 WHERE id = ?1", batch, id);

    public void Close(long batch) => Update("UPDATE llm_batches SET is_closed = 1 WHERE id = ?1", batch, null);

    public IReadOnlyList<OpenBatch> Open()
    {
        List<OpenBatch> open = [];
        using Statement row = connection.Prepare(
            "SELECT id, provider_id, model, at_micros FROM llm_batches WHERE is_closed = 0 ORDER BY id");
        while (row.Step())
        {
            long number = row.Integer(0)!.Value;
            open.Add(new OpenBatch(
                number, row.IsNull(1) ? null : row.Text(1), row.Text(2), Times.From(row.Integer(3) ?? 0),
                Read($"SELECT {Columns} FROM llm_calls WHERE batch_id = ? AND outcome = 'Open' ORDER BY id", calls => calls.Add(number))));
        }

        return open;
    }

    private (Money Pass, Money Day, Money Month) Spent(PlannedCall call)
    {
        (DateTimeOffset day, DateTimeOffset month) = BudgetLimits.Start(call.At);
        return (SpentInPass(call.Pass), SpentSince(day), SpentSince(month));
    }

    private Money Sum(string sql, Action<Statement> bind)
    {
        // The sum of integers is an integer or an error, never a rounded number; over no rows it is NULL.
        using Statement row = connection.Prepare(sql);
        bind(row);
        return Money.FromMicros(row.Step() ? row.Integer(0) ?? 0 : 0);
    }

    private void Update(string sql, long batch, string? id) => connection.Write(() =>
    {
        using Statement write = connection.Prepare(sql);
        write.Add(batch);
        if (id is not null)
        {
            write.Add(id);
        }

        write.Run();
    });

    private List<RecordedCall> Read(string sql, Action<Statement> bind)
    {
        List<RecordedCall> found = [];
        using Statement row = connection.Prepare(sql);
        bind(row);
        while (row.Step())
        {
            found.Add(Read(row));
        }

        return found;
    }

    private RecordedCall Read(Statement row) => new(
        row.Integer(0)!.Value,
        new PlannedCall
        {
            At = Times.From(row.Integer(1) ?? 0),
            Pass = row.Text(2),
            Purpose = row.Text(3),
            Model = row.Text(4),
            PromptVersion = row.Text(5),
            VerdictKey = row.Text(6),
            Batch = row.Integer(7),
            BatchItem = row.IsNull(8) ? null : row.Text(8),
            AtMost = Money.FromMicros(row.Integer(9) ?? 0),
        },
        new CallEnd
        {
            Outcome = connection.Word<CallOutcome>(row, 10),
            Cost = row.Integer(11) is { } micros ? Money.FromMicros(micros) : null,
            Usage = new TokenUsage(row.Integer(12) ?? 0, row.Integer(13) ?? 0, row.Integer(14) ?? 0, row.Integer(15) ?? 0),
            Latency = TimeSpan.FromTicks((row.Integer(16) ?? 0) * TimeSpan.TicksPerMicrosecond),
            Detail = row.Text(17),
        });
}
