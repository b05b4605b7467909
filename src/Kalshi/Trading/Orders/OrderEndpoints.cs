using System.Buffers;

namespace Dutchbook.Kalshi;

/// <summary>
/// Orders: <c>/portfolio/events/orders</c>, the only writable order endpoints since June 2026. Every call is one try;
/// every outcome is
/// typed. The bytes of an order are sealed before, and are what is sent.
/// </summary>
public sealed class OrderEndpoints
{
    private const string Root = "/portfolio/events/orders";

    private readonly WriteSender _sender;
    private readonly int _subaccount;

    internal OrderEndpoints(WriteSender sender, int subaccount) => (_sender, _subaccount) = (sender, subaccount);

    /// <summary>Seals an order for the configured subaccount.</summary>
    /// <exception cref="ArgumentException">The order lacks what every order needs.</exception>
    public SealedOrder Seal(NewOrder order) => SealedOrder.Seal(order, _subaccount);

    /// <param name="stop">Before the first byte it takes the order back; after it, it only ends the waiting.</param>
    /// <param name="whyNot">Asked immediately before the first byte: why the order must not leave after all, or
    /// null.</param>
    /// <exception cref="AlteredBodyException">The bytes are not those that were sealed; nothing was sent.</exception>
    /// <exception cref="ArgumentException">The order was sealed for another subaccount.</exception>
    public async Task<WriteOutcome<OrderReceipt>> Create(SealedOrder order, CancellationToken stop, Func<string?>? whyNot = null)
    {
        CheckSubaccount(order);
        WriteReply reply = await _sender.SendAsync(new WriteRequest(HttpMethod.Post, Root, order.Body) { WhyNot = whyNot }, stop);
        return _sender.Note(WriteJudge.Judge(reply, answer =>
            WriteJudge.Read(answer, WireJson.Default.CreatedOrderWire, wire => ReceiptReading.Created(answer, wire, order))));
    }

    /// <summary>
    /// Several orders in one request. They are not atomic: each has an outcome of its own. The whole batch must fit
    /// what the venue allows at once.
    /// </summary>
    /// <exception cref="ArgumentException">No order, two of the same client order id, or one of another
    /// subaccount.</exception>
    public async Task<IReadOnlyList<WriteOutcome<OrderReceipt>>> CreateBatch(IReadOnlyList<SealedOrder> orders, CancellationToken stop)
    {
        foreach (SealedOrder order in orders)
        {
            CheckSubaccount(order);
            order.Body.Check();
        }

        string[] ids = Distinct(orders.Select(static order => order.ClientOrderId));
        WriteReply reply = await _sender.SendAsync(
            new WriteRequest(HttpMethod.Post, Root + "/batched", Join(orders.Select(static order => order.Body)), ids.Length), stop);
        return BatchJudging.Judge(
            _sender, reply, ids, WireJson.Default.CreatedOrdersWire,
            static wire => wire.Orders, static part => part.ClientOrderId,
            (answer, part, place) => ReceiptReading.Created(answer, part, orders[place]));
    }

    public async Task<WriteOutcome<CancelReceipt>> Cancel(OrderPlace order, CancellationToken stop)
    {
        string target = $"{Root}/{Target.Part(order.OrderId)}?{Subaccount}{Target.And("market_ticker", order.Ticker)}"
            + Target.And("exchange_index", order.ExchangeIndex);
        WriteReply reply = await _sender.SendAsync(new WriteRequest(HttpMethod.Delete, target, SealedBody.Empty, Cancels: true), stop);
        return _sender.Note(WriteJudge.Judge(reply, answer => WriteJudge.Read(
            answer, WireJson.Default.CanceledOrderWire, wire => ReceiptReading.Canceled(answer, wire, order.OrderId))));
    }

    /// <exception cref="ArgumentException">No order, or one twice.</exception>
    public async Task<IReadOnlyList<WriteOutcome<CancelReceipt>>> CancelBatch(IReadOnlyList<OrderPlace> orders, CancellationToken stop)
    {
        string[] ids = Distinct(orders.Select(static order => order.OrderId));
        SealedBody body = Join(orders.Select(order => BodyWriter.Write(json =>
        {
            json.WriteString("order_id", order.OrderId);
            json.WriteNumber("subaccount", _subaccount);
            json.WriteString("market_ticker", order.Ticker);
            BodyWriter.Number(json, "exchange_index", order.ExchangeIndex);
        })));
        WriteReply reply = await _sender.SendAsync(
            new WriteRequest(HttpMethod.Delete, Root + "/batched", body, ids.Length, Cancels: true), stop);
        return BatchJudging.Judge(
            _sender, reply, ids, WireJson.Default.CanceledOrdersWire,
            static wire => wire.Orders, static part => part.OrderId,
            (answer, part, place) => ReceiptReading.Canceled(answer, part, ids[place]));
    }

