using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>Matches as JSON; docs/json.md describes it.</summary>
internal static class MatchJson
{
    /// <param name="json">Where to.</param>
    /// <param name="stored">The match.</param>
    /// <param name="history">Its turns; null where they are not asked for.</param>
    public static void Write(Utf8JsonWriter json, StoredMatch stored, IReadOnlyList<MatchTurn>? history)
    {
        json.WriteStartObject();
        WriteFields(json, stored);
        if (history is not null)
        {
            WriteHistory(json, history);
        }

        json.WriteEndObject();
    }

    /// <summary>For a list: without rules and differences.</summary>
    public static void WriteLine(Utf8JsonWriter json, StoredMatch stored)
    {
        json.WriteStartObject();
        WriteWords(json, stored);
        json.WriteEndObject();
    }

    private static void WriteHistory(Utf8JsonWriter json, IReadOnlyList<MatchTurn> history)
    {
        json.WriteStartArray("history");
        foreach (MatchTurn turn in history)
        {
            Write(json, turn);
        }

        json.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter json, StoredMatch stored)
    {
        WriteWords(json, stored);
        json.WriteString("theirRules", JsonText.Clean(stored.Match.TheirRules));
        ReviewJson.WriteDifferences(json, stored.Match.Differences);
    }

    private static void WriteWords(Utf8JsonWriter json, StoredMatch stored)
    {
        FoundMatch match = stored.Match;
        json.WriteString("id", match.Id);
        json.WriteString("decision", MatchView.Word(stored.Decision));
        json.WriteString("grade", match.Grade.ToString());
        json.WriteString("ticker", JsonText.Clean(match.Ticker));
        json.WriteString("question", JsonText.Clean(match.Question));
        json.WriteString("theirId", JsonText.Clean(match.TheirId));
        json.WriteString("theirQuestion", JsonText.Clean(match.TheirQuestion));
        json.WriteString("textsHash", match.TextsHash);
        json.WriteString("proposedAt", JsonText.Time(stored.ProposedAt));
        json.WriteString("foundAt", JsonText.Time(stored.FoundAt));
        json.WriteBoolean("lapsed", stored is { Decision: MatchDecision.Pending, LastDecision: not null });
        json.WritePropertyName("lastDecision");
        if (stored.LastDecision is { } last)
        {
            Write(json, last);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void Write(Utf8JsonWriter json, MatchTurn turn)
    {
        json.WriteStartObject();
        json.WriteString("decision", MatchView.Word(turn.To));
        json.WriteString("by", JsonText.Clean(turn.By));
        json.WriteString("at", JsonText.Time(turn.At));
        json.WriteString("reason", JsonText.Clean(turn.Reason));
        json.WriteEndObject();
    }
}
