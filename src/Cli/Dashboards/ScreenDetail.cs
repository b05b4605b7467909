using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dutchbook.Cli;

/// <summary>One opportunity in a terminal: why its prices cannot all be right, its legs, and why it is not traded.</summary>
internal static class ScreenDetail
{
    private const int MostLegs = 12;

    public static IEnumerable<IRenderable> Of(JsonElement item, int width)
    {
        yield return Words($"{ScreenContent.Text(item, "id")}  {ScreenContent.Text(item, "title")}", "bold", width * 2);
        foreach (JsonElement sentence in item.GetProperty("explanation").EnumerateArray())
        {
            yield return Words(sentence.GetString() ?? "", "default", 1_000);
        }

        Table legs = Tables.Plain("Side", "Market", "Contracts", "Cost", "Fee");
        foreach (JsonElement leg in item.GetProperty("legs").EnumerateArray().Take(MostLegs))
        {
            legs.AddRow(
                TerminalText.Markup(ScreenContent.Text(leg, "side").ToUpperInvariant(), 4),
                TerminalText.Markup(ScreenContent.Text(leg, "ticker"), 36), TerminalText.Markup(ScreenContent.Text(leg, "quantity"), 12),
                ScreenView.Cents(ScreenContent.Text(leg, "cost")), ScreenView.Cents(ScreenContent.Text(leg, "fee")));
        }

        yield return legs;
        int count = item.GetProperty("legs").GetArrayLength();
        if (count > MostLegs)
        {
            yield return Words($"and {count - MostLegs} legs more", "default", width);
        }

        yield return Words($"costs {ScreenContent.Text(item, "cost")} and {ScreenContent.Text(item, "fees")} fees, pays at least "
            + $"{ScreenContent.Text(item, "minPayout")}: edge {ScreenContent.Text(item, "edge")}", "bold", 300);
        if (ScreenContent.Text(item, "tradeId") is { Length: > 0 } trade)
        {
            yield return Words($"traded: {trade}", "default", 200);
        }
        else if (ScreenContent.Text(item, "notTraded") is { Length: > 0 } reason)
        {
            yield return Words($"not traded: {reason}", "default", 500);
        }

        foreach (JsonElement caveat in item.GetProperty("caveats").EnumerateArray())
        {
            yield return Words(caveat.GetString() ?? "", "default", 500);
        }
    }

    private static Markup Words(string text, string style, int longest) => new($"[{style}]{TerminalText.Markup(text, longest)}[/]");
}
