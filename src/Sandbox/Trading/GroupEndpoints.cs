using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>/portfolio/order_groups: a cap on the contracts matched within fifteen seconds.</summary>
internal sealed class GroupEndpoints(TradingFloor floor)
{
    public Answer Create(Call call)
    {
        Quantity limit = Limit(call.Body);
        Account account = call.Account(call.Body.Small("subaccount"));
        int shard = call.Body.Small("exchange_index") is >= 0 and int named ? named : 0;
        OrderGroup group = floor.Do((exchange, _) =>
        {
            OrderGroup opened = exchange.OpenGroup(account, limit);
            call.Customer.AddGroup(opened.Id, shard);
            floor.GroupChanged(account, PublicIds.Of(opened.Id), "created", limit);
            return opened;
        });
        return Answer.Created(writer =>
        {
            writer.WriteNumber("exchange_index", shard);
            writer.WriteString("order_group_id", PublicIds.Of(group.Id));
            writer.WriteNumber("subaccount", call.Customer.NumberOf(account) ?? 0);
        });
    }

    public Answer List(Call call)
    {
        List<(OrderGroup Group, int Shard)> groups = floor.Do((exchange, _) => call.Customer.Groups
            .Select(item => (Group: exchange.FindGroup(item.EngineId)!, item.Shard)).ToList());
        return Answer.Ok(writer =>
        {
            writer.WriteStartArray("order_groups");
            foreach ((OrderGroup group, int shard) in groups)
            {
                writer.WriteStartObject();
                writer.WriteString("contracts_limit_fp", group.Limit.ToString());
                writer.WriteNumber("exchange_index", shard);
                writer.WriteString("id", PublicIds.Of(group.Id));
                writer.WriteBoolean("is_auto_cancel_enabled", true);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    public Answer One(Call call)
    {
        (OrderGroup group, int shard) = Find(call);
        List<string> orders = floor.Do((_, _) => group.Account.RestingOrders
            .Where(order => order.Request.OrderGroupId == group.Id).Select(static order => PublicIds.Of(order.Id)).ToList());
        return Answer.Ok(writer =>
        {
            writer.WriteString("contracts_limit_fp", group.Limit.ToString());
            writer.WriteNumber("exchange_index", shard);
            writer.WriteBoolean("is_auto_cancel_enabled", true);
            writer.WriteStartArray("orders");
            foreach (string order in orders)
            {
                writer.WriteStringValue(order);
            }

            writer.WriteEndArray();
        });
    }

    public Answer Reset(Call call) => Change(call, "reset", static (_, group, _) => Exchange.Reset(group));

    public Answer Trigger(Call call)
    {
        OrderGroup group = Find(call).Group;
        floor.Do((exchange, now) =>
        {
            exchange.Trigger(group, now);
            return true;
        });
        return Answer.Empty();
    }

    public Answer Delete(Call call) => Change(call, "deleted", (exchange, group, now) =>
    {
        exchange.Close(group, now);
        call.Customer.RemoveGroup(group.Id);
    });

    public Answer SetLimit(Call call)
    {
        Quantity limit = Limit(call.Body);
        return Change(call, "limit_updated", (_, group, _) => Exchange.SetLimit(group, limit));
    }

    private Answer Change(Call call, string what, Action<Exchange, OrderGroup, DateTimeOffset> change)
    {
        OrderGroup group = Find(call).Group;
        floor.Do((exchange, now) =>
        {
            change(exchange, group, now);
            floor.GroupChanged(group.Account, PublicIds.Of(group.Id), what, what == "limit_updated" ? group.Limit : null);
            return true;
        });
        return Answer.Empty();
    }

    private (OrderGroup Group, int Shard) Find(Call call)
    {
        string id = PublicIds.Engine("group", call.Query.PathPart("order_group_id"));
        foreach ((string own, int shard) in call.Customer.Groups)
        {
            if (own == id && floor.Do((exchange, _) => exchange.FindGroup(id)) is { } group)
            {
                return (group, shard);
            }
        }

        throw new RefusedException(Answer.NotFound("order_group"));
    }

    private static Quantity Limit(Body body)
    {
        Quantity? limit = body.Count("contracts_limit_fp")
            ?? (body.Integer("contracts_limit") is >= 0 and <= 1_000_000_000 and long whole ? Quantity.FromContracts(whole) : null);
        return limit is { IsPositive: true } positive ? positive
            : throw new RefusedException(Answer.BadRequest("contracts_limit must be at least 0.01"));
    }
}
