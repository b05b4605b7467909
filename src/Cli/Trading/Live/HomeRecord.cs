using System.Text.Json;

namespace Dutchbook.Cli;

/// <summary>A small document in the home folder that outlives processes: written whole or not at all, kept to its owner.</summary>
internal static class HomeRecord
{
    private static readonly JsonSerializerOptions options = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Null where there is none; <paramref name="problem"/> says so where there is one that cannot be read.</summary>
    public static T? Read<T>(string path, out string problem)
        where T : class
    {
        problem = "";
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), options) : null;
        }
        catch (Exception damage) when (damage is IOException or UnauthorizedAccessException or JsonException or NotSupportedException)
        {
            problem = $"{path} cannot be read: {damage.Message}";
            return null;
        }
    }

    /// <exception cref="CommandFailure">It cannot be written.</exception>
    public static void Write<T>(string path, T record)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            string next = path + ".new";
            FileStreamOptions create = new() { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (FileStream stream = new(next, create))
            {
                JsonSerializer.Serialize(stream, record, options);
                stream.Flush(flushToDisk: true);
            }

            File.Move(next, path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed, $"{path} cannot be written: {problem.Message}");
        }
    }
}
