namespace Dutchbook.Dashboard;

/// <summary>
/// Who may look and act: whoever follows a link once, with the session that it opens, and programs that read the instance's own
/// token. Nothing of it outlives the process.
/// </summary>
internal sealed class AccessKeys(TimeProvider time, string instanceToken)
{
    /// <summary>A link that nobody followed is worth nothing after this.</summary>
    public static readonly TimeSpan LinkLasts = TimeSpan.FromHours(12);

    /// <summary>A browser left alone asks for a new link after this.</summary>
    public static readonly TimeSpan SessionLasts = TimeSpan.FromDays(7);

    private const int MostLinks = 32;
    private const int MostSessions = 64;
    private readonly Lock _gate = new();
    private readonly List<(string Hash, DateTimeOffset Until)> _links = [];
    private readonly List<(string Hash, DateTimeOffset Until)> _sessions = [];
    private readonly string _instanceHash = Secret.HashOf(instanceToken);

    /// <summary>A token for one link.</summary>
    public string NewLink() => Remember(_links, MostLinks, LinkLasts);

    /// <summary>Opens a session for a link's token, which is used up; null for one that is not good.</summary>
    public string? Enter(string link)
    {
        lock (_gate)
        {
            if (!Take(_links, Secret.HashOf(link)))
            {
                return null;
            }
        }

        return Remember(_sessions, MostSessions, SessionLasts);
    }

    public bool IsSession(string session)
    {
        string hash = Secret.HashOf(session);
        lock (_gate)
        {
            DateTimeOffset now = time.GetUtcNow();
            return _sessions.Exists(known => known.Until > now && string.Equals(known.Hash, hash, StringComparison.Ordinal));
        }
    }

    public bool IsInstance(string token) =>
        token.Length > 0 && string.Equals(Secret.HashOf(token), _instanceHash, StringComparison.Ordinal);

    private string Remember(List<(string Hash, DateTimeOffset Until)> list, int most, TimeSpan lasts)
    {
        string secret = Secret.New();
        lock (_gate)
        {
            if (list.Count >= most)
            {
                list.RemoveAt(0);
            }

            list.Add((Secret.HashOf(secret), time.GetUtcNow() + lasts));
        }

        return secret;
    }

    private bool Take(List<(string Hash, DateTimeOffset Until)> list, string hash)
    {
        DateTimeOffset now = time.GetUtcNow();
        list.RemoveAll(known => known.Until <= now);
        return list.RemoveAll(known => string.Equals(known.Hash, hash, StringComparison.Ordinal)) > 0;
    }
}
