using System.Globalization;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Storage;

/// <summary>A plan as JSON: whole numbers with their units in the names, so that it reads back exactly.</summary>
internal static class PlanText
{
    public static byte[] Write(TradePlan plan, ClosingTerms? closing = null)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("min_edge_per_unit_micros", Number(plan.MinEdgePerUnit.Micros));
            writer.WriteString("member", plan.Member.ToString());
            writer.WriteString("tier", plan.Tier.ToString());
            writer.WriteNumber("subaccount", plan.Subaccount);
            Strings(writer, "rules", plan.Rules);
            Strings(writer, "relation_ids", plan.RelationIds);
            Strings(writer, "relations", plan.Relations.Select(static type => type.ToString()));
            writer.WriteNumber("payoff_micros_per_unit_hundredth", plan.Payoff.MicrosPerUnit);
            Strings(writer, "worlds", plan.Payoff.Worlds.Select(static world => world.ToString(CultureInfo.InvariantCulture)));
            writer.WriteStartArray("legs");
            foreach (PlanLeg leg in plan.Legs)
            {
                Write(writer, leg);
            }

            writer.WriteEndArray();
            Write(writer, plan.Losses);
            Write(writer, plan.Policy);
            Numbers(writer, "places", plan.Payoff.Places);
            if (closing is not null)
            {
                ClosingText.Write(writer, closing);
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <exception cref="FormatException">It is not what <see cref="Write(TradePlan, ClosingTerms)"/> wrote.</exception>
    public static TradePlan Read(
        byte[] json, string tradeId, string opportunityId, Quantity units, Money outlay, DateTimeOffset createdAt)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement plan = document.RootElement;
        PlanLeg[] legs = [.. plan.GetProperty("legs").EnumerateArray().Select(ReadLeg)];
        return new TradePlan
        {
            TradeId = tradeId,
            OpportunityId = opportunityId,
            Legs = legs,
            Units = units,
            Payoff = new Payoff(
                [.. legs.Select(static leg => leg.Weight)],
                plan.GetProperty("payoff_micros_per_unit_hundredth").GetInt64(),
                [.. plan.GetProperty("worlds").EnumerateArray().Select(static world =>
                    ulong.Parse(world.GetString()!, CultureInfo.InvariantCulture))],
                plan.TryGetProperty("places", out JsonElement places)
                    ? [.. places.EnumerateArray().Select(static place => place.GetInt32())]
                    : null),
            Policy = ReadPolicy(plan.GetProperty("policy")),
            Losses = ReadLosses(plan.GetProperty("losses")),
            MinEdgePerUnit = MoneyOf(plan, "min_edge_per_unit_micros"),
            Rules = [.. plan.GetProperty("rules").EnumerateArray().Select(static rule => rule.GetString()!)],
            RelationIds = plan.TryGetProperty("relation_ids", out JsonElement ids)
                ? [.. ids.EnumerateArray().Select(static relation => relation.GetString()!)]
                : [],
            Relations = plan.TryGetProperty("relations", out JsonElement types)
                ? [.. types.EnumerateArray().Select(static type => Enum.Parse<RelationType>(type.GetString()!))]
                : [],
            Tier = Word<Tier>(plan, "tier"),
            Member = Word<MemberKind>(plan, "member"),
            CreatedAt = createdAt,
            Subaccount = plan.GetProperty("subaccount").GetInt32(),
            MostOutlay = outlay,
        };
    }

