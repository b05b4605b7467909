using System.Text.Json;
using Dutchbook.Execution;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>What became of a trade, and every check that was made, as JSON.</summary>
internal static class TradeHistoryJson
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<JournalLine> lines, IReadOnlyList<Decision> decisions)
    {
        json.WriteStartArray("journal");
        foreach (JournalLine line in lines)
        {
            json.WriteStartObject();
            json.WriteString("at", line.At.UtcDateTime);
            json.WriteString("subject", line.Subject);
            json.WriteString("phase", line.Phase);
            json.WriteString("reason", JsonText.Clean(line.Reason));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("checks");
        foreach (Decision decision in decisions)
        {
            json.WriteStartObject();
            json.WriteString("at", decision.At.UtcDateTime);
            json.WriteString("subject", decision.Subject);
            json.WriteString("check", decision.Check);
            json.WriteBoolean("passed", decision.Passed);
            json.WriteString("reason", JsonText.Clean(decision.Reason));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
