namespace Dutchbook.Execution;

/// <summary>
/// When a list that lacks an order proves that it was never taken. The venue refuses a request whose signed time is too old;
/// once that window, the error of clocks and a margin have passed since the bytes could last have left, an order that is not
/// there will not come. One list is not enough: its own time is approximate.
/// </summary>
public sealed record Fence
{
    /// <summary>From the last moment at which bytes could leave. Not measured on the venue yet, hence long.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Between the two lists that must both lack it.</summary>
    public TimeSpan Between { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>True of a list that reaches past the fence.</summary>
    public bool Passed(DateTimeOffset sendBy, DateTimeOffset asOf) => asOf >= sendBy + Wait;
}