    /// <summary>
    /// Cancels every resting order of the configured subaccount on all shards. Nothing in the answer is parsed, so that
    /// no change of format stands in its way. Orders placed within the next minute may be cancelled too.
    /// </summary>
    public async Task<WriteOutcome<CancelAllReceipt>> CancelAll(CancellationToken stop)
    {
        WriteReply reply = await _sender.SendAsync(
            new WriteRequest(HttpMethod.Delete, $"{Root}?{Subaccount}", SealedBody.Empty, Cancels: true), stop);
        return _sender.Note(WriteJudge.Judge(reply, static answer => WriteJudge.Done(answer, new CancelAllReceipt(answer.At))));
    }

    public async Task<WriteOutcome<AmendReceipt>> Amend(Amendment amendment, CancellationToken stop)
    {
        SealedBody body = BodyWriter.Write(json =>
        {
            json.WriteString("ticker", amendment.Order.Ticker);
            json.WriteString("side", amendment.Side.Word());
            json.WriteString("price", amendment.YesPrice.ToString());
            json.WriteString("count", amendment.Count.ToString());
            BodyWriter.Text(json, "client_order_id", amendment.ClientOrderId);
            BodyWriter.Text(json, "updated_client_order_id", amendment.NewClientOrderId);
            BodyWriter.Number(json, "exchange_index", amendment.Order.ExchangeIndex);
        });
        WriteReply reply = await _sender.SendAsync(new WriteRequest(HttpMethod.Post, Change(amendment.Order, "amend"), body), stop);
        return _sender.Note(WriteJudge.Judge(reply, answer => WriteJudge.Read(
            answer, WireJson.Default.ChangedOrderWire, wire => ReceiptReading.Amended(answer, wire, amendment))));
    }

    public async Task<WriteOutcome<DecreaseReceipt>> Decrease(Decrease decrease, CancellationToken stop)
    {
        SealedBody body = BodyWriter.Write(json =>
        {
            BodyWriter.Text(json, "reduce_by", decrease.ReduceBy?.ToString());
            BodyWriter.Text(json, "reduce_to", decrease.ReduceTo?.ToString());
            json.WriteString("market_ticker", decrease.Order.Ticker);
            BodyWriter.Number(json, "exchange_index", decrease.Order.ExchangeIndex);
        });
        WriteReply reply = await _sender.SendAsync(
            new WriteRequest(HttpMethod.Post, Change(decrease.Order, "decrease"), body, Cancels: true), stop);
        return _sender.Note(WriteJudge.Judge(reply, answer => WriteJudge.Read(
            answer, WireJson.Default.ChangedOrderWire, wire => ReceiptReading.Decreased(answer, wire, decrease))));
    }

    private string Subaccount => Target.And("subaccount", _subaccount)[1..];

    private string Change(OrderPlace order, string verb) => $"{Root}/{Target.Part(order.OrderId)}/{verb}?{Subaccount}";

    private void CheckSubaccount(SealedOrder order)
    {
        if (order.Subaccount != _subaccount)
        {
            throw new ArgumentException(
                $"{order.ClientOrderId} was sealed for subaccount {order.Subaccount}, and this client trades on {_subaccount}.",
                nameof(order));
        }
    }

    private static string[] Distinct(IEnumerable<string> ids)
    {
        string[] all = [.. ids];
        return all.Length > 0 && all.Distinct(StringComparer.Ordinal).Count() == all.Length
            ? all
            : throw new ArgumentException("A batch holds at least one order, and each once.", nameof(ids));
    }

    /// <summary>The bodies as they are, in one list.</summary>
    private static SealedBody Join(IEnumerable<SealedBody> bodies)
    {
        ArrayBufferWriter<byte> joined = new(4_096);
        ReadOnlySpan<byte> between = """{"orders":["""u8;
        foreach (SealedBody body in bodies)
        {
            joined.Write(between);
            joined.Write(body.Bytes.Span);
            between = ","u8;
        }

        joined.Write("]}"u8);
        return SealedBody.Seal(joined.WrittenSpan);
    }
}
