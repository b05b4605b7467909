using System.Globalization;
using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// Reads a normal form and checks it sentence by sentence; whatever the rules do not say word for word spoils the whole
/// form.
/// </summary>
internal static class FormAnswer
{
    private static readonly string[] KeyFields =
        ["subject", "observable", "unit", "source", "option_set", "instant", "time_zone", "revisions", "early_close", "void"];

    /// <summary>The form, or why there is none.</summary>
    public static (NormalForm? Form, string? Problem) Read(string json, Market market, VenueIndex venue)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return (Read(document.RootElement, market, venue), null);
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, "the form cannot be read");
        }
        catch (AnswerException problem)
        {
            return (null, problem.Message);
        }
    }

    private static NormalForm Read(JsonElement json, Market market, VenueIndex venue)
    {
        FormQuotes quotes = new(json, market);
        if (Text(json, "observable").Length == 0)
        {
            throw new AnswerException("nothing is observed");
        }

        // A field that was filled in must have been read somewhere.
        foreach (string field in KeyFields)
        {
            if (Text(json, field).Length > 0 && quotes.Of(field == "option_set" ? "value" : field).Length == 0)
            {
                throw new AnswerException($"{field} has no sentence");
            }
        }

        string kind = Text(json, "kind").ToLowerInvariant();
        string value = quotes.Of("value");
        string key = string.Join(" | ", KeyFields.Select(field => Canonical(Text(json, field)))
            .Append(kind).Append(venue.SourceOf(venue.EventOf(market))));
        string exclusivity = quotes.Of("exclusivity");
        return new NormalForm
        {
            Market = market,
            Key = key,
            Interval = kind == "interval" ? Interval(json, value) : null,
            Cutoff = kind == "deadline" ? Cutoff(Text(json, "deadline"), value, market) : null,
            Option = kind == "option" ? Option(json, value) : null,
            Exclusivity = kind == "option" && exclusivity.Length > 0 ? exclusivity : null,
            Sentences = quotes.Evidence,
        };
    }

    /// <summary>
    /// The comparison must stand in its sentence once, and say the same side, number and inclusivity.
    /// </summary>
    private static IntervalReadout Interval(JsonElement json, string sentence)
    {
        (decimal? low, decimal? high) = (Number(json, "low"), Number(json, "high"));
        if (low is { } floor && high is { } cap)
        {
            (int start, int end) = BetweenPhrase.Find(sentence, NumberText.All(sentence), floor, cap)
                ?? throw new AnswerException($"the sentence does not say \"between {floor} and {cap}\"");
            bool both = json.GetProperty("low_inclusive").GetBoolean() && json.GetProperty("high_inclusive").GetBoolean();
            return both && floor <= cap
                ? new IntervalReadout(new Cut(floor, 0), new Cut(cap, 1), Marked(sentence, start, end))
                : throw new AnswerException("whether both bounds count is not said");
        }

        if ((low ?? high) is not { } strike)
        {
            throw new AnswerException("the interval has no bound");
        }

        bool above = low is not null;
        bool inclusive = json.GetProperty(above ? "low_inclusive" : "high_inclusive").GetBoolean();
        ComparisonPhrase claimed = new(above ? Direction.Above : Direction.Below, inclusive, strike, 0, 0);
        ComparisonPhrase[] found = [.. ComparisonPhrase.All(sentence).Where(phrase => phrase.Value == strike)];
        if (found.Length != 1 || found[0].Direction != claimed.Direction || found[0].Inclusive != inclusive)
        {
            throw new AnswerException(
                $"the sentence does not say once that it is {(above ? "above" : "below")} {strike}{(inclusive ? ", or equal" : "")}");
        }

        Cut cut = new(strike, above == inclusive ? 0 : 1);
        string template = Marked(sentence, found[0].Start, found[0].End);
        return above ? new IntervalReadout(cut, Cut.Highest, template) : new IntervalReadout(Cut.Lowest, cut, template);
    }

    /// <summary>The date must be the only deadline of the rules, read by code.</summary>
    private static DateOnly Cutoff(string text, string sentence, Market market)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly last)
            || last == DateOnly.MaxValue)
        {
            throw new AnswerException($"\"{PromptText.Clean(text, 40).Text}\" is no date");
        }

        DatePhrase? phrase = DatePhrase.Only(market.RulesPrimary.ToString(), out _);
        return phrase is { } read && read.Cutoff == last.AddDays(1) && DatePhrase.IsIn(sentence)
            ? read.Cutoff
            : throw new AnswerException($"the rules do not have {text} as the last day of their only deadline");
    }

    /// <summary>
    /// The option must be named in its sentence, in a condition that denies nothing: who does not win is no option of the winners.
    /// </summary>
    private static string Option(JsonElement json, string sentence)
    {
        string option = Canonical(Text(json, "option"));
        string condition = RuleFacts.ConditionOf(sentence);
        return option.Length == 0 || Text(json, "option_set").Length == 0 ? throw new AnswerException("the option or its set has no name")
            : !Canonical(condition).Contains(option, StringComparison.Ordinal) ? throw new AnswerException($"the sentence does not name \"{option}\"")
            : WordClass.Negation.In(condition) is { Length: > 0 } denial ? throw new AnswerException($"the sentence says \"{denial}\": it is no choice of one")
            : option;
    }

    private static string Marked(string sentence, int start, int end) =>
        string.Concat(sentence.AsSpan(0, start), IntervalReading.Placeholder, sentence.AsSpan(end));

    private static decimal? Number(JsonElement json, string name)
    {
        string text = Text(json, name);
        return text.Length == 0 ? null
            : decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out decimal number)
                ? number : throw new AnswerException($"{name} is no number: \"{PromptText.Clean(text, 40).Text}\"");
    }

    private static string Text(JsonElement json, string name) => (json.GetProperty(name).GetString() ?? "").Trim();

    private static string Canonical(string text) => PromptText.Clean(text, 300).Text.ToLowerInvariant().TrimEnd('.');
}
