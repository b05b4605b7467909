using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>/portfolio/orders: the reads that are left of it, as late as all reads.</summary>
internal sealed class OrderReads(TradingFloor floor)
{
    public Answer Orders(Call call)
    {
        Query query = call.Query;
        string ticker = query.Text("ticker");
        HashSet<string>? events = query.List("event_ticker");
        string status = query.Word("status", "invalid status", "resting", "canceled", "executed");
        int? shard = query.Small("exchange_index");
        (DateTimeOffset? min, DateTimeOffset? max) = (query.Seconds("min_ts"), query.Seconds("max_ts"));
        IEnumerable<OrderRecord> found = call.Accounts(standard: null)
            .SelectMany(item => floor.Read(item.Account, static statement => statement.Orders.ToList()))
            .Where(order => (ticker.Length == 0 || order.Market.Ticker == ticker)
                && events?.Contains(order.Market.EventTicker) != false
                && (status.Length == 0 || OrderWriter.Word(order.Status) == status)
                && (shard is null || order.Market.Shard == shard)
                && !(order.CreatedAt < min) && !(order.CreatedAt > max))
            .OrderByDescending(static order => order.Number);
        (List<OrderRecord> items, string cursor) = query.Page(found, static order => order.Number, query.Limit(100, 1000), "orders");
        return Answer.Page(cursor, writer =>
        {
            writer.WriteStartArray("orders");
            foreach (OrderRecord order in items)
            {
                OrderWriter.Order(writer, order, call.Customer.UserId);
            }

            writer.WriteEndArray();
        });
    }

    public Answer Order(Call call)
    {
        string id = PublicIds.Engine("order", call.Query.PathPart("order_id"));
        OrderRecord order = call.Accounts(standard: null)
            .Select(item => floor.Read(item.Account, statement => statement.Order(id)))
            .FirstOrDefault(static found => found is not null) ?? throw new RefusedException(Answer.NotFound("order"));
        return Answer.Ok(writer =>
        {
            writer.WritePropertyName("order");
            OrderWriter.Order(writer, order, call.Customer.UserId);
        });
    }

    public Answer QueuePosition(Call call)
    {
        string id = PublicIds.Engine("order", call.Query.PathPart("order_id"));
        (string, string Ticker, Quantity Ahead) place = Places(call, order => order.Id == id) is [var only]
            ? only : throw new RefusedException(Answer.NotFound("order"));
        return Answer.Ok(writer => writer.WriteString("queue_position_fp", place.Ahead.ToString()));
    }

    public Answer QueuePositions(Call call)
    {
        HashSet<string>? tickers = call.Query.List("market_tickers");
        string eventTicker = call.Query.Text("event_ticker");
        List<(string Id, string Ticker, Quantity Ahead)> places = Places(call, order =>
            tickers?.Contains(order.Market.Ticker) != false
            && (eventTicker.Length == 0 || order.Market.EventTicker == eventTicker));
        return Answer.Ok(writer =>
        {
            writer.WriteStartArray("queue_positions");
            foreach ((string id, string ticker, Quantity ahead) in places)
            {
                writer.WriteStartObject();
                writer.WriteString("market_ticker", ticker);
                writer.WriteString("order_id", PublicIds.Of(id));
                writer.WriteString("queue_position_fp", ahead.ToString());
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    private List<(string Id, string Ticker, Quantity Ahead)> Places(Call call, Func<Order, bool> wanted)
    {
        HashSet<Account> accounts = [.. call.Accounts(standard: null).Select(static item => item.Account)];
        return floor.Do((exchange, _) => accounts
            .SelectMany(static account => account.RestingOrders)
            .Where(wanted)
            .Select(order => (order.Id, order.Market.Ticker, exchange.QueuePosition(order)))
            .OrderBy(static place => place.Id, StringComparer.Ordinal)
            .ToList());
    }
}
