using System.Diagnostics;
using System.Text.Json;

namespace Dutchbook.Cli;

/// <summary>
/// Where the running instance of a home is reached, and with which token. Only its user can read it; it goes when the instance
/// ends, and one that was left behind by a crash is recognised by its process.
/// </summary>
internal sealed record InstanceFile(Uri Address, string Token, int Pid, DateTimeOffset StartedAt, bool IsDemo)
{
    /// <summary>A process that began so much later than the file says bears the number by chance.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(60);

    /// <summary>Null where there is none, or none that says what it must.</summary>
    public static InstanceFile? Read(HomeFolder home)
    {
        try
        {
            if (!File.Exists(home.InstanceFile))
            {
                return null;
            }

            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(home.InstanceFile));
            JsonElement json = document.RootElement;
            return new InstanceFile(
                new Uri(json.GetProperty("address").GetString()!),
                json.GetProperty("token").GetString()!,
                json.GetProperty("pid").GetInt32(),
                json.GetProperty("startedAt").GetDateTimeOffset(),
                json.GetProperty("kind").GetString() == "demo");
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException
            or InvalidOperationException or FormatException or ArgumentNullException)
        {
            return null;
        }
    }

    /// <summary>The process that wrote it still runs.</summary>
    public bool IsAlive()
    {
        try
        {
            using Process process = Process.GetProcessById(Pid);
            return !process.HasExited && process.StartTime.ToUniversalTime() <= StartedAt.UtcDateTime + Slack;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(HomeFolder home)
    {
        home.Create();
        string next = home.InstanceFile + ".new";
        File.Delete(next);
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (FileStream stream = new(next, options))
        {
            using Utf8JsonWriter json = new(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
            json.WriteStartObject();
            json.WriteNumber("schema", ScanJson.Schema);
            json.WriteString("address", Address.ToString());
            json.WriteString("token", Token);
            json.WriteNumber("pid", Pid);
            json.WriteString("startedAt", JsonText.Time(StartedAt));
            json.WriteString("kind", IsDemo ? "demo" : "run");
            json.WriteEndObject();
        }

        File.Move(next, home.InstanceFile, overwrite: true);
    }

    /// <summary>Removes it, unless another instance has taken its place.</summary>
    public void Remove(HomeFolder home)
    {
        try
        {
            if (Read(home)?.Token == Token)
            {
                File.Delete(home.InstanceFile);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Whoever reads it finds that its process is gone.
        }
    }
}
