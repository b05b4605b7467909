using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Writes down everything by which a basket can be re-checked with no other input. docs/proof.md describes it.</summary>
public static class ProofWriter
{
    private const int HexOfLine = 8;
    private const int HexOfId = 16;

    public static Proof Write(Opportunity opportunity, MemberKind member)
    {
        ArrayBufferWriter<byte> buffer = new(8_192);
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            WriteHead(json, opportunity, member);
            BasketWorlds worlds = new(opportunity);
            WriteMarkets(json, worlds);
            WriteRelations(json, opportunity, worlds);
            WriteLegs(json, opportunity, worlds);
            WriteWorlds(json, worlds);
            WriteTotals(json, opportunity, worlds);
            json.WriteEndObject();
        }

        return Sealed(buffer.WrittenSpan);
    }

    private static void WriteHead(Utf8JsonWriter json, Opportunity opportunity, MemberKind member)
    {
        json.WriteNumber("schema", 1);
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
    }

    private static void WriteMarkets(Utf8JsonWriter json, BasketWorlds worlds)
    {
        json.WriteStartArray("markets");
        foreach (Market market in worlds.Markets)
        {
            json.WriteStartObject();
            json.WriteString("ticker", market.Ticker);
            json.WriteString("title", market.Title.ToString());
            json.WriteString("yesSubTitle", market.YesSubTitle.ToString());
            json.WriteString("closes", market.CloseTime is { } close ? Time(close) : null);
            json.WriteString("rulesSha256", Convert.ToHexStringLower(SHA256.HashData(
                [.. market.RulesPrimary.Span, (byte)'\n', .. market.RulesSecondary.Span])));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRelations(Utf8JsonWriter json, Opportunity opportunity, BasketWorlds worlds)
    {
        Relation[] relations = [.. opportunity.Relations.Select(static use => use.Relation)];
        Money[] worst = [.. relations.Select(worlds.Worst)];
        json.WriteStartArray("relations");
        for (int i = 0; i < relations.Length; i++)
        {
            Relation relation = relations[i];
            json.WriteStartObject();
            json.WriteString("id", relation.Id);
            json.WriteString("type", relation.Type.ToString());
            json.WriteString("tier", relation.Tier.ToString());
            json.WriteString("rule", relation.Rule);
            json.WriteString("confidence", relation.Confidence.ToString());
            json.WriteStartArray("claims");
            foreach (Claim claim in relation.Claims)
            {
                WriteClaim(json, claim, worlds);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("evidence");
            foreach (Evidence evidence in relation.Evidence)
            {
                json.WriteStringValue(evidence.ToString());
            }

            json.WriteEndArray();
            json.WriteString("worstPayoff", worst[i].ToString());
            Money left = relations.Length == 1 ? Money.Zero : worst.Where((_, other) => other != i).Max();
            json.WriteString("payoffIfItFails", left.ToString());
            json.WriteString("resultIfItFails", (left - opportunity.Cost - opportunity.Fees).ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLegs(Utf8JsonWriter json, Opportunity opportunity, BasketWorlds worlds)
    {
        json.WriteStartArray("legs");
        foreach (BasketLeg leg in opportunity.Legs)
        {
            WriteClaim(json, leg.Claim, worlds);
            json.WriteNumber("weight", leg.Weight);
            json.WriteString("quantity", leg.Quantity.ToString());
            json.WriteString("bookAt", Time(leg.BookAt));
            json.WriteStartArray("levels");
            foreach (BookLevel level in leg.Levels)
            {
                json.WriteStartObject();
                json.WriteString("price", level.Price.ToString());
                json.WriteString("quantity", level.Quantity.ToString());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("cost", leg.Cost.ToString());
            json.WriteStartObject("fee");
            json.WriteString("type", leg.Terms.Type.ToString());
            json.WriteString("multiplier", leg.Terms.Multiplier.ToString());
            json.WriteString("origin", leg.Terms.Origin);
            json.WriteBoolean("assumed", leg.Terms.IsAssumed);
            json.WriteString("net", leg.Fee.ToString());
            json.WriteString("bound", leg.FeeBound.ToString());
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteWorlds(Utf8JsonWriter json, BasketWorlds worlds)
    {
        json.WriteStartArray("worlds");
        foreach ((int[] yes, Money pays) in worlds.Table())
        {
            json.WriteStartObject();
            json.WriteStartArray("yes");
            foreach (int market in yes)
            {
                json.WriteNumberValue(market);
            }

            json.WriteEndArray();
            json.WriteString("pays", pays.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTotals(Utf8JsonWriter json, Opportunity opportunity, BasketWorlds worlds)
    {
        json.WriteString("units", opportunity.Units.ToString());
        json.WriteString("cost", opportunity.Cost.ToString());
        json.WriteString("fees", opportunity.Fees.ToString());
        json.WriteString("feeBound", opportunity.FeeBound.ToString());
        json.WriteString("minPayout", opportunity.MinPayout.ToString());
        json.WriteString("edge", opportunity.Edge.ToString());
        json.WriteString("edgeAtFeeBound", (opportunity.MinPayout - opportunity.Cost - opportunity.FeeBound).ToString());
        json.WriteString("magnitude", opportunity.Magnitude.ToString());
        json.WriteStartObject("capital");
        json.WriteString("gross", opportunity.Capital.Gross.ToString());
        json.WriteString("netted", opportunity.Capital.Netted.ToString());
        json.WriteString("peak", opportunity.Capital.Peak.ToString());
        json.WriteEndObject();
        json.WriteString("worstOneLegVoid", worlds.WorstOneLegVoid().ToString());
        json.WriteString("worstAbnormal", opportunity.WorstAbnormal.ToString());
        json.WriteString("paysAt", opportunity.AnnualReturn is null ? null : Time(opportunity.PaysAt!.Value));
        json.WriteString("annualReturn", opportunity.AnnualReturn?.ToString());
        json.WriteStartArray("caveats");
        foreach (string caveat in opportunity.Caveats)
        {
            json.WriteStringValue(caveat);
        }

        json.WriteEndArray();
    }

    /// <summary>Leaves the object open, for what else is to be said of the claim.</summary>
    private static void WriteClaim(Utf8JsonWriter json, Claim claim, BasketWorlds worlds)
    {
        json.WriteStartObject();
        json.WriteNumber("market", worlds.PlaceOf(claim.Market));
        json.WriteString("side", claim.Side.Word());
    }

    /// <summary>To 100 ns, the clock's own precision: what is computed from a time must come out the same.</summary>
    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'");

    /// <summary>Adds the id, which is the hash of all lines before it, and the hash of each line, so that a change can be named.</summary>
    private static Proof Sealed(ReadOnlySpan<byte> document)
    {
        string text = Encoding.UTF8.GetString(document);
        string[] lines = $"{text[..text.LastIndexOf('\n')]},".Split('\n');
        string id = Hex(string.Concat(lines.Select(static line => line + "\n")), HexOfId);
        StringBuilder whole = new();
        foreach (string line in lines)
        {
            whole.Append(line).Append('\n');
        }

        whole.Append("  \"id\": \"").Append(id).Append("\",\n  \"seal\": [\n");
        for (int i = 0; i < lines.Length; i++)
        {
            whole.Append("    \"").Append(Hex(lines[i], HexOfLine)).Append(i == lines.Length - 1 ? "\"\n" : "\",\n");
        }

        return new Proof(id, Encoding.UTF8.GetBytes(whole.Append("  ]\n}\n").ToString()));
    }

    private static string Hex(string text, int digits) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..digits];
}
