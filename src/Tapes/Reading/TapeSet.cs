namespace Dutchbook.Tapes;

/// <summary>
/// Tapes in the order of their time, each line once. A file that comes twice, or covers time that another has covered, is left out and
/// named; where a part of a recording is missing, every connection counts as lost.
/// </summary>
public sealed class TapeSet : ITapeSource
{
    /// <summary>The name of a pass that no stream belongs to.</summary>
    internal const string PagesAlone = "pages";

    private static readonly string[] channels = ["market", "books"];

    private readonly List<TapePart> _parts = [];
    private readonly List<TapeTrouble> _troubles = [];

    /// <param name="paths">Files, or folders of which every tape is taken.</param>
    public TapeSet(IEnumerable<string> paths)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        List<TapePart> parts = [];
        foreach (string path in paths.SelectMany(Files).Select(Path.GetFullPath).Where(seen.Add))
        {
            if (TapePart.Open(path, out string problem) is { } part)
            {
                parts.Add(part);
            }
            else
            {
                _troubles.Add(new TapeTrouble(Path.GetFileName(path), problem));
            }
        }

        HashSet<(string, int)> taken = [];
        foreach (TapePart part in parts.OrderBy(static part => part.At).ThenBy(static part => part.Origin?.Part ?? 0)
            .ThenBy(static part => part.Path, StringComparer.Ordinal))
        {
            if (part.Origin is { Session: { Length: > 0 } session, Part: var number } && !taken.Add((session, number)))
            {
                _troubles.Add(new TapeTrouble(part.Name, "it is the same part of the same recording as another file, and was left out"));
            }
            else
            {
                _parts.Add(part);
            }
        }
    }

    /// <summary>The files that are read, in order.</summary>
    public IReadOnlyList<string> Names => [.. _parts.Select(static part => part.Name)];

    /// <summary>Where the first of them was recorded; null where none says.</summary>
    public TapeOrigin? Origin => _parts.Select(static part => part.Origin).FirstOrDefault(static origin => origin is not null);

    /// <summary>What could not be used so far.</summary>
    public IReadOnlyList<TapeTrouble> Troubles => _troubles;

    /// <summary>When the last line read was written.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>All lines. A line's bytes are valid until the next.</summary>
    public IEnumerable<TapeEntry> Read(CancellationToken stop)
    {
        TapePart? before = null;
        foreach (TapePart part in _parts)
        {
            bool goesOn = before?.Origin is { } last && part.Origin is { } next && last.Session == next.Session && last.Part + 1 == next.Part;
            if (!goesOn && LastAt > part.At)
            {
                _troubles.Add(new TapeTrouble(part.Name, $"it begins {LastAt - part.At:c} before {before!.Name} ends, and was left out"));
                continue;
            }

            if (before is not null && !goesOn)
            {
                if (before.Origin?.Session == part.Origin?.Session && part.Origin is not null)
                {
                    _troubles.Add(new TapeTrouble(part.Name, "the part before it is missing: its connections are unknown until they are made anew"));
                }

                foreach (string channel in channels)
                {
                    yield return new TapeEntry(TapeKind.Close, LastAt ?? part.At, channel, default);
                }
            }

            foreach (TapeEntry entry in Read(part, stop))
            {
                yield return entry;
            }

            if (part.Origin is null && LastAt is { } end)
            {
                // Pages alone, such as a scan keeps: together they are one pass, taken over when the last had come.
                yield return new TapeEntry(TapeKind.Pass, end, PagesAlone, default);
            }

            before = part;
        }
    }

    private IEnumerable<TapeEntry> Read(TapePart part, CancellationToken stop)
    {
        TapeNames names = new();
        long number = 0, strange = 0, firstStrange = 0;
        foreach (ReadOnlyMemory<byte> line in new TapeLines(part.Path, text => _troubles.Add(new TapeTrouble(part.Name, text))).Read())
        {
            number++;
            if ((number & 1023) == 0)
            {
                stop.ThrowIfCancellationRequested();
            }

            if (!TapeLine.TryRead(line, names, out TapeEntry entry) || entry.Kind == TapeKind.Unknown)
            {
                firstStrange = strange++ == 0 ? number : firstStrange;
                continue;
            }

            Follow(part, number, entry);
            yield return entry;
        }

        if (strange > 0)
        {
            _troubles.Add(new TapeTrouble(part.Name, $"{strange:N0} lines are no lines of a tape, the first is line {firstStrange:N0}"));
        }
    }

    /// <summary>Time goes on; where the clock of the recorder did not, that is said.</summary>
    private void Follow(TapePart part, long number, in TapeEntry entry)
    {
        if (LastAt is { } last && last - entry.At > TimeSpan.FromSeconds(1) && entry.Kind != TapeKind.Rest)
        {
            _troubles.Add(new TapeTrouble(part.Name, $"the clock went back by {last - entry.At:c} at line {number:N0}"));
        }
        else if (LastAt is { } before && entry.At - before > TimeSpan.FromMinutes(10))
        {
            _troubles.Add(new TapeTrouble(part.Name, $"nothing was recorded for {entry.At - before:c} before line {number:N0}"));
        }

        if (entry.Kind == TapeKind.Lost)
        {
            _troubles.Add(new TapeTrouble(part.Name, $"{System.Text.Encoding.UTF8.GetString(entry.Body.Span)} lines before line {number:N0} could not be written"));
        }

        LastAt = entry.Kind == TapeKind.Rest && entry.At < LastAt ? LastAt : entry.At;
    }

    private static IEnumerable<string> Files(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path).Where(static file => file.EndsWith(".jsonl.gz", StringComparison.Ordinal)
            || file.EndsWith(".jsonl", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        : [path];
}
