using System.Globalization;
using System.Text.Json;

namespace Dutchbook.Cli;

/// <summary>The running instance in sentences: its parts, and why there is what there is, or nothing.</summary>
internal static class RunningView
{
    public static void Show(CommandScope scope, InstanceFile file, JsonElement state)
    {
        scope.Output.Line(TerminalText.Clean(
            $"Running since {Text(state, "startedAt")} as process {file.Pid}, {(state.GetProperty("live").GetBoolean() ? "LIVE" : "dry run")} "
            + $"on {Text(state, "host")}; dashboard at {file.Address}.", 500));
        foreach (JsonElement layer in state.GetProperty("layers").EnumerateArray())
        {
            scope.Output.Line($"  {Text(layer, "name")}: {Text(layer, "health")}, {TerminalText.Clean(Text(layer, "text"), 300)}");
        }

        if (state.GetProperty("pass") is not { ValueKind: JsonValueKind.Object } pass)
        {
            scope.Output.Line("No pass was made yet.");
            return;
        }

        scope.Output.Line(string.Create(CultureInfo.InvariantCulture,
            $"Pass {pass.GetProperty("number").GetInt32()} of {Text(pass, "at")}:"));
        foreach (JsonElement stage in pass.GetProperty("funnel").EnumerateArray())
        {
            scope.Output.Line("  " + Sentence(stage));
        }

        JsonElement counts = state.GetProperty("counts");
        scope.Output.Line(string.Create(CultureInfo.InvariantCulture,
            $"There now: {counts.GetProperty("opportunities").GetInt32()} opportunities, {counts.GetProperty("belowThreshold").GetInt32()} below the thresholds."));
    }

    /// <summary>How many came through a stage, and what kept most of the others.</summary>
    public static string Sentence(JsonElement stage)
    {
        string reasons = string.Join(", ", stage.GetProperty("reasons").EnumerateObject().Take(2).Select(static reason =>
            string.Create(CultureInfo.InvariantCulture, $"{TerminalText.Clean(reason.Name, 120)} ({reason.Value.GetInt32():N0})")));
        return string.Create(CultureInfo.InvariantCulture,
            $"{TerminalText.Clean(Text(stage, "stage"), 120)}: {stage.GetProperty("out").GetInt32():N0} of {stage.GetProperty("in").GetInt32():N0}")
            + (reasons.Length > 0 ? $"; of the others most: {reasons}." : ".");
    }

    private static string Text(JsonElement json, string name) => ScreenContent.Text(json, name);
}
