namespace Dutchbook.Kalshi;

/// <summary>Why a read failed.</summary>
public enum KalshiErrorKind
{
    /// <summary>The configured key cannot be used; nothing was sent.</summary>
    Key,

    /// <summary>429: the venue's token bucket is empty.</summary>
    RateLimited,

    /// <summary>401: signature, key id or clock.</summary>
    Unauthorized,

    /// <summary>403: the key may not do this.</summary>
    Forbidden,
    NotFound,

    /// <summary>Another 4xx.</summary>
    BadRequest,

    /// <summary>5xx.</summary>
    Unavailable,

    /// <summary>3xx: not followed, because the signed headers would go along.</summary>
    Redirected,

    /// <summary>No connection, or one that broke.</summary>
    Network,
    Timeout,
    TooLarge,

    /// <summary>Said to be an answer, but empty, an HTML page, or text that is not JSON.</summary>
    NotJson,

    /// <summary>JSON of another shape than documented, or a listing that loops.</summary>
    WrongShape,
}
