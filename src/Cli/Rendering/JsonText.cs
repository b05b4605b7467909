using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>The forms that every JSON document of ours shares.</summary>
internal static class JsonText
{
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    public static string Document(Action<Utf8JsonWriter> write, JavaScriptEncoder? encoder = null, bool indented = false)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new() { Indented = indented, NewLine = "\n", Encoder = encoder }))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <summary>Money per unit with four decimals, rounded toward minus infinity: figures of merit, not cash.</summary>
    public static string Rounded(Money money)
    {
        long floor = money.Micros >= 0 ? money.Micros / 100 : -((-money.Micros + 99) / 100);
        return FixedPoint.Format(floor, 4, 4);
    }

    /// <summary>A return as a fraction with two decimals.</summary>
    public static string Percentless(Ratio ratio)
    {
        long floor = ratio.PartsPerMillion >= 0
            ? ratio.PartsPerMillion / 10_000
            : -((-ratio.PartsPerMillion + 9_999) / 10_000);
        return FixedPoint.Format(floor, 2, 2);
    }

    /// <summary>Text from the venue as it may stand in a document: clean, and never without end.</summary>
    public static string Clean(string text) => TerminalText.Clean(text, 10_000);

    public static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(Clean(value));
        }

        json.WriteEndArray();
    }

    public static void WriteNullable(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, value);
        }
    }

    public static void WriteNullable(Utf8JsonWriter json, string name, long? value)
    {
        if (value is long known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
