using Dutchbook.Domain;

namespace Dutchbook.Cli;

/// <summary>Which interface the model server speaks.</summary>
internal enum LlmProvider
{
    /// <summary>Claude's own.</summary>
    Anthropic,

    /// <summary>Chat completions, as OpenAI has them, and Ollama, and most others.</summary>
    OpenAi,
}

/// <summary>Who answers questions about rules, and what that may cost.</summary>
[Section("Who answers questions about rules, and what that may cost. The budgets are never exceeded: a call is made only when the "
    + "most it can cost fits into all of them.")]
internal sealed record LlmOptions
{
    [Setting("Which interface the model speaks: `anthropic` (with `anthropic.api_key`), or `open_ai` for any server with chat "
        + "completions, Ollama included. Its models are named by `anthropic.scan_model` and `anthropic.validate_model`.")]
    public LlmProvider Provider { get; init; } = LlmProvider.Anthropic;

    [Setting("The address of the server, where it is not Claude's: https, or this machine itself.",
        Example = "http://127.0.0.1:11434/v1")]
    public string? BaseUrl { get; init; }

    [Setting("The key for `base_url`, where it needs one and is not Claude's.", Example = "${LLM_API_KEY}", Secret = true)]
    public string? ApiKey { get; init; }

    [Setting("What a million tokens cost, input and output in dollars, for models that Dutchbook has no price of; `0/0` for one that "
        + "runs on your own machine. A model without a price is not called.", Example = "0/0")]
    public string? Price { get; init; }

    [Setting("The most that a day may cost (UTC), whatever --llm-budget says.", Min = "0", Max = "10000", Unit = "dollars")]
    public Money BudgetPerDay { get; init; } = Money.FromDollars(5);

    [Setting("The most that a month may cost (UTC), whatever --llm-budget says.", Min = "0", Max = "100000", Unit = "dollars")]
    public Money BudgetPerMonth { get; init; } = Money.FromDollars(50);
}
