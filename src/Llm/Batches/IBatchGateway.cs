namespace Dutchbook.Llm;

/// <summary>The bulk door of a provider: many questions at half the price, answered within a day.</summary>
public interface IBatchGateway
{
    /// <summary>Hands over a batch and returns the provider's id of it.</summary>
    Task<string> Submit(string model, IReadOnlyList<BatchItem> items, CancellationToken cancellation);

    Task<BatchState> Look(string id, CancellationToken cancellation);

    /// <summary>The results of a batch that has ended, in any order.</summary>
    IAsyncEnumerable<BatchLine> Results(string id, CancellationToken cancellation);

    /// <summary>The batches that the provider has, the newest first.</summary>
    IAsyncEnumerable<BatchState> Recent(CancellationToken cancellation);
}

/// <summary>A question with its name in the batch.</summary>
public sealed record BatchItem(string Name, ModelRequest Request);

/// <summary>How far a batch is.</summary>
public sealed record BatchState(string Id, DateTimeOffset CreatedAt, bool HasEnded)
{
    /// <summary>Questions that the provider has not come to an end with.</summary>
    public long Processing { get; init; }

    public long Succeeded { get; init; }

    /// <summary>Errors, and what was cancelled or expired: none of it is billed.</summary>
    public long Unanswered { get; init; }
}

/// <summary>One result: an answer, or why there is none.</summary>
public sealed record BatchLine
{
    public required string Name { get; init; }

    public required CallOutcome Outcome { get; init; }

    /// <summary>The text of an answer.</summary>
    public string Text { get; init; } = "";

    public TokenUsage Usage { get; init; }

    /// <summary>Errors, cancelled and expired questions are not billed.</summary>
    public bool IsBilled => Outcome is CallOutcome.Answered or CallOutcome.Refused or CallOutcome.Truncated;

    public string Detail { get; init; } = "";
}
