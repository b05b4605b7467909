using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>/portfolio: what the account has, did and was paid.</summary>
internal sealed class PortfolioEndpoints(TradingFloor floor)
{
    public Answer Balance(Call call)
    {
        IReadOnlyList<(int Number, Account Account)> accounts = call.Accounts(standard: 0);
        SortedDictionary<int, Money> cash = [];
        Money value = Money.Zero;
        int? only = call.Query.Small("exchange_index") is >= 0 and int named ? named : null;
        foreach ((_, Account account) in accounts)
        {
            (IReadOnlyDictionary<int, Money> available, List<PositionRecord> positions) = floor.Read(
                account, static statement => (statement.Available, statement.Positions.ToList()));
            foreach ((int shard, Money amount) in available.Where(item => only is null || item.Key == only))
            {
                cash[shard] = cash.GetValueOrDefault(shard) + amount;
            }

            value = positions.Aggregate(value, (sum, position) => sum + Worth(position));
        }

        Money total = cash.Values.Aggregate(Money.Zero, static (sum, amount) => sum + amount);
        return Answer.Ok(writer =>
        {
            writer.WriteNumber("balance", total.Micros / OrderWriter.CentMicros);
            writer.WriteStartArray("balance_breakdown");
            foreach ((int shard, Money amount) in cash)
            {
                writer.WriteStartObject();
                writer.WriteString("balance", amount.ToString());
                writer.WriteNumber("exchange_index", shard);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteString("balance_dollars", total.ToString());
            writer.WriteNumber("portfolio_value", value.Micros / OrderWriter.CentMicros);
            writer.WriteNumber("updated_ts", floor.AsOf().ToUnixTimeSeconds());
        });
    }

    public Answer Positions(Call call)
    {
        Query query = call.Query;
        string ticker = query.Text("ticker");
        HashSet<string>? events = query.List("event_ticker");
        int? shard = query.Small("exchange_index");
        HashSet<string>? filter = query.List("count_filter");
        List<PositionRecord> all = [.. call.Accounts(standard: 0)
            .SelectMany(item => floor.Read(item.Account, static statement => statement.Positions.ToList()))
            .Where(position => (ticker.Length == 0 || position.Market.Ticker == ticker)
                && events?.Contains(position.Market.EventTicker) != false
                && (shard is null || position.Market.Shard == shard)
                && (filter?.Contains("position") != true || position.Holding.Quantity.IsPositive)
                && (filter?.Contains("total_traded") != true || position.Traded.IsPositive))];
        (IReadOnlyList<PositionRecord> items, string cursor) = query.Page(all, query.Limit(100, 1000), "positions");
        return Answer.Page(cursor, writer =>
        {
            writer.WriteStartArray("event_positions");
            foreach (IGrouping<string, PositionRecord> group in items.GroupBy(
                static position => position.Market.EventTicker, StringComparer.Ordinal))
            {
                Event(writer, group.Key, [.. group]);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("market_positions");
            foreach (PositionRecord position in items)
            {
                OrderWriter.Position(writer, position);
            }

            writer.WriteEndArray();
        });
    }

    public Answer Fills(Call call)
    {
        Query query = call.Query;
        (string ticker, string orderId) = (query.Text("ticker"), query.Text("order_id"));
        int? shard = query.Small("exchange_index");
        (DateTimeOffset? min, DateTimeOffset? max) = (query.Seconds("min_ts"), query.Seconds("max_ts"));
        IEnumerable<FillRecord> found = call.Accounts(standard: null)
            .SelectMany(item => floor.Read(item.Account, static statement => statement.Fills.ToList()))
            .Where(fill => (ticker.Length == 0 || fill.Market.Ticker == ticker)
                && (orderId.Length == 0 || fill.OrderId == orderId)
                && (shard is null || fill.Market.Shard == shard)
                && !(fill.At < min) && !(fill.At > max))
            .OrderByDescending(static fill => fill.Number);
        (List<FillRecord> items, string cursor) = query.Page(found, static fill => fill.Number, query.Limit(100, 1000), "fills");
        return List(cursor, "fills", items, OrderWriter.Fill);
    }

    public Answer Settlements(Call call)
    {
        Query query = call.Query;
        (string ticker, string eventTicker) = (query.Text("ticker"), query.Text("event_ticker"));
        (DateTimeOffset? min, DateTimeOffset? max) = (query.Seconds("min_ts"), query.Seconds("max_ts"));
        IEnumerable<SettlementRecord> found = call.Accounts(standard: null)
            .SelectMany(item => floor.Read(item.Account, static statement => statement.Settlements.ToList()))
            .Where(item => (ticker.Length == 0 || item.Market.Ticker == ticker)
                && (eventTicker.Length == 0 || item.Market.EventTicker == eventTicker)
                && !(item.At < min) && !(item.At > max))
            .OrderByDescending(static item => item.Number);
        (List<SettlementRecord> items, string cursor) =
            query.Page(found, static item => item.Number, query.Limit(100, 1000), "settlements");
        return List(cursor, "settlements", items, OrderWriter.Settlement);
    }

    public Answer RestingValue(Call call)
    {
        Money total = Money.Zero;
        foreach ((_, Account account) in call.Accounts(standard: null))
        {
            total = floor.Read(account, static statement => statement.Orders.ToList())
                .Where(static order => order.Status == OrderStatus.Resting)
                .Aggregate(total, static (sum, order) => sum + (order.Price * order.Remaining));
        }

        return Answer.Ok(writer => writer.WriteNumber("total_resting_order_value", total.Micros / OrderWriter.CentMicros));
    }

    public Answer UserDataTimestamp(Call call) =>
        Answer.Ok(writer => writer.WriteString("as_of_time", OrderWriter.Instant(floor.AsOf())));

    /// <summary>What a position would fetch at the last price.</summary>
    private Money Worth(PositionRecord position)
    {
        Price last = floor.Find(position.Market.Ticker)?.Listed.LastPrice ?? Price.Zero;
        return (position.Holding.Side == Side.Yes ? last : last.Complement()) * position.Holding.Quantity;
    }

    private static void Event(Utf8JsonWriter writer, string ticker, IReadOnlyList<PositionRecord> members)
    {
        writer.WriteStartObject();
        writer.WriteString("event_exposure_dollars", Sum(members, static item => item.Holding.Cost));
        writer.WriteString("event_ticker", ticker);
        writer.WriteString("fees_paid_dollars", Sum(members, static item => item.Fees));
        writer.WriteString("realized_pnl_dollars", Sum(members, static item => item.Realised));
        writer.WriteString("total_cost_dollars", Sum(members, static item => item.Traded));
        writer.WriteString("total_cost_shares_fp", members.Aggregate(Quantity.Zero, static (sum, item) => sum + item.Volume).ToString());
        writer.WriteEndObject();
    }

    private static string Sum(IEnumerable<PositionRecord> members, Func<PositionRecord, Money> part) =>
        members.Aggregate(Money.Zero, (sum, item) => sum + part(item)).ToString();

    private static Answer List<T>(string cursor, string name, List<T> items, Action<Utf8JsonWriter, T> write) =>
        Answer.Page(cursor, writer =>
        {
            writer.WriteStartArray(name);
            foreach (T item in items)
            {
                write(writer, item);
            }

            writer.WriteEndArray();
        });
}
