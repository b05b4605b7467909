namespace Dutchbook.Llm;

/// <summary>A model that answers questions in JSON: what the layers see of it.</summary>
public interface IModel
{
    /// <summary>The name of the model, as the provider has it.</summary>
    string Name { get; }

    /// <summary>
    /// Asks, or takes the answer that was given before to the same question. It never throws what the outside world did
    /// wrong.
    /// </summary>
    Task<ModelAnswer> Ask(ModelRequest request, CancellationToken cancellation);
}

/// <summary>A question with everything that decides its answer.</summary>
public sealed record ModelRequest
{
    /// <summary>What is asked, such as "form" or "pairs"; part of the key of the answer.</summary>
    public required string Purpose { get; init; }

    public required string PromptVersion { get; init; }

    /// <summary>The hash of everything the question is about: the rules of its markets.</summary>
    public required string Subject { get; init; }

    /// <summary>The part that is the same for every question of a purpose, so that the provider can cache it.</summary>
    public required string System { get; init; }

    public required string User { get; init; }

    /// <summary>The JSON schema of the answer.</summary>
    public required string Schema { get; init; }

    public int MaxOutputTokens { get; init; } = 4_096;
}

/// <summary>How a model answered.</summary>
public abstract record ModelAnswer
{
    private ModelAnswer()
    {
    }

    /// <summary>JSON text. It is from outside: the schema was asked for, and is not believed.</summary>
    public sealed record Given(string Json, bool FromCache) : ModelAnswer;

    /// <summary>The model declined; asking again would be billed again.</summary>
    public sealed record Refused(bool FromCache) : ModelAnswer;

    /// <summary>The answer did not fit into the limit, even into a larger one.</summary>
    public sealed record Truncated : ModelAnswer;

    public sealed record Failed(ModelFailure Failure) : ModelAnswer;

    /// <summary>Nothing was sent.</summary>
    public sealed record OverBudget(string Limit) : ModelAnswer;
}
