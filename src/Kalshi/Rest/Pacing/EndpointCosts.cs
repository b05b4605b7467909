namespace Dutchbook.Kalshi;

/// <summary>What each endpoint costs in tokens. The venue lists only those whose cost differs from the default.</summary>
public sealed class EndpointCosts
{
    private const string Root = "/trade-api/v2";
    private readonly List<(string Method, string[] Parts, int Cost)> _listed;

    public EndpointCosts(int defaultCost, IEnumerable<(string Method, string Path, int Cost)> listed)
    {
        Default = defaultCost;
        _listed = [.. listed.Select(static item => (item.Method, Split(item.Path), item.Cost))];
    }

    public static EndpointCosts Documented { get; } = new(TokenRate.DefaultCost, []);

    public int Default { get; }

    /// <summary>The cost of a path such as <c>/markets/ABC</c>. A literal part of a listed path beats a placeholder.</summary>
    public int Of(string method, string path)
    {
        string[] parts = Split(path);
        (int cost, int best) = (Default, -1);
        foreach ((string listedMethod, string[] pattern, int listedCost) in _listed)
        {
            int literal = Match(pattern, parts);
            if (literal > best && string.Equals(listedMethod, method, StringComparison.OrdinalIgnoreCase))
            {
                (cost, best) = (listedCost, literal);
            }
        }

        return cost;
    }

    /// <summary>How many parts agree to the letter, or -1 where one differs.</summary>
    private static int Match(string[] pattern, string[] parts)
    {
        if (pattern.Length != parts.Length)
        {
            return -1;
        }

        int literal = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            bool open = pattern[i] is ['{', .., '}'] or [':', _, ..];
            if (!open && pattern[i] != parts[i])
            {
                return -1;
            }

            literal += open ? 0 : 1;
        }

        return literal;
    }

    private static string[] Split(string path)
    {
        int query = path.IndexOf('?', StringComparison.Ordinal);
        string bare = query < 0 ? path : path[..query];
        return (bare.StartsWith(Root, StringComparison.Ordinal) ? bare[Root.Length..] : bare)
            .Split('/', StringSplitOptions.RemoveEmptyEntries);
    }
}
