using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Storage;

/// <summary>Trades, one row each, and a line of the journal for each change.</summary>
internal sealed class TradeRows : IDisposable
{
    private readonly Connection _connection;
    private readonly string _book;
    private readonly Statement _save;
    private readonly Statement _line;

    public TradeRows(Connection connection, string book)
    {
        (_connection, _book) = (connection, book);
        _save = connection.Prepare(
            "INSERT INTO trades (book, trade_id, opportunity_id, phase, waits_for, created_at_micros, opened_at_micros, "
            + "ended_at_micros, due_at_micros, selling_since_micros, placed, reason, policy, units_hundredths, outlay_micros, "
            + "execution_bound_micros, tickers, plan, flatten_since_micros, flatten_bound_micros, flatten_most_placed) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            + "ON CONFLICT (book, trade_id) DO UPDATE SET phase = excluded.phase, waits_for = excluded.waits_for, "
            + "opened_at_micros = excluded.opened_at_micros, ended_at_micros = excluded.ended_at_micros, "
            + "due_at_micros = excluded.due_at_micros, selling_since_micros = excluded.selling_since_micros, "
            + "placed = excluded.placed, reason = excluded.reason, flatten_since_micros = excluded.flatten_since_micros, "
            + "flatten_bound_micros = excluded.flatten_bound_micros, flatten_most_placed = excluded.flatten_most_placed, "
            + "plan = excluded.plan, tickers = excluded.tickers, outlay_micros = excluded.outlay_micros");
        _line = JournalLines.Prepare(connection);
    }

    public void Save(TradeState trade, long at)
    {
        TradePlan plan = trade.Plan;
        _save.AddWhole(_book).AddWhole(plan.TradeId).AddWhole(plan.OpportunityId).Add(trade.Phase.ToString()).Add(trade.Wait.ToString())
            .Add(Times.Micros(plan.CreatedAt)).Add(Times.Micros(trade.OpenedAt)).Add(Times.Micros(trade.EndedAt))
            .Add(Times.Micros(trade.DueAt)).Add(Times.Micros(trade.SellingSince)).Add(trade.Placed).AddWhole(trade.Reason)
            .AddWhole(plan.Policy.Name).Add(plan.Units.Hundredths).Add(plan.MostOutlay.Micros)
            .Add(plan.Losses.ExecutionBound.Micros).Add(JsonText.Strings(plan.Legs.Select(static leg => leg.Ticker)).AsSpan())
            .Add(PlanText.Write(plan, trade.Flatten?.Closing).AsSpan()).Add(Times.Micros(trade.Flatten?.Since)).Add(trade.Flatten?.Bound.Micros)
            .Add(trade.Flatten?.MostPlaced).Run();
        JournalLines.Append(_line, _book, at, plan.TradeId, plan.TradeId, trade.Phase.ToString(), trade.Reason);
    }

    public IReadOnlyList<TradeState> Read()
    {
        using Statement row = _connection.Prepare(
            "SELECT trade_id, opportunity_id, phase, waits_for, created_at_micros, opened_at_micros, ended_at_micros, "
            + "due_at_micros, selling_since_micros, placed, reason, units_hundredths, outlay_micros, plan, "
            + "flatten_since_micros, flatten_bound_micros, flatten_most_placed "
            + "FROM trades WHERE book = ? ORDER BY id");
        row.AddWhole(_book);
        List<TradeState> trades = [];
        while (row.Step())
        {
            trades.Add(Read(row));
        }

        return trades;
    }

    public void Dispose()
    {
        _save.Dispose();
        _line.Dispose();
    }

    private TradeState Read(Statement row)
    {
        try
        {
            return new TradeState
            {
                Plan = PlanText.Read(
                    row.Bytes(13), row.Text(0), row.Text(1), Quantity.FromHundredths(row.Integer(11) ?? 0),
                    Money.FromMicros(row.Integer(12) ?? 0), Times.From(row.Integer(4) ?? 0)),
                Phase = _connection.Word<TradePhase>(row, 2),
                Wait = _connection.Word<TradeWait>(row, 3),
                OpenedAt = Times.From(row.Integer(5)),
                EndedAt = Times.From(row.Integer(6)),
                DueAt = Times.From(row.Integer(7)),
                SellingSince = Times.From(row.Integer(8)),
                Placed = (int)(row.Integer(9) ?? 0),
                Reason = row.Text(10),
                Flatten = Times.From(row.Integer(14)) is { } since
                    ? new FlattenWish(
                        since, Money.FromMicros(row.Integer(15) ?? 0), (int)(row.Integer(16) ?? 0), ClosingText.Read(row.Bytes(13)))
                    : null,
            };
        }
        catch (Exception damage) when (damage is System.Text.Json.JsonException or FormatException or KeyNotFoundException
            or InvalidOperationException or ArgumentException or OverflowException)
        {
            throw StorageErrors.Damaged(_connection.Path, $"the plan of trade {row.Text(0)} cannot be read: {damage.Message}");
        }
    }
}
