using System.Globalization;
using System.Text;
using Dutchbook.Execution;

namespace Dutchbook.Storage;

/// <summary>
/// The kill switch as a file: anybody can make it from any shell, also when every process hangs. No file means that trading
/// may go on; a file that says nothing we know, or cannot be read, means halted.
/// </summary>
public sealed class FileHaltFlag(string path) : IHaltFlag
{
    private const string Reducing = "reducing";
    private const string Halted = "halted";

    public TradingModeState Read()
    {
        try
        {
            return File.Exists(path) ? Parse(File.ReadAllLines(path)) : Active();
        }
        catch (FileNotFoundException)
        {
            return Active();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new TradingModeState(TradingMode.Halted, $"{path} cannot be read: {problem.Message}", DateTimeOffset.UnixEpoch);
        }
    }

    /// <exception cref="IOException">The file cannot be written or removed.</exception>
    public void Set(TradingModeState state)
    {
        if (state.Mode == TradingMode.Active)
        {
            File.Delete(path);
            return;
        }

        string text = string.Create(CultureInfo.InvariantCulture,
            $"{(state.Mode == TradingMode.Halted ? Halted : Reducing)}\nsince {state.Since.UtcDateTime:O}\n"
            + $"{(state.NeedsPerson ? "needs a person" : "may resume")}\n{OneLine(state.Reason)}\n");

        // Whoever reads it meanwhile sees the old file or the new one, and the new one is on the disk before it counts.
        string next = path + ".new";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using (FileStream stream = new(next, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        File.Move(next, path, overwrite: true);
    }

    private static TradingModeState Active() => new(TradingMode.Active, "", DateTimeOffset.UnixEpoch);

    private static TradingModeState Parse(string[] lines)
    {
        string reason = lines.Length > 3 ? lines[3] : "the halt file is there";
        DateTimeOffset since = lines.Length > 1 && DateTimeOffset.TryParse(
            lines[1].Replace("since ", "", StringComparison.Ordinal), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out DateTimeOffset read) ? read : DateTimeOffset.UnixEpoch;
        bool isReducing = lines.Length > 0 && string.Equals(lines[0].Trim(), Reducing, StringComparison.Ordinal);
        bool needsPerson = lines.Length <= 2 || !string.Equals(lines[2].Trim(), "may resume", StringComparison.Ordinal);
        return new TradingModeState(isReducing ? TradingMode.Reducing : TradingMode.Halted, reason, since, needsPerson);
    }

    private static string OneLine(string text) => new([.. text.Select(static letter => char.IsControl(letter) ? ' ' : letter)]);
}
