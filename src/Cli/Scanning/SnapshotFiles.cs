namespace Dutchbook.Cli;

/// <summary>The files that `--snapshot` names. Shells on Windows leave a pattern as it is, and so does a quote.</summary>
internal static class SnapshotFiles
{
    /// <exception cref="CommandFailure">A pattern matches no file.</exception>
    public static string[] Expand(IEnumerable<string> names) => [.. names.SelectMany(Matching)];

    private static string[] Matching(string name)
    {
        string pattern = Path.GetFileName(name);
        if (File.Exists(name) || !pattern.AsSpan().ContainsAny('*', '?'))
        {
            return [name];
        }

        string folder = Path.GetDirectoryName(name) is { Length: > 0 } said ? said : ".";
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, pattern) : [];
        Array.Sort(files, StringComparer.Ordinal);
        return files.Length > 0
            ? files
            : throw new CommandFailure(ExitCode.Usage, $"--snapshot {name} matches no file. Check the folder and the pattern.");
    }
}
