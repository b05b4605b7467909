using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>/portfolio/events/orders: the writing half of orders, V2.</summary>
internal sealed class OrderEndpoints(OrderDesk desk)
{
    public Answer Create(Call call)
    {
        OrderDraft draft = OrderDraft.Read(call.Body);
        return desk.Place(call.Customer, call.Account(draft.Subaccount), draft).ToAnswer(201);
    }

    /// <summary>One order after the other: what one of them comes to changes nothing for the next.</summary>
    public Answer CreateBatch(Call call)
    {
        List<Placement> placed = [];
        foreach (Body item in call.Body.Items("orders"))
        {
            placed.Add(Each(item, call));
        }

        return Batch(placed, 201);
    }

    public Answer Cancel(Call call)
    {
        Query query = call.Query;
        return desk.Cancel(call.Account(query.Small("subaccount")), Address(query)).ToAnswer(200);
    }

    public Answer CancelBatch(Call call)
    {
        List<Placement> cancelled = [];
        foreach (Body item in call.Body.Items("orders"))
        {
            string id = item.Required("order_id");
            OrderAddress address = new(id, item.Small("exchange_index"), item.Text("market_ticker"));
            Placement done = desk.Cancel(call.Account(item.Small("subaccount")), address);
            cancelled.Add(done.Refusal is null ? done : done with { OrderId = id, ReducedBy = Quantity.Zero });
        }

        return Batch(cancelled, 200);
    }

    public Answer CancelAll(Call call)
    {
        desk.CancelAll(call.Accounts(standard: null).Select(static item => item.Account));
        return Answer.Empty();
    }

    public Answer Amend(Call call)
    {
        Body body = call.Body;
        Amendment change = new(
            body.Required("ticker"),
            OrderDraft.SideOf(body),
            body.Dollars("price") ?? throw Missing("price"),
            body.Count("count") ?? throw Missing("count"),
            body.Text("client_order_id"),
            body.Text("updated_client_order_id"));

        // The body names the market, so that an amend finds its shard by itself.
        OrderAddress address = new(call.Query.PathPart("order_id"), body.Small("exchange_index"), null, IsRouted: true);
        return desk.Amend(call.Account(call.Query.Small("subaccount")), address, change).ToAnswer(200);
    }

    public Answer Decrease(Call call)
    {
        Body body = call.Body;
        (Quantity? by, Quantity? to) = (body.Count("reduce_by"), body.Count("reduce_to"));
        if (by is null == to is null)
        {
            return Answer.BadRequest("exactly one of reduce_by and reduce_to is required");
        }

        OrderAddress address = new(call.Query.PathPart("order_id"), body.Small("exchange_index"), body.Text("market_ticker"));
        return desk.Decrease(call.Account(call.Query.Small("subaccount")), address, by, to).ToAnswer(200);
    }

    /// <summary>The endpoints of the first version were shut off; they say so, whatever is asked of them.</summary>
    public static Answer Deprecated(Call call) => Answer.Error(
        410, "deprecated_v1_order_endpoint", "This endpoint is deprecated. Please switch to the V2 endpoints.");

    private Placement Each(Body item, Call call)
    {
        try
        {
            OrderDraft draft = OrderDraft.Read(item);
            Placement placed = desk.Place(call.Customer, call.Account(draft.Subaccount), draft);
            return placed.Refusal is null ? placed : placed with { ClientOrderId = draft.Request.ClientOrderId };
        }
        catch (RefusedException refused) when (refused.Answer.Failure is { } failure)
        {
            return Placement.Refused((refused.Answer.Status, failure)) with { ClientOrderId = item.Text("client_order_id") };
        }
    }

    private static Answer Batch(List<Placement> placed, int status) => new(status, writer =>
    {
        writer.WriteStartArray("orders");
        foreach (Placement item in placed)
        {
            writer.WriteStartObject();
            item.Write(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static OrderAddress Address(Query query)
    {
        string ticker = query.Text("market_ticker");
        int? shard = query.Small("exchange_index");
        return shard == -1 && ticker.Length == 0
            ? throw new RefusedException(Answer.BadRequest("market_ticker is required for auto-routing"))
            : new OrderAddress(query.PathPart("order_id"), shard, ticker.Length > 0 ? ticker : null);
    }

    private static RefusedException Missing(string name) => new(Answer.BadRequest($"{name} is required"));
}
