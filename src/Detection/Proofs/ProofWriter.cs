using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Writes down everything by which a basket can be re-checked with no other input. docs/proof.md describes it.
/// </summary>
public static class ProofWriter
{
    public const int Schema = 3;

    /// <summary>Rules of a market do not change while it is the same object, and it stands in many proofs.</summary>
    private static readonly ConditionalWeakTable<Market, string> Rules = [];

    public static Proof Write(Opportunity opportunity, MemberKind member)
    {
        ArrayBufferWriter<byte> buffer = new(16_384);
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            MarketPlaces places = new(opportunity);
            json.WriteStartObject();
            WriteHead(json, opportunity, member);
            WriteMarkets(json, opportunity, places);
            ProofRelations.Write(json, opportunity, places);
            ProofLegs.Write(json, opportunity, places);
            WriteWorlds(json, opportunity, places);
            WriteTotals(json, opportunity);
            json.WriteEndObject();
        }

        return ProofSeal.Close(buffer.WrittenSpan);
    }

    /// <summary>To 100 ns, the clock's own precision: what is computed from a time must come out the same.</summary>
    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'");

    private static void WriteHead(Utf8JsonWriter json, Opportunity opportunity, MemberKind member)
    {
        json.WriteNumber("schema", Schema);
        json.WriteString("kind", "dutchbook-proof");
        json.WriteString("opportunity", opportunity.Id);
        json.WriteString("at", Time(opportunity.DetectedAt));
        json.WriteString("status", opportunity.Status.ToString());
        json.WriteString("grade", opportunity.Grade.ToString());
        json.WriteString("signal", opportunity.Signal.Word());
        json.WriteStartObject("account");
        json.WriteString("member", member.ToString());
        json.WriteString("balanceUnit", member.BalanceUnit().ToString());
        json.WriteEndObject();
        WriteTexts(json, "explanation", opportunity.Explanation);
    }

    private static void WriteMarkets(Utf8JsonWriter json, Opportunity opportunity, MarketPlaces places)
    {
        json.WriteStartArray("markets");
        foreach (Market market in places.Markets)
        {
            BasketLeg? leg = opportunity.Legs.FirstOrDefault(
                one => string.Equals(one.Claim.Market.Ticker, market.Ticker, StringComparison.Ordinal));
            json.WriteStartObject();
            json.WriteString("ticker", market.Ticker);
            json.WriteString("event", market.EventTicker);
            json.WriteString("title", market.Title.ToString());
            json.WriteString("yesSubTitle", market.YesSubTitle.ToString());
            json.WriteString("closes", market.CloseTime is { } close ? Time(close) : null);
            json.WriteString("lastPrice", market.LastPrice is { } last && last > Price.Zero ? last.ToString() : null);
            json.WriteString("collateralReturn", leg?.CollateralReturnType ?? "");
            json.WriteString("rulesSha256", Rules.GetValue(market, RulesOf));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string RulesOf(Market market) => Convert.ToHexStringLower(
        SHA256.HashData([.. market.RulesPrimary.Span, (byte)'\n', .. market.RulesSecondary.Span]));

    private static void WriteWorlds(Utf8JsonWriter json, Opportunity opportunity, MarketPlaces places)
    {
        json.WriteStartObject("argument");
        json.WriteString("kind", opportunity.Argument!.Source.Word());
        WriteCount(json, "worlds", opportunity.Argument.Worlds);
        WriteCount(json, "cells", opportunity.Argument.Cells);
        json.WriteEndObject();
        json.WriteStartArray("worlds");
        foreach (PayoffWorld world in opportunity.Worlds)
        {
            json.WriteStartObject();
            json.WriteStartArray("yes");
            foreach (Market market in world.Yes)
            {
                json.WriteNumberValue(places.Of(market));
            }

            json.WriteEndArray();
            json.WriteString("pays", world.Pays.ToString());
            json.WriteString("belief", world.Belief.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTotals(Utf8JsonWriter json, Opportunity opportunity)
    {
        json.WriteString("units", opportunity.Units.ToString());
        json.WriteString("cost", opportunity.Cost.ToString());
        json.WriteString("fees", opportunity.Fees.ToString());
        json.WriteString("feeBound", opportunity.FeeBound.ToString());
        json.WriteString("minPayout", opportunity.MinPayout.ToString());
        json.WriteString("edge", opportunity.Edge.ToString());
        Money atFeeBound = opportunity.MinPayout - opportunity.Cost - opportunity.FeeBound;
        json.WriteString("edgeAtFeeBound", atFeeBound.ToString());
        json.WriteString("magnitude", opportunity.Magnitude.ToString());
        json.WriteString("bound", opportunity.Bound?.ToString());
        json.WriteString("gap", opportunity.Bound is { } bound ? (bound - opportunity.Edge).ToString() : null);
        json.WriteString("confidence", opportunity.Confidence.ToString());
        json.WriteStartObject("capital");
        json.WriteString("gross", opportunity.Capital.Gross.ToString());
        json.WriteString("netted", opportunity.Capital.Netted.ToString());
        json.WriteString("peak", opportunity.Capital.Peak.ToString());
        json.WriteEndObject();
        json.WriteStartObject("abnormal");
        json.WriteString("oneLegVoid", opportunity.Abnormal!.OneLegVoid.ToString());
        json.WriteString("lastPrice", opportunity.Abnormal.LastPrice?.ToString());
        json.WriteString("scalar", opportunity.Abnormal.Scalar.ToString());
        json.WriteEndObject();
        json.WriteString("worstAbnormal", opportunity.WorstAbnormal.ToString());
        json.WriteString("paysAt", opportunity.AnnualReturn is null ? null : Time(opportunity.PaysAt!.Value));
        json.WriteString("annualReturn", opportunity.AnnualReturn?.ToString());
        WriteTexts(json, "caveats", opportunity.Caveats);
    }

    private static void WriteCount(Utf8JsonWriter json, string name, int? count)
    {
        if (count is int known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}

/// <summary>
/// The markets of a proof by their place: those of the legs first, then what else its relations name.
/// </summary>
internal sealed class MarketPlaces
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public MarketPlaces(Opportunity opportunity)
    {
        foreach (Market market in opportunity.Legs.Select(static leg => leg.Claim.Market)
            .Concat(opportunity.Relations
                .SelectMany(static use => use.Relation.Claims)
                .Select(static claim => claim.Market)))
        {
            if (_places.TryAdd(market.Ticker, _places.Count))
            {
                Markets.Add(market);
            }
        }
    }

    public List<Market> Markets { get; } = [];

    public int Of(Market market) => _places[market.Ticker];

    /// <summary>Leaves the object open, for what else is to be said of the claim.</summary>
    public void WriteClaim(Utf8JsonWriter json, Claim claim)
    {
        json.WriteStartObject();
        json.WriteNumber("market", Of(claim.Market));
        json.WriteString("side", claim.Side.Word());
    }
}
