using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Reads the scan model's answer. The schema was asked for and is not believed: whatever is missing, of another type,
/// out of range, or about a ticker that was not supplied drops that one claim, with the reason.
/// </summary>
internal static class PairAnswer
{
    private const int ReasoningLength = 2_000;
    private const int MostClaims = 200;

    /// <summary>More than this no model may claim of itself: it was never measured to be that good.</summary>
    private static readonly Ratio MostConfidence = Ratio.FromPartsPerMillion(950_000);

    public static (IReadOnlyList<ModelClaim> Claims, IReadOnlyList<string> Problems) Read(
        string json, IReadOnlyDictionary<string, Market> supplied)
    {
        List<ModelClaim> claims = [];
        List<string> problems = [];
        JsonElement list = default;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("relationships", out JsonElement found))
            {
                list = found.Clone();
            }
        }
        catch (JsonException)
        {
            // Told below: an answer without a list of relationships.
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            return ([], ["the answer has no list of relationships"]);
        }

        foreach (JsonElement item in list.EnumerateArray().Take(MostClaims))
        {
            try
            {
                claims.AddRange(ReadOne(item, supplied));
            }
            catch (AnswerException problem)
            {
                problems.Add(problem.Message);
            }
        }

        return (claims, problems);
    }

    private static IEnumerable<ModelClaim> ReadOne(JsonElement item, IReadOnlyDictionary<string, Market> supplied)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            throw new AnswerException("a relationship is no object");
        }

        string word = Text(item, "type").ToUpperInvariant();
        (RelationType[] types, string[] names) = word switch
        {
            "SUBSET" => ((RelationType[])[RelationType.Subset], (string[])["subset_ticker", "superset_ticker"]),
            "THRESHOLD" => ([RelationType.Threshold], ["tickers_ascending"]),

            // Two facts, known for different reasons and reviewed apart.
            "PARTITION" => ([RelationType.Exclusive, RelationType.Exhaustive], ["tickers"]),
            "IMPLICATION" => ([RelationType.Implication], ["if_ticker", "then_ticker"]),
            "EQUIVALENCE" => ([RelationType.Equivalence], ["tickers"]),
            "EXCLUSIVE" => ([RelationType.Exclusive], ["tickers"]),
            _ => throw new AnswerException($"\"{PromptText.Clean(word, 40).Text}\" is no type of relationship"),
        };
        Market[] members = [.. names.SelectMany(name => Tickers(item, name)).Select(ticker => supplied.GetValueOrDefault(ticker)
            ?? throw new AnswerException($"the ticker \"{PromptText.Clean(ticker, 80).Text}\" was not supplied"))];
        if (members.Length < 2 || members.Distinct().Count() != members.Length)
        {
            throw new AnswerException($"{word} names fewer than two different markets");
        }

        Ratio confidence = Ratio.Min(Probability(item, "confidence"), MostConfidence);
        Ratio? conditional = word == "IMPLICATION" ? Probability(item, "estimated_conditional_prob") : null;
        foreach (RelationType type in types)
        {
            yield return new ModelClaim
            {
                Word = word,
                Type = type,
                Members = type == RelationType.Threshold ? NarrowestFirst(members) : members,
                Confidence = confidence,
                Conditional = conditional,
                Reasoning = PromptText.Clean(Text(item, "reasoning"), ReasoningLength).Text,
                Quotes = [.. Quotes(item).Select(static quote => PromptText.Clean(quote, ReasoningLength).Text)],
            };
        }
    }

    /// <summary>Of ascending thresholds "above" the highest is the narrowest; "below", the lowest is.</summary>
    private static Market[] NarrowestFirst(Market[] ascending) =>
        ascending[0].StrikeType.Value is StrikeType.Less or StrikeType.LessOrEqual ? ascending : [.. ascending.Reverse()];

    private static IEnumerable<string> Tickers(JsonElement item, string name)
    {
        JsonElement value = item.TryGetProperty(name, out JsonElement found) ? found : throw new AnswerException($"{name} is missing");
        return value.ValueKind switch
        {
            JsonValueKind.String => [value.GetString()!],
            JsonValueKind.Array => [.. value.EnumerateArray().Select(ticker => ticker.ValueKind == JsonValueKind.String
                ? ticker.GetString()! : throw new AnswerException($"{name} holds something else than tickers"))],
            _ => throw new AnswerException($"{name} is no ticker"),
        };
    }

    private static IEnumerable<string> Quotes(JsonElement item) =>
        item.TryGetProperty("quotes", out JsonElement quotes) && quotes.ValueKind == JsonValueKind.Array
            ? quotes.EnumerateArray().Where(static quote => quote.ValueKind == JsonValueKind.String).Select(static quote => quote.GetString()!)
            : [];

    private static string Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()! : throw new AnswerException($"{name} is missing");

    private static Ratio Probability(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetDecimal(out decimal number) && number is >= 0 and <= 1
            ? Ratio.FromPartsPerMillion((long)(number * Ratio.Whole))
            : throw new AnswerException($"{name} is no probability: {PromptText.Clean(value.ToString(), 40).Text}");
}

/// <summary>One claim of an answer cannot be used.</summary>
internal sealed class AnswerException(string message) : Exception(message);
