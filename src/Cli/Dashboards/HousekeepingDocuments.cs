using System.Text;
using System.Text.Json;
using Dutchbook.Alerts;
using Dutchbook.Dashboard;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>Settings, limits, alerts and the log.</summary>
internal sealed class HousekeepingDocuments(DashboardSource source)
{
    private const int LongestTail = 512 << 10;

    public ApiAnswer Settings(RunView view) => ApiAnswer.Json(json =>
    {
        json.WriteStartArray("settings");
        foreach (EffectiveValue value in source.Settings)
        {
            json.WriteStartObject();
            json.WriteString("key", value.Key);
            json.WriteString("value", JsonText.Clean(value.Value));
            json.WriteString("origin", JsonText.Clean(value.Origin));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("limits");
        foreach ((string name, string? used, string limit) in Limits(view))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            JsonText.WriteNullable(json, "used", used);
            json.WriteString("limit", limit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public ApiAnswer Alerts() => ApiAnswer.Json(json =>
    {
        json.WriteBoolean("enabled", source.Alerts is not null);
        json.WriteStartArray("channels");
        foreach (ChannelState state in source.Alerts?.Desk.States ?? [])
        {
            json.WriteStartObject();
            json.WriteString("name", state.Channel);
            JsonText.WriteNullable(json, "lastDelivery", state.LastDelivery is { } at ? JsonText.Time(at) : null);
            JsonText.WriteNullable(json, "lastFailure", state.LastFailure is { } failure ? JsonText.Clean(failure) : null);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("waiting");
        foreach (Pending pending in source.Alerts?.Outbox.Waiting() ?? [])
        {
            WriteAlert(json, pending.Alert, pending);
        }

        json.WriteEndArray();
        json.WriteStartArray("unacknowledged");
        foreach (Alert alert in source.Alerts?.Outbox.Unacknowledged() ?? [])
        {
            WriteAlert(json, alert, null);
        }

        json.WriteEndArray();
    });

    public ApiAnswer Logs(int lines)
    {
        string[] last = Tail(source.Configuration.Logging.File, lines);
        return ApiAnswer.Json(json => JsonText.WriteStrings(json, "lines", last));
    }

    private IEnumerable<LimitUse> Limits(RunView view) =>
    [
        .. LimitUse.Of(source.Desk.Limits, view.Desk, view.At),
        new LimitUse("model spending today", Spent(TimeSpan.FromDays(1)), source.Configuration.Llm.BudgetPerDay.ToString()),
        new LimitUse("model spending in 30 days", Spent(TimeSpan.FromDays(30)), source.Configuration.Llm.BudgetPerMonth.ToString()),
    ];

    private string? Spent(TimeSpan back)
    {
        if (!source.IsKept)
        {
            return null;
        }

        try
        {
            using SqliteDatabase database = SqliteDatabase.OpenReader(source.Scope.Home.Database);
            DateTimeOffset today = new(source.Scope.Clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
            return database.Calls.SpentSince(today - back + TimeSpan.FromDays(1)).ToString();
        }
        catch (StorageException)
        {
            return null;
        }
    }

    private static void WriteAlert(Utf8JsonWriter json, Alert alert, Pending? pending)
    {
        json.WriteStartObject();
        json.WriteString("id", JsonText.Clean(alert.Id));
        json.WriteString("kind", alert.Kind.Word());
        json.WriteString("severity", alert.Severity.Word());
        json.WriteString("title", JsonText.Clean(alert.Title));
        json.WriteString("text", JsonText.Clean(alert.Text));
        json.WriteString("at", JsonText.Time(alert.At));
        JsonText.WriteNullable(json, "channel", pending?.Channel);
        JsonText.WriteNullable(json, "attempts", pending?.Attempts);
        json.WriteEndObject();
    }

    /// <summary>The end of the newest file of the log; nothing where there is none.</summary>
    private static string[] Tail(string file, int lines)
    {
        try
        {
            string? folder = Path.GetDirectoryName(file);
            string pattern = $"{Path.GetFileNameWithoutExtension(file)}*{Path.GetExtension(file)}";
            if (folder is null || !Directory.Exists(folder)
                || Directory.GetFiles(folder, pattern).MaxBy(File.GetLastWriteTimeUtc) is not { } newest)
            {
                return [];
            }

            using FileStream stream = new(newest, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(-Math.Min(stream.Length, LongestTail), SeekOrigin.End);
            using StreamReader reader = new(stream, Encoding.UTF8);
            return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines)];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return [$"the log cannot be read: {problem.Message}"];
        }
    }
}
