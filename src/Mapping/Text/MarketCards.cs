using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Markets as a model gets them: cleaned, capped, and fenced as JSON strings, so that nothing in a rule can end the
/// string that it stands in. A market whose rules do not fit is left out: half a rule is judged wrongly.
/// </summary>
internal static class MarketCards
{
    public const int MarketsPerEvent = 30;

    private const int TitleLength = 300;
    private const int RulesLength = 6_000;

    /// <summary>The markets that are shown; of a long event, evenly from its whole length.</summary>
    public static IReadOnlyList<Market> Shown(Event owner)
    {
        Market[] fitting = [.. owner.Markets.Where(static market => market.SelectedLegs.Count == 0 && market.Ticker.All(IsPlain)
            && Fits(market.RulesPrimary) && Fits(market.RulesSecondary) && !market.RulesPrimary.IsEmpty)];
        return fitting.Length <= MarketsPerEvent
            ? fitting
            : [.. Enumerable.Range(0, MarketsPerEvent).Select(i => fitting[i * fitting.Length / MarketsPerEvent])];
    }

    /// <summary>One document for the groups, in their order.</summary>
    public static string Write(
        IEnumerable<(Event Owner, IReadOnlyList<Market> Markets)> groups, VenueIndex venue, Action<Utf8JsonWriter>? more = null)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            more?.Invoke(json);
            json.WriteStartArray("events");
            foreach ((Event owner, IReadOnlyList<Market> markets) in groups)
            {
                json.WriteStartObject();
                Text(json, "title", owner.Title.ToString(), TitleLength);
                Text(json, "category", owner.Category, TitleLength);
                Text(json, "settlement_sources", venue.SourceOf(owner), TitleLength);
                json.WriteStartArray("markets");
                foreach (Market market in markets)
                {
                    Write(json, market);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter json, Market market)
    {
        json.WriteStartObject();
        json.WriteString("ticker", market.Ticker);
        Text(json, "title", market.Title.ToString(), TitleLength);
        Text(json, "yes_sub_title", market.YesSubTitle.ToString(), TitleLength);
        Text(json, "rules_primary", market.RulesPrimary.ToString(), RulesLength);
        Text(json, "rules_secondary", market.RulesSecondary.ToString(), RulesLength);
        Text(json, "early_close_condition", market.EarlyCloseCondition.ToString(), TitleLength);
        json.WriteString("closes", market.CloseTime?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    /// <summary>Whether a quoted sentence stands in the rules, but for white space and case.</summary>
    public static bool IsQuoted(string quote, Market market)
    {
        string clean = PromptText.Clean(quote, RulesLength).Text.Trim('.', ' ');
        return clean.Length >= 8 && (PromptText.Clean(market.RulesPrimary.ToString(), RulesLength).Text.Contains(clean, StringComparison.OrdinalIgnoreCase)
            || PromptText.Clean(market.RulesSecondary.ToString(), RulesLength).Text.Contains(clean, StringComparison.OrdinalIgnoreCase));
    }

    private static void Text(Utf8JsonWriter json, string name, string text, int most) => json.WriteString(name, PromptText.Clean(text, most).Text);

    private static bool Fits(Utf8Text text) => PromptText.Clean(text.ToString(), RulesLength).IsWhole;

    /// <summary>Tickers are named back to us: they hold nothing that could be mistaken.</summary>
    private static bool IsPlain(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_';
}
