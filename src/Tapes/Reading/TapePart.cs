namespace Dutchbook.Tapes;

/// <summary>One file, as far as its first line tells.</summary>
/// <param name="At">When it begins.</param>
/// <param name="Origin">Null for files that are no recording of ours, such as the pages that a scan keeps.</param>
internal sealed record TapePart(string Path, DateTimeOffset At, TapeOrigin? Origin)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Looks at the first line.</summary>
    /// <param name="problem">Why it cannot be used.</param>
    public static TapePart? Open(string path, out string problem)
    {
        string damage = "";
        try
        {
            foreach (ReadOnlyMemory<byte> line in new TapeLines(path, text => damage = text).Read())
            {
                if (!TapeLine.TryRead(line, new TapeNames(), out TapeEntry first))
                {
                    problem = "its first line is no line of a tape";
                    return null;
                }

                problem = "";
                TapeOrigin? origin = first.Kind == TapeKind.Tape ? TapeOrigin.Read(first.Body, out problem) : null;
                return problem.Length > 0 ? null : new TapePart(path, first.At, origin);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = e.Message;
            return null;
        }

        problem = damage.Length > 0 ? damage : "it holds not one line";
        return null;
    }
}
