using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>The sentences that a form was read from, each of which must stand in the rules, and the field that each was read for.</summary>
internal sealed class FormQuotes
{
    private const int Most = 16;

    private static readonly string[] Fields =
        ["subject", "observable", "unit", "source", "value", "instant", "time_zone", "revisions", "early_close", "void", "exclusivity"];

    private readonly Dictionary<string, string> _byField = new(StringComparer.Ordinal);

    /// <exception cref="AnswerException">A sentence is in no rule, or a field names one that is not there.</exception>
    public FormQuotes(JsonElement json, Market market)
    {
        string[] quotes = [.. json.GetProperty("quotes").EnumerateArray().Take(Most).Select(static quote => (quote.GetString() ?? "").Trim())];
        JsonElement from = json.GetProperty("from");
        foreach (string field in Fields)
        {
            int number = from.GetProperty(field).GetInt32();
            if (number < 0 || number > quotes.Length)
            {
                throw new AnswerException($"{field} names quote {number} of {quotes.Length}");
            }

            if (number > 0)
            {
                _byField[field] = quotes[number - 1];
            }
        }

        foreach ((string field, string quote) in _byField)
        {
            bool isCloseClause = field == "early_close" && quote.Length > 0
                && PromptText.Clean(market.EarlyCloseCondition.ToString(), int.MaxValue).Text.Contains(quote, StringComparison.OrdinalIgnoreCase);
            if (!isCloseClause && !MarketCards.IsQuoted(quote, market))
            {
                throw new AnswerException($"the sentence for {field} is in no rule");
            }
        }
    }

    /// <summary>The sentence of a field; empty where it has none.</summary>
    public string Of(string field) => _byField.GetValueOrDefault(field) ?? "";

    /// <summary>Each sentence once, with the fields that were read from it.</summary>
    public IReadOnlyList<Evidence> Evidence =>
        [.. _byField.GroupBy(static pair => pair.Value, StringComparer.Ordinal).Select(static same => new Evidence(
            $"quoted from the rules for {string.Join(", ", same.Select(static pair => pair.Key))}", same.Key))];
}
