namespace Dutchbook.Kalshi;

/// <summary>One write, ready to go.</summary>
/// <param name="Target">Path and query under the base URL.</param>
/// <param name="Items">What a batch is billed for; 1 otherwise.</param>
/// <param name="Cancels">Takes risk away, and so may use the tokens kept back for that.</param>
internal sealed record WriteRequest(HttpMethod Method, string Target, SealedBody Body, int Items = 1, bool Cancels = false)
{
    /// <summary>Asked immediately before the first byte: why it must not leave after all, or null.</summary>
    public Func<string?>? WhyNot { get; init; }
}

/// <summary>A write was held back at the socket's edge; no part of its body has left.</summary>
internal sealed class HeldBackException(string reason) : Exception(reason);

/// <summary>What one try at a write brought: nothing left, an answer, or neither.</summary>
internal abstract record WriteReply(DateTimeOffset At)
{
    public sealed record NotSent(string Why, DateTimeOffset At) : WriteReply(At);

    public sealed record Lost(DoubtKind Kind, string Message, DateTimeOffset At) : WriteReply(At);

    /// <param name="Secrets">What must not be shown, should the answer repeat it.</param>
    public sealed record Answered(
        int Status, string Path, ReadOnlyMemory<byte> Body, IReadOnlyCollection<string> Secrets, DateTimeOffset At) : WriteReply(At);
}
