using Dutchbook.Tapes;
using Microsoft.Extensions.Time.Testing;

namespace Dutchbook.Unit.Tapes;

/// <summary>A folder with tapes that goes away with the test.</summary>
internal sealed class TapeFolder : IDisposable
{
    public static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public FakeTimeProvider Time { get; } = new(At);

    public string Path { get; } = Directory.CreateTempSubdirectory("dutchbook-tapes-").FullName;

    public string[] Files => [.. Directory.GetFiles(Path).Order(StringComparer.Ordinal)];

    public TapeRecorder Record(TapeOptions? options = null, string? folder = null) =>
        new(folder ?? Path, new TapeOrigin("venue", new Dictionary<string, string> { ["a"] = "1" }), options ?? new TapeOptions(), Time);

    /// <summary>Hears so many numbered messages, a millisecond apart.</summary>
    public void Hear(TapeRecorder tape, int from, int count, int flushEvery = 10)
    {
        for (int i = from; i < from + count; i++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(1));
            tape.Heard("books", Time.GetUtcNow(), System.Text.Encoding.UTF8.GetBytes($$"""{"type":"x","seq":{{i}}}"""));
            if ((i + 1) % flushEvery == 0)
            {
                tape.Flush();
            }
        }
    }

    public TapeSet Open(params string[] files) => new(files.Length > 0 ? files : [Path]);

    public static List<string> Lines(TapeSet tapes) =>
        [.. tapes.Read(CancellationToken.None).Select(static entry => $"{entry.Kind} {entry.Name} {System.Text.Encoding.UTF8.GetString(entry.Body.Span)}")];

    /// <summary>The numbers of the messages that can be read.</summary>
    public static List<int> Numbers(TapeSet tapes) =>
        [.. tapes.Read(CancellationToken.None).Where(static entry => entry.Kind == TapeKind.Ws)
            .Select(static entry => System.Text.Json.JsonDocument.Parse(entry.Body).RootElement.GetProperty("seq").GetInt32())];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
