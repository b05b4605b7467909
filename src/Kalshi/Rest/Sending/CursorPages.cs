using System.Runtime.CompilerServices;

namespace Dutchbook.Kalshi;

/// <summary>Follows a listing's cursors to its end.</summary>
internal static class CursorPages
{
    private const int MostPages = 10_000;

    /// <param name="target">A path with its query, without a cursor.</param>
    /// <exception cref="KalshiException">A page cannot be read, or the listing loops or does not end.</exception>
    public static async IAsyncEnumerable<RawPage> Follow(
        Func<string, CancellationToken, Task<RawPage>> get, string target, [EnumeratorCancellation] CancellationToken stop)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        string next = target;
        for (int page = 0; page < MostPages; page++)
        {
            RawPage answer = await get(next, stop);
            string? cursor = PageCursor.Read(answer);
            if (cursor is not null && !seen.Add(cursor))
            {
                throw KalshiException.WrongShape(answer.Path, $"repeats the cursor {cursor}, so that the listing loops");
            }

            yield return answer;
            if (cursor is null)
            {
                yield break;
            }

            char joint = target.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            next = $"{target}{joint}cursor={Uri.EscapeDataString(cursor)}";
        }

        throw KalshiException.WrongShape(target.Split('?')[0], $"did not end within {MostPages} pages");
    }
}