    private static void Write(Utf8JsonWriter writer, PlanLeg leg)
    {
        writer.WriteStartObject();
        writer.WriteString("ticker", leg.Ticker);
        writer.WriteString("event", leg.EventTicker);
        writer.WriteString("series", leg.SeriesTicker);
        writer.WriteString("side", leg.Side.Word());
        writer.WriteNumber("weight", leg.Weight);
        writer.WriteNumber("limit_ticks", leg.Limit.Ticks);
        writer.WriteNumber("unwind_floor_ticks", leg.UnwindFloor.Ticks);
        writer.WriteNumber("shard", leg.Shard);
        Optional(writer, "close_time_micros", Times.Micros(leg.CloseTime));
        Optional(writer, "last_price_ticks", leg.LastPrice?.Ticks);
        writer.WriteString("fee_type", leg.Terms.Type.ToString());
        writer.WriteNumber("fee_multiplier_ppm", leg.Terms.Multiplier.PartsPerMillion);
        writer.WriteString("fee_origin", leg.Terms.Origin);
        writer.WriteBoolean("fee_is_assumed", leg.Terms.IsAssumed);
        Optional(writer, "fee_since_micros", Times.Micros(leg.Terms.InForceSince));
        writer.WriteStartArray("grid_ticks");
        foreach (PriceBand band in leg.Grid.Bands)
        {
            writer.WriteNumberValue(band.Start.Ticks);
            writer.WriteNumberValue(band.End.Ticks);
            writer.WriteNumberValue(band.StepTicks);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static PlanLeg ReadLeg(JsonElement leg)
    {
        int[] grid = [.. leg.GetProperty("grid_ticks").EnumerateArray().Select(static tick => tick.GetInt32())];
        PriceBand[] bands = [.. grid.Chunk(3).Select(static band =>
            new PriceBand(Price.FromTicks(band[0]), Price.FromTicks(band[1]), band[2]))];
        return new PlanLeg
        {
            Ticker = leg.GetProperty("ticker").GetString()!,
            EventTicker = leg.GetProperty("event").GetString()!,
            SeriesTicker = leg.GetProperty("series").GetString()!,
            Side = leg.GetProperty("side").ValueEquals(Side.Yes.Word()) ? Side.Yes : Side.No,
            Weight = leg.GetProperty("weight").GetInt32(),
            Limit = Price.FromTicks(leg.GetProperty("limit_ticks").GetInt32()),
            UnwindFloor = Price.FromTicks(leg.GetProperty("unwind_floor_ticks").GetInt32()),
            Terms = new FeeTerms(
                Word<FeeType>(leg, "fee_type"),
                Ratio.FromPartsPerMillion(leg.GetProperty("fee_multiplier_ppm").GetInt64()),
                leg.GetProperty("fee_origin").GetString()!,
                leg.GetProperty("fee_is_assumed").GetBoolean())
            {
                InForceSince = Times.From(NumberOf(leg, "fee_since_micros")),
            },
            Grid = TickGrid.TryCreate(bands) ?? throw new FormatException("a leg has no tick grid"),
            Shard = leg.GetProperty("shard").GetInt32(),
            CloseTime = Times.From(NumberOf(leg, "close_time_micros")),
            LastPrice = NumberOf(leg, "last_price_ticks") is { } last ? Price.FromTicks((int)last) : null,
        };
    }

    private static void Write(Utf8JsonWriter writer, TradeLosses losses)
    {
        writer.WriteStartObject("losses");
        writer.WriteString("execution_bound_micros", Number(losses.ExecutionBound.Micros));
        OptionalText(writer, "likely_unwind_micros", losses.LikelyUnwind?.Micros);
        writer.WriteString("one_leg_void_micros", Number(losses.OneLegVoid.Micros));
        OptionalText(writer, "last_price_micros", losses.LastPrice?.Micros);
        writer.WriteString("scalar_micros", Number(losses.Scalar.Micros));
        writer.WriteString("relation_wrong_micros", Number(losses.RelationWrong.Micros));
        writer.WriteEndObject();
    }

    private static TradeLosses ReadLosses(JsonElement losses) => new()
    {
        ExecutionBound = MoneyOf(losses, "execution_bound_micros"),
        LikelyUnwind = OptionalMoneyOf(losses, "likely_unwind_micros"),
        OneLegVoid = MoneyOf(losses, "one_leg_void_micros"),
        LastPrice = OptionalMoneyOf(losses, "last_price_micros"),
        Scalar = MoneyOf(losses, "scalar_micros"),
        RelationWrong = MoneyOf(losses, "relation_wrong_micros"),
    };

    private static void Write(Utf8JsonWriter writer, TradePolicy policy)
    {
        writer.WriteStartObject("policy");
        writer.WriteString("name", policy.Name);
        writer.WriteString("first_leg", policy.FirstLeg.ToString());
        writer.WriteString("later_legs", policy.LaterLegs.ToString());
        writer.WriteNumber("rest_for_ticks", policy.RestFor.Ticks);
        writer.WriteNumber("later_leg_price_ticks", policy.LaterLegTicks);
        writer.WriteNumber("chase_price_ticks", policy.ChaseTicks);
        writer.WriteBoolean("completes", policy.Completes);
        writer.WriteBoolean("rechecks_edge", policy.RechecksEdge);
        writer.WriteNumber("deadline_ticks", policy.Deadline.Ticks);
        writer.WriteNumber("give_up_after_ticks", policy.GiveUpAfter.Ticks);
        writer.WriteNumber("pause_ticks", policy.Pause.Ticks);
        writer.WriteNumber("unwind_patience_ticks", policy.UnwindPatience.Ticks);
        writer.WriteNumber("extra_orders", policy.ExtraOrders);
        writer.WriteNumber("unwind_slip_price_ticks", policy.UnwindSlipTicks);
        writer.WriteEndObject();
    }

    private static TradePolicy ReadPolicy(JsonElement policy) => new()
    {
        Name = policy.GetProperty("name").GetString()!,
        FirstLeg = Word<TimeInForce>(policy, "first_leg"),
        LaterLegs = Word<TimeInForce>(policy, "later_legs"),
        RestFor = SpanOf(policy, "rest_for_ticks"),
        LaterLegTicks = policy.GetProperty("later_leg_price_ticks").GetInt32(),
        ChaseTicks = policy.GetProperty("chase_price_ticks").GetInt32(),
        Completes = policy.GetProperty("completes").GetBoolean(),
        RechecksEdge = policy.GetProperty("rechecks_edge").GetBoolean(),
        Deadline = SpanOf(policy, "deadline_ticks"),
        GiveUpAfter = SpanOf(policy, "give_up_after_ticks"),
        Pause = SpanOf(policy, "pause_ticks"),
        UnwindPatience = SpanOf(policy, "unwind_patience_ticks"),
        ExtraOrders = policy.GetProperty("extra_orders").GetInt32(),
        UnwindSlipTicks = policy.GetProperty("unwind_slip_price_ticks").GetInt32(),
    };

    /// <summary>Money as text: a reader that takes JSON numbers for floating point must not round it.</summary>
    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Strings(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter writer, string name, IReadOnlyList<int> numbers)
    {
        writer.WriteStartArray(name);
        foreach (int number in numbers)
        {
            writer.WriteNumberValue(number);
        }

        writer.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } known)
        {
            writer.WriteNumber(name, known);
        }
    }

    private static void OptionalText(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } known)
        {
            writer.WriteString(name, Number(known));
        }
    }

    private static long? NumberOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement number) ? number.GetInt64() : null;

    private static Money MoneyOf(JsonElement element, string name) =>
        Money.FromMicros(long.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture));

    private static Money? OptionalMoneyOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out _) ? MoneyOf(element, name) : null;

    private static TimeSpan SpanOf(JsonElement element, string name) => TimeSpan.FromTicks(element.GetProperty(name).GetInt64());

    private static TEnum Word<TEnum>(JsonElement element, string name)
        where TEnum : struct, Enum => Enum.Parse<TEnum>(element.GetProperty(name).GetString()!);
}
