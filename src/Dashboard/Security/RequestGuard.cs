using Microsoft.AspNetCore.Http;

namespace Dutchbook.Dashboard;

/// <summary>What a request needs to be let in.</summary>
internal enum Access
{
    /// <summary>Nothing: it tells nothing that matters.</summary>
    Open,

    /// <summary>A session, or the instance's token.</summary>
    Read,

    /// <summary>The same, and it comes from our own page or from no page at all.</summary>
    Stream,

    /// <summary>The same, and it carries the header that no foreign page can send.</summary>
    Change,

    /// <summary>The instance's token: a session does not do.</summary>
    Instance,
}

/// <summary>Why a request is not let in.</summary>
internal sealed record Refusal(int Status, string Reason);

/// <summary>
/// Stands before everything. Other pages of the same browser, names that resolve to this machine, and programs of other users
/// reach the port; none of them gets past it.
/// </summary>
internal sealed class RequestGuard(AccessKeys keys, int port)
{
    public const string ChangeHeader = "X-Dutchbook";
    private readonly string[] _hosts = [$"127.0.0.1:{port}", $"localhost:{port}"];

    /// <summary>Of this port alone: browsers send cookies to every port of a host, so two instances must not share a name.</summary>
    public string CookieName { get; } = $"dutchbook-{port}";

    /// <summary>Null where it is let in.</summary>
    public Refusal? Check(HttpRequest request, Access access)
    {
        if (request.Headers.Host.Count != 1 || !_hosts.Contains(request.Headers.Host[0], StringComparer.OrdinalIgnoreCase))
        {
            return new Refusal(StatusCodes.Status421MisdirectedRequest, "This address is not served here.");
        }

        if (access == Access.Open)
        {
            return null;
        }

        bool hasToken = HasToken(request);
        if (!hasToken && (access == Access.Instance || !HasSession(request)))
        {
            return new Refusal(StatusCodes.Status401Unauthorized, access == Access.Instance
                ? "Only the token of instance.json opens this."
                : "Follow the link that the instance printed; `dutchbook dashboard --web` prints a new one.");
        }

        string site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is "cross-site" or "same-site")
        {
            return new Refusal(StatusCodes.Status403Forbidden, "A foreign page asked.");
        }

        return access is Access.Stream or Access.Change or Access.Instance ? CheckOrigin(request, access, site, hasToken) : null;
    }

    /// <summary>How the request was let in, for the log.</summary>
    public string CallerOf(HttpRequest request) => HasToken(request) ? "api" : "dashboard";

    private static Refusal? CheckOrigin(HttpRequest request, Access access, string site, bool hasToken)
    {
        bool isChange = access != Access.Stream;
        string origin = request.Headers.Origin.ToString();
        bool isOurs = origin.Length > 0 && string.Equals(origin, $"http://{request.Headers.Host[0]}", StringComparison.OrdinalIgnoreCase);
        if (origin.Length > 0 && !isOurs)
        {
            return new Refusal(StatusCodes.Status403Forbidden, "A foreign page asked.");
        }

        if (isChange && origin.Length == 0 && !hasToken)
        {
            return new Refusal(StatusCodes.Status403Forbidden, "The request does not say which page sent it (Origin).");
        }

        if (site.Length > 0 && site != "same-origin")
        {
            return new Refusal(StatusCodes.Status403Forbidden, "Only our own page may ask for this.");
        }

        return isChange && request.Headers[ChangeHeader] != "1"
            ? new Refusal(StatusCodes.Status403Forbidden, $"The header {ChangeHeader}: 1 is missing.")
            : null;
    }

    private bool HasSession(HttpRequest request) =>
        request.Cookies.TryGetValue(CookieName, out string? session) && keys.IsSession(session);

    private bool HasToken(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        string header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.Ordinal) && keys.IsInstance(header[Scheme.Length..].Trim());
    }
}
