using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Storage;

/// <summary>Orders, one row each, their fills, and a line of the journal for each change.</summary>
internal sealed class OrderRows : IDisposable
{
    private const string Columns =
        "client_order_id, trade_id, leg, attempt, purpose, ticker, side, limit_price_ticks, quantity_hundredths, time_in_force, "
        + "reduce_only, expires_at_micros, shard, subaccount, order_group_id, decided_at_micros, fingerprint, phase, order_id, "
        + "sent_at_micros, send_by_micros, reported_hundredths, absent_at_micros, looked_at_micros, cancel_wanted, reason, "
        + "rejection, changed_at_micros";

    private readonly Connection _connection;
    private readonly string _book;
    private readonly Statement _save;
    private readonly Statement _fill;
    private readonly Statement _line;

    public OrderRows(Connection connection, string book)
    {
        (_connection, _book) = (connection, book);
        _save = connection.Prepare(
            $"INSERT INTO orders (book, {Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
            + "?, ?, ?, ?) ON CONFLICT (book, client_order_id) DO UPDATE SET phase = excluded.phase, order_id = excluded.order_id, "
            + "sent_at_micros = excluded.sent_at_micros, send_by_micros = excluded.send_by_micros, "
            + "reported_hundredths = excluded.reported_hundredths, absent_at_micros = excluded.absent_at_micros, "
            + "looked_at_micros = excluded.looked_at_micros, cancel_wanted = excluded.cancel_wanted, reason = excluded.reason, "
            + "rejection = excluded.rejection, changed_at_micros = excluded.changed_at_micros");
        _fill = connection.Prepare(
            "INSERT INTO fills (book, client_order_id, order_id, fill_id, ticker, side, price_ticks, quantity_hundredths, fee_micros, "
            + "is_taker, at_micros, shard) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING");
        _line = JournalLines.Prepare(connection);
    }

    public void Save(OrderState order, long at)
    {
        OrderIntent intent = order.Intent;
        _save.AddWhole(_book).AddWhole(intent.ClientOrderId).AddWhole(intent.TradeId).Add(intent.Leg).Add(intent.Attempt)
            .Add(intent.Purpose.ToString()).AddWhole(intent.Ticker).Add(intent.Side.Word()).Add(intent.LimitPrice.Ticks)
            .Add(intent.Quantity.Hundredths).Add(intent.TimeInForce.ToString()).Add(intent.ReduceOnly ? 1 : 0)
            .Add(Times.Micros(intent.ExpiresAt)).Add(intent.Shard).Add(intent.Subaccount).Add(intent.OrderGroupId ?? "")
            .Add(Times.Micros(intent.DecidedAt)).Add(intent.Fingerprint()).Add(order.Phase.ToString()).Add(order.OrderId)
            .Add(Times.Micros(order.SentAt)).Add(Times.Micros(order.SendBy)).Add(order.Reported.Hundredths)
            .Add(Times.Micros(order.AbsentAt)).Add(Times.Micros(order.LookedAt)).Add(order.CancelWanted ? 1 : 0)
            .AddWhole(order.Reason).Add(order.Rejection?.ToString() ?? "").Add(Times.Micros(order.ChangedAt)).Run();
        foreach (VenueFill fill in order.Fills)
        {
            _fill.AddWhole(_book).AddWhole(intent.ClientOrderId).AddWhole(fill.OrderId).AddWhole(fill.FillId).AddWhole(fill.Ticker)
                .Add(fill.Side.Word()).Add(fill.Price.Ticks).Add(fill.Quantity.Hundredths).Add(fill.Fee.Micros)
                .Add(fill.IsTaker ? 1 : 0).Add(Times.Micros(fill.At)).Add(fill.Shard).Run();
        }

        JournalLines.Append(_line, _book, at, intent.TradeId, intent.ClientOrderId, order.Phase.ToString(), order.Reason);
    }

    public IReadOnlyList<OrderState> Read()
    {
        Dictionary<string, List<VenueFill>> fills = ReadFills();
        using Statement row = _connection.Prepare($"SELECT {Columns} FROM orders WHERE book = ? ORDER BY id");
        row.AddWhole(_book);
        List<OrderState> orders = [];
        while (row.Step())
        {
            orders.Add(Read(row, fills));
        }

        return orders;
    }

