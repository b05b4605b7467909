namespace Dutchbook.Dashboard;

/// <summary>One thing that can be asked for.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">With names in braces for what varies.</param>
/// <param name="Access">What it needs.</param>
/// <param name="Summary">What it tells or does, in a sentence.</param>
/// <param name="Answer">Null where nothing bears the name.</param>
internal sealed record Route(string Method, string Path, Access Access, string Summary, Func<Call, Task<ApiAnswer?>> Answer)
{
    private readonly string[] _segments = Path.Split('/');

    /// <summary>Names of query values, with what they mean.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Fields of the body, with what they mean.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; } = [];

    /// <summary>What the answer is.</summary>
    public string MediaType { get; init; } = "application/json";

    /// <summary>The name of the answer's shape among those of schemas.json; null for a file or text.</summary>
    public string? Schema { get; init; }

    public IEnumerable<string> Names =>
        _segments.Where(static segment => segment.StartsWith('{')).Select(static segment => segment.Trim('{', '}'));

    /// <summary>The values of the names in a path; null for a path that is not this route's.</summary>
    public IReadOnlyDictionary<string, string>? Match(string path)
    {
        string[] segments = path.Split('/');
        if (segments.Length != _segments.Length)
        {
            return null;
        }

        Dictionary<string, string> values = new(StringComparer.Ordinal);
        for (int i = 0; i < segments.Length; i++)
        {
            if (_segments[i].StartsWith('{') && segments[i].Length > 0)
            {
                values[_segments[i].Trim('{', '}')] = segments[i];
            }
            else if (!string.Equals(_segments[i], segments[i], StringComparison.Ordinal))
            {
                return null;
            }
        }

        return values;
    }
}
