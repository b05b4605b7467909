using System.Text.Json;
using Dutchbook.Enrichment;
using Spectre.Console;

namespace Dutchbook.Cli;

/// <summary>What a validation model says of an opportunity, as a row beneath it and as JSON.</summary>
internal static class OpinionOutput
{
    public static void Add(Grid words, ModelOpinion? opinion)
    {
        if (opinion is null)
        {
            return;
        }

        string text = TerminalText.Markup(opinion.Words, 320);
        words.AddRow("model", opinion.Outcome switch
        {
            ReviewOutcome.Unanswered => $"[grey]no opinion: {text}[/]",
            ReviewOutcome.Annotated => $"{text} (confidence {opinion.Confidence} of 10"
                + $"{(opinion.Mispriced is { } wrong ? $"; mispriced: {TerminalText.Markup(wrong, 80)}" : "")})",
            ReviewOutcome.Vetoed => $"[yellow]vetoed:[/] {text}",
        });
    }

    public static void Write(Utf8JsonWriter json, IReadOnlyList<ModelOpinion> opinions)
    {
        json.WriteStartArray("opinions");
        foreach (ModelOpinion opinion in opinions)
        {
            json.WriteStartObject();
            json.WriteString("opportunity", opinion.OpportunityId);
            json.WriteString("outcome", opinion.Outcome.ToString());
            json.WriteString("words", JsonText.Clean(opinion.Words));
            JsonText.WriteNullable(json, "mispriced", opinion.Mispriced);
            JsonText.WriteNullable(json, "confidence", opinion.Confidence > 0 ? opinion.Confidence : null);
            json.WriteStartArray("fair");
            foreach (ModelEstimate estimate in opinion.Fair)
            {
                json.WriteStartObject();
                json.WriteString("ticker", JsonText.Clean(estimate.Ticker));
                json.WriteString("low", estimate.Yes.Low.ToString());
                json.WriteString("high", estimate.Yes.High.ToString());
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
