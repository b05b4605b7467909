using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>Reviews as JSON, for programs, for export, and back.</summary>
internal static class ReviewJson
{
    public static void Write(Utf8JsonWriter json, StoredReview review, IReadOnlyList<ReviewTurn> history)
    {
        json.WriteStartObject();
        json.WriteString("id", review.Id);
        json.WriteString("type", review.Type.ToString());
        json.WriteString("status", review.Status.ToString());
        json.WriteString("stage", review.Stage.ToString());
        json.WriteString("rule", review.Rule);
        json.WriteString("confidence", review.Confidence.ToString());
        JsonText.WriteNullable(json, "conditionalAtLeast", review.ConditionalAtLeast?.ToString());
        json.WriteBoolean("strikesAscend", review.StrikesAscend);
        json.WriteStartArray("claims");
        foreach ((string ticker, Side side) in review.Claims)
        {
            json.WriteStartObject();
            json.WriteString("ticker", JsonText.Clean(ticker));
            json.WriteString("side", side.Word());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("rulesHash", review.RulesHash);
        json.WriteString("judgedBy", JsonText.Clean(review.JudgedBy));
        json.WriteString("proposedAt", JsonText.Time(review.ProposedAt));
        json.WriteString("confirmedAt", JsonText.Time(review.ConfirmedAt));
        json.WriteStartArray("evidence");
        foreach (Evidence item in review.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("source", JsonText.Clean(item.Source));
            json.WriteString("statement", JsonText.Clean(item.Statement));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteDifferences(json, review.Differences);
        WriteHistory(json, history);
        json.WriteEndObject();
    }

    public static void WriteDifferences(Utf8JsonWriter json, IReadOnlyList<RuleDifference> differences)
    {
        json.WriteStartArray("differences");
        foreach (RuleDifference difference in differences)
        {
            json.WriteStartObject();
            json.WriteString("aspect", difference.Aspect.ToString());
            json.WriteString("left", JsonText.Clean(difference.Left));
            json.WriteString("right", JsonText.Clean(difference.Right));
            json.WriteBoolean("differs", difference.Differs);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteHistory(Utf8JsonWriter json, IReadOnlyList<ReviewTurn> history)
    {
        json.WriteStartArray("history");
        foreach (ReviewTurn turn in history)
        {
            json.WriteStartObject();
            json.WriteString("status", turn.To.ToString());
            json.WriteString("by", JsonText.Clean(turn.By));
            json.WriteString("at", JsonText.Time(turn.At));
            json.WriteString("reason", JsonText.Clean(turn.Reason));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>
    /// A proposal out of an exported review. What somebody else approved is not approved here: it comes as proposed by
    /// him, and waits.
    /// </summary>
    /// <exception cref="FormatException">It cannot be read.</exception>
    public static ProposedRelation Read(JsonElement json)
    {
        try
        {
            RelationType type = Enum.Parse<RelationType>(Text(json, "type"));
            if (type is RelationType.Partition or RelationType.Complement or RelationType.Conjunction or RelationType.Line)
            {
                throw new FormatException($"{type} is not reviewed");
            }

            Claim[] claims = [.. json.GetProperty("claims").EnumerateArray().Select(static claim => new Claim(
                new Market { Ticker = Text(claim, "ticker") },
                Text(claim, "side") switch
                {
                    "yes" => Side.Yes,
                    "no" => Side.No,
                    { } other => throw new FormatException($"\"{other}\" is no side"),
                }))];
            Relation relation = new(type, claims)
            {
                Rule = Text(json, "rule"),
                Tier = Tier.Proposed,
                Status = RelationStatus.Pending,
                Strength = type == RelationType.Implication ? Strength.Soft : Strength.Hard,
                Confidence = Probability(json, "confidence"),
                ConditionalAtLeast = json.GetProperty("conditionalAtLeast").ValueKind == JsonValueKind.Null
                    ? null
                    : Probability(json, "conditionalAtLeast"),
                StrikesAscend = json.GetProperty("strikesAscend").GetBoolean(),
                Evidence = [.. json.GetProperty("evidence").EnumerateArray()
                    .Select(static item => new Evidence(Text(item, "source"), Text(item, "statement")))],
            };
            return relation.Id == Text(json, "id")
                ? new ProposedRelation
                {
                    Relation = relation,
                    Stage = ReviewStage.Proposed,
                    RulesHash = Text(json, "rulesHash"),
                    Differences = [.. json.GetProperty("differences").EnumerateArray().Select(static item =>
                        new RuleDifference(Enum.Parse<RuleAspect>(Text(item, "aspect")), Text(item, "left"), Text(item, "right")))],
                    JudgedBy = $"imported, judged by {Text(json, "judgedBy")}",
                }
                : throw new FormatException($"the id {Text(json, "id")} is not that of its claims");
        }
        catch (Exception broken) when (broken is KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"a relation cannot be read: {broken.Message}", broken);
        }
    }

    private static string Text(JsonElement json, string name) =>
        json.GetProperty(name).GetString() ?? throw new FormatException($"{name} is empty");

    private static Ratio Probability(JsonElement json, string name) =>
        Ratio.TryParse(Text(json, name), out Ratio ratio) && ratio >= Ratio.Zero && ratio <= Ratio.One
            ? ratio : throw new FormatException($"{name} is no probability");
}
