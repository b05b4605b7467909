namespace Dutchbook.Dashboard;

/// <summary>
/// What a person may do from a dashboard. Each passes the same gate as the command line and is written to the log with who asked.
/// Null where nothing bears the id that was named.
/// </summary>
public interface IDashboardActions
{
    Task<ApiAnswer> HaltAsync(Wish wish, CancellationToken cancellation);

    Task<ApiAnswer> ReduceAsync(Wish wish, CancellationToken cancellation);

    Task<ApiAnswer> ResumeAsync(Wish wish, CancellationToken cancellation);

    /// <summary>Shows what a trade would do and lose, with a code that trades it once.</summary>
    Task<ApiAnswer?> PlanAsync(string opportunity, CancellationToken cancellation);

    /// <summary>Trades what a code was given for.</summary>
    Task<ApiAnswer?> TradeAsync(string opportunity, string code, Wish wish, CancellationToken cancellation);

    Task<ApiAnswer?> DecideAsync(string relation, RelationVerdict verdict, Wish wish, CancellationToken cancellation);

    /// <param name="texts">The hash of the texts that were read; where they are others by now, nothing is decided.</param>
    Task<ApiAnswer?> DecideMatchAsync(string match, MatchVerdict verdict, string texts, Wish wish, CancellationToken cancellation);
}

/// <summary>What a person decides about a relation.</summary>
public enum RelationVerdict
{
    Approve,
    Reject,
    Suspend,
}

/// <summary>What a person decides about a market elsewhere that rules took for ours.</summary>
public enum MatchVerdict
{
    Approve,
    Reject,
}

/// <summary>Who wants something, and why.</summary>
/// <param name="Reason">In words; empty where none was given.</param>
/// <param name="By">How the request came: the page, or a program with the instance's token.</param>
/// <param name="HasLooked">Although a check stands against it, which the person has looked at.</param>
public sealed record Wish(string Reason, string By, bool HasLooked);
