using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Dutchbook.Sandbox;

/// <summary>Reads query parameters as strictly as the venue: what it would refuse with a 400 is refused.</summary>
internal sealed class Query(HttpRequest request)
{
    public string Text(string name) => request.Query[name].ToString();

    public string PathPart(string name) => request.RouteValues[name]?.ToString() ?? "";

    public bool Flag(string name) => Text(name) is "true" or "1";

    public int Limit(int standard, int most)
    {
        string text = Text("limit");
        if (text.Length == 0)
        {
            return standard;
        }

        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int limit);
        return isNumber && limit >= 1 && limit <= most
            ? limit
            : throw new RefusedException(Answer.BadRequest($"limit must be between 1 and {most}"));
    }

    /// <summary>A Unix time in seconds; null when absent.</summary>
    public DateTimeOffset? Seconds(string name)
    {
        string text = Text(name);
        if (text.Length == 0)
        {
            return null;
        }

        bool isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds);
        return isNumber && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : throw new RefusedException(Answer.BadRequest("invalid " + name));
    }

    /// <summary>A whole number that may be negative; null when absent.</summary>
    public int? Small(string name)
    {
        string text = Text(name);
        return text.Length == 0 ? null
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number
            : throw new RefusedException(Answer.BadRequest("invalid " + name));
    }

    /// <summary>One of the allowed words, or empty when absent.</summary>
    public string Word(string name, string details, params ReadOnlySpan<string> allowed)
    {
        string text = Text(name);
        return text.Length == 0 || allowed.Contains(text) ? text : throw new RefusedException(Answer.BadRequest(details));
    }

    /// <summary>A comma list; null when absent.</summary>
    public HashSet<string>? List(string name)
    {
        string text = Text(name);
        return text.Length == 0 ? null : new HashSet<string>(text.Split(','), StringComparer.Ordinal);
    }

    /// <summary>A parameter given once for each value.</summary>
    public IReadOnlyList<string> Repeated(string name) => [.. request.Query[name].OfType<string>()];

    /// <summary>
    /// Cuts one page out of the items. The cursor names the place and a mark of the list it belongs to; the reader can
    /// only pass it back.
    /// </summary>
    public (IReadOnlyList<T> Items, string Cursor) Page<T>(IReadOnlyList<T> items, int limit, string list)
    {
        int start = Start(list, items.Count);
        IReadOnlyList<T> page = [.. items.Skip(start).Take(limit)];
        int next = start + page.Count;
        string cursor = next < items.Count ? Convert.ToBase64String(Encoding.UTF8.GetBytes($"{list}:{next}")) : "";
        return (page, cursor);
    }

    /// <summary>
    /// Cuts one page out of a list that grows at its front. The cursor names the last item given, by a number that falls from
    /// item to item, so that what is new shifts no page.
    /// </summary>
    public (List<T> Items, string Cursor) Page<T>(IEnumerable<T> newestFirst, Func<T, long> number, int limit, string list)
    {
        long? last = Mark(list);
        List<T> page = [.. newestFirst.Where(item => last is null || number(item) < last).Take(limit + 1)];
        if (page.Count <= limit)
        {
            return (page, "");
        }

        page.RemoveAt(limit);
        return (page, Convert.ToBase64String(Encoding.UTF8.GetBytes($"{list}:{number(page[^1])}")));
    }

    private int Start(string list, int count) => Mark(list) switch
    {
        null => 0,
        >= 0 and long start when start <= count => (int)start,
        _ => throw new RefusedException(Answer.BadRequest("invalid cursor")),
    };

    private long? Mark(string list)
    {
        string cursor = Text("cursor");
        if (cursor.Length == 0)
        {
            return null;
        }

        byte[] bytes = new byte[cursor.Length];
        if (Convert.TryFromBase64String(cursor, bytes, out int length))
        {
            string[] parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':');
            if (parts.Length == 2 && parts[0] == list
                && long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long mark))
            {
                return mark;
            }
        }

        throw new RefusedException(Answer.BadRequest("invalid cursor"));
    }
}