    public void Dispose()
    {
        _save.Dispose();
        _fill.Dispose();
        _line.Dispose();
    }

    private OrderState Read(Statement row, Dictionary<string, List<VenueFill>> fills)
    {
        OrderIntent intent = new()
        {
            ClientOrderId = row.Text(0),
            TradeId = row.Text(1),
            Leg = (int)(row.Integer(2) ?? 0),
            Attempt = (int)(row.Integer(3) ?? 0),
            Purpose = _connection.Word<OrderPurpose>(row, 4),
            Ticker = row.Text(5),
            Side = SideOf(row, 6),
            LimitPrice = PriceOf(row, 7),
            Quantity = Quantity.FromHundredths(row.Integer(8) ?? 0),
            TimeInForce = _connection.Word<TimeInForce>(row, 9),
            ReduceOnly = row.Integer(10) == 1,
            ExpiresAt = Times.From(row.Integer(11)),
            Shard = (int)(row.Integer(12) ?? 0),
            Subaccount = (int)(row.Integer(13) ?? 0),
            OrderGroupId = row.IsNull(14) ? null : row.Text(14),
            DecidedAt = Times.From(row.Integer(15) ?? 0),
        };
        if (!string.Equals(intent.Fingerprint(), row.Text(16), StringComparison.Ordinal))
        {
            throw StorageErrors.Damaged(_connection.Path, $"order {intent.ClientOrderId} is not what was made durable");
        }

        return new OrderState
        {
            Intent = intent,
            Phase = _connection.Word<OrderPhase>(row, 17),
            OrderId = row.Text(18),
            SentAt = Times.From(row.Integer(19)),
            SendBy = Times.From(row.Integer(20)),
            Reported = Quantity.FromHundredths(row.Integer(21) ?? 0),
            Fills = fills.TryGetValue(intent.ClientOrderId, out List<VenueFill>? own) ? own : [],
            AbsentAt = Times.From(row.Integer(22)),
            LookedAt = Times.From(row.Integer(23)),
            CancelWanted = row.Integer(24) == 1,
            Reason = row.Text(25),
            Rejection = row.IsNull(26) ? null : _connection.Word<RejectionKind>(row, 26),
            ChangedAt = Times.From(row.Integer(27) ?? 0),
        };
    }

    private Dictionary<string, List<VenueFill>> ReadFills()
    {
        using Statement row = _connection.Prepare(
            "SELECT client_order_id, order_id, fill_id, ticker, side, price_ticks, quantity_hundredths, fee_micros, is_taker, "
            + "at_micros, shard FROM fills WHERE book = ? ORDER BY id");
        row.AddWhole(_book);
        Dictionary<string, List<VenueFill>> fills = new(StringComparer.Ordinal);
        while (row.Step())
        {
            string order = row.Text(0);
            if (!fills.TryGetValue(order, out List<VenueFill>? own))
            {
                fills.Add(order, own = []);
            }

            own.Add(new VenueFill
            {
                ClientOrderId = order,
                OrderId = row.Text(1),
                FillId = row.Text(2),
                Ticker = row.Text(3),
                Side = SideOf(row, 4),
                Price = PriceOf(row, 5),
                Quantity = Quantity.FromHundredths(row.Integer(6) ?? 0),
                Fee = Money.FromMicros(row.Integer(7) ?? 0),
                IsTaker = row.Integer(8) == 1,
                At = Times.From(row.Integer(9)),
                Shard = (int?)row.Integer(10),
            });
        }

        return fills;
    }

    private Side SideOf(Statement row, int column) => row.Text(column) switch
    {
        "yes" => Side.Yes,
        "no" => Side.No,
        string other => throw StorageErrors.Damaged(_connection.Path, $"'{other}' is no side"),
    };

    private Price PriceOf(Statement row, int column) => row.Integer(column) is >= 0 and <= Price.TicksPerDollar and long ticks
        ? Price.FromTicks((int)ticks)
        : throw StorageErrors.Damaged(_connection.Path, $"{row.Integer(column)} is no price");
}
