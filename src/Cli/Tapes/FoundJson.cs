using System.Text.Json;
using Dutchbook.Tapes;

namespace Dutchbook.Cli;

/// <summary>What all looks of a run came to, for a program. A live recording and its replay write the same.</summary>
internal static class FoundJson
{
    public static void Write(Utf8JsonWriter json, LookBook looks)
    {
        json.WriteNumber("looks", looks.Looks);
        json.WriteNumber("candidates", looks.Candidates);
        Counts(json, "waiting", looks.Waiting);
        Counts(json, "gone", looks.Gone);
        json.WriteStartArray("found");
        foreach (FoundOpportunity found in looks.Found)
        {
            json.WriteStartObject();
            json.WriteString("firstSeen", JsonText.Time(found.FirstSeen));
            json.WriteString("lastSeen", JsonText.Time(found.LastSeen));
            json.WriteNumber("looks", found.Looks);
            json.WriteNumber("episodes", found.Episodes);
            json.WritePropertyName("best");
            OpportunityJson.Write(json, found.Best);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("decisions", looks.Hash);
    }

    public static void Counts(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, long>> counts)
    {
        json.WriteStartObject(name);
        foreach ((string reason, long count) in counts)
        {
            json.WriteNumber(reason, count);
        }

        json.WriteEndObject();
    }

    public static void Troubles(Utf8JsonWriter json, IEnumerable<TapeTrouble> troubles)
    {
        json.WriteStartArray("problems");
        foreach (TapeTrouble trouble in troubles)
        {
            json.WriteStartObject();
            json.WriteString("file", JsonText.Clean(trouble.File));
            json.WriteString("problem", JsonText.Clean(trouble.Problem));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
