using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>Who makes vectors of what events are about.</summary>
internal enum EmbeddingProvider
{
    /// <summary>Candidates come from words alone.</summary>
    None,
    OpenAi,
    Voyage,
    Ollama,
}

/// <summary>Vectors of events as one more way to candidates.</summary>
[Section("Vectors of what events are about, as one more way to candidates for a model. The server is sent titles and the beginnings of "
    + "rules. Each text is asked about once.")]
internal sealed record EmbeddingsOptions
{
    [Setting("Which interface the server speaks: `none`, `open_ai` for any server with an embeddings address, `voyage`, or `ollama`.")]
    public EmbeddingProvider Provider { get; init; } = EmbeddingProvider.None;

    [Setting("The address of the server, where it is not the provider's own: https, or this machine itself.",
        Example = "http://127.0.0.1:11434")]
    public string? BaseUrl { get; init; }

    [Setting("The key, where the server needs one.", Example = "${EMBEDDINGS_API_KEY}", Secret = true)]
    public string? ApiKey { get; init; }

    [Setting("The model.", Example = "voyage-4-lite")]
    public string? Model { get; init; }

    [Setting("How many numbers a vector has; 0 for as many as the model gives by itself.", Min = "0", Max = "8192")]
    public int Dimensions { get; init; } = 256;

    [Setting("What a million tokens cost in dollars, for models that Dutchbook has no price of. A model without a price is not called; "
        + "one of `ollama` costs nothing.", Example = "0.02")]
    public string? Price { get; init; }

    [Setting("The most that the vectors of one search may cost, within the budgets of `llm`.", Min = "0", Max = "10000", Unit = "dollars")]
    public Money Budget { get; init; } = Money.FromMicros(100_000);
}
