using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dutchbook.Cli;

/// <summary>The terminal dashboard as it is drawn: nothing of it is wider than 80 columns, and colour says nothing that words do not.</summary>
internal sealed class ScreenView(ScreenContent content, ScreenState state, DateTimeOffset now)
{
    private const int Width = 79;
    private const int MostRows = 12;
    private const int MostTrades = 5;

    /// <param name="forKeys">Somebody sits before it and may press keys.</param>
    public IRenderable Render(bool forKeys)
    {
        IReadOnlyList<JsonElement> shown = content.Shown(state);
        List<IRenderable> parts = [.. Head()];
        if (state.IsOpen && state.Row < shown.Count)
        {
            parts.AddRange(ScreenDetail.Of(shown[state.Row], Width));
        }
        else
        {
            parts.Add(Opportunities(shown, forKeys));
            parts.Add(Line(shown.Count > MostRows ? $"{shown.Count} in all" : ""));
            parts.Add(Trades());
        }

        if (forKeys)
        {
            parts.Add(Line(Foot(), state.IsAsking ? "bold red" : "dim"));
        }

        return new Rows(parts);
    }

    /// <summary>A figure to the cent, rounded down: the exact one is in the API.</summary>
    public static string Cents(string exact) =>
        decimal.TryParse(exact, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal amount)
            ? (Math.Floor(amount * 100) / 100).ToString("0.00", CultureInfo.InvariantCulture)
            : "?";

    private IEnumerable<IRenderable> Head()
    {
        JsonElement said = content.State;
        JsonElement mode = said.GetProperty("mode");
        bool isLive = said.GetProperty("live").GetBoolean();
        string reason = ScreenContent.Text(mode, "reason");
        string word = ScreenContent.Text(mode, "mode");
        string trading = word == "Active" ? "trading" : word.ToUpperInvariant() + (reason.Length > 0 ? $": {reason}" : "");
        yield return Line($"{(isLive ? "LIVE" : "DRY RUN")}  {trading}", isLive || word != "Active" ? "bold red" : "bold");
        yield return Line($"{ScreenContent.Text(said, "host")}, {Clock(ScreenContent.Text(said, "at"))} UTC");
        if (said.GetProperty("desk") is { ValueKind: JsonValueKind.Object } desk)
        {
            yield return Line($"today {Cents(ScreenContent.Text(desk, "pnlToday"))}   cash {Cents(ScreenContent.Text(desk, "cashTotal"))}   "
                + $"locked {Cents(ScreenContent.Text(desk, "locked"))}, sure to be paid {Cents(ScreenContent.Text(desk, "guaranteed"))}   "
                + $"open {desk.GetProperty("openTrades").GetInt32()}");
        }

        foreach (JsonElement layer in said.GetProperty("layers").EnumerateArray())
        {
            string health = ScreenContent.Text(layer, "health");
            bool isWell = health is "Well" or "Off" or "Starting";
            yield return Line(
                $"{ScreenContent.Text(layer, "name"),-11}{health,-9} {ScreenContent.Text(layer, "text")}",
                isWell ? "default" : "bold yellow");
        }

        yield return Line("");
    }

    private Table Opportunities(IReadOnlyList<JsonElement> shown, bool forKeys)
    {
        Table table = Tables.Plain("Id", "G", "Edge", "Cost", "Conf.", "Age", "Trade", "What");
        int first = Math.Clamp(state.Row - MostRows + 1, 0, Math.Max(0, shown.Count - MostRows));
        for (int i = first; i < Math.Min(shown.Count, first + MostRows); i++)
        {
            JsonElement item = shown[i];
            string style = forKeys && i == state.Row ? "invert" : "default";
            string[] cells =
            [
                ScreenContent.Text(item, "id")[..8], ScreenContent.Text(item, "grade"), Cents(ScreenContent.Text(item, "edge")),
                Cents(ScreenContent.Text(item, "cost")), ScreenContent.Text(item, "confidence"), Age(item), Trade(item),
                ScreenContent.Text(item, "title"),
            ];
            int[] widths = [8, 4, 9, 9, 6, 6, 8, 16];
            table.AddRow([.. cells.Select((cell, column) => $"[{style}]{TerminalText.Markup(cell, widths[column])}[/]")]);
        }

        return table;
    }

    private Table Trades()
    {
        Table table = Tables.Plain("Trade", "Phase", "Paid", "Fees", "At worst");
        foreach (JsonElement trade in content.Trades.Take(MostTrades))
        {
            table.AddRow(
                TerminalText.Markup(ScreenContent.Text(trade, "id"), 24), TerminalText.Markup(ScreenContent.Text(trade, "phase"), 12),
                Cents(ScreenContent.Text(trade, "spent")), Cents(ScreenContent.Text(trade, "fees")),
                Cents(ScreenContent.Text(trade, "atWorst")));
        }

        return table;
    }

    private string Foot() => state switch
    {
        { IsAsking: true } => "Halt: nothing is sent any more until `dutchbook resume`. Press y to halt, anything else not to.",
        { IsTyping: true } => $"filter: {state.Filter}_   (enter keeps it, esc clears it)",
        _ => $"q quit  h halt  s sort: {state.Sort}  f filter{(state.Filter.Length > 0 ? $": {state.Filter}" : "")}  "
            + $"arrows, enter details  {state.Message}",
    };

    private string Age(JsonElement item)
    {
        if (!DateTimeOffset.TryParse(ScreenContent.Text(item, "firstSeen"), CultureInfo.InvariantCulture, out DateTimeOffset since))
        {
            return "?";
        }

        TimeSpan age = now - since;
        return age.TotalSeconds < 100 ? $"{Math.Max(0, (int)age.TotalSeconds)} s" : age.TotalMinutes < 100
            ? $"{(int)age.TotalMinutes} m" : $"{(int)age.TotalHours} h";
    }

    private static string Trade(JsonElement item) => ScreenContent.Text(item, "tradeId").Length > 0 ? "traded"
        : item.GetProperty("above").GetBoolean() ? "" : "below";

    private static string Clock(string at) => at.Length >= 19 ? at[11..19] : at;

    private static Markup Line(string text, string style = "default") =>
        new($"[{style}]{TerminalText.Markup(text, Width)}[/]") { Overflow = Overflow.Ellipsis };
}
