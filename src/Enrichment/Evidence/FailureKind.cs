namespace Dutchbook.Enrichment;

/// <summary>What is wrong with a source or with what it said.</summary>
public enum FailureKind
{
    /// <summary>It needs a key or an address that is not configured.</summary>
    NotConfigured,

    /// <summary>No connection, or one that broke.</summary>
    Unreachable,

    TimedOut,

    /// <summary>It asked for patience more often than we had any.</summary>
    RateLimited,

    /// <summary>It does not let us in: a wrong key, or no access from here.</summary>
    Refused,

    NotFound,

    ServerFault,

    /// <summary>A web page where data should be.</summary>
    NotData,

    /// <summary>Data of another shape: a field renamed, missing or of another type.</summary>
    Malformed,

    /// <summary>More bytes than any honest answer has.</summary>
    TooLarge,

    /// <summary>A number that cannot be: a probability above 1, a rate of 400 %, not a number at all.</summary>
    OutOfRange,

    /// <summary>The value is marked as not available.</summary>
    Missing,

    /// <summary>It claims to be from a time that has not come.</summary>
    FromTheFuture,

    /// <summary>Too old to speak for the present.</summary>
    Stale,

    /// <summary>Its words are meant for a language model and not for a reader.</summary>
    GivesOrders,
}

public static class FailureKindExtensions
{
    /// <summary>The words in tables and JSON.</summary>
    public static string Word(this FailureKind kind) => kind switch
    {
        FailureKind.NotConfigured => "not configured",
        FailureKind.Unreachable => "unreachable",
        FailureKind.TimedOut => "timed out",
        FailureKind.RateLimited => "rate limited",
        FailureKind.Refused => "refused",
        FailureKind.NotFound => "not found",
        FailureKind.ServerFault => "server fault",
        FailureKind.NotData => "not data",
        FailureKind.Malformed => "malformed",
        FailureKind.TooLarge => "too large",
        FailureKind.OutOfRange => "out of range",
        FailureKind.Missing => "missing",
        FailureKind.FromTheFuture => "from the future",
        FailureKind.Stale => "stale",
        FailureKind.GivesOrders => "gives orders",
    };
}
