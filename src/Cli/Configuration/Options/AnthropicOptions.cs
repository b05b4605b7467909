namespace Dutchbook.Cli;

/// <summary>The language model that proposes relations.</summary>
[Section("The language model that proposes relations. Relations proven from strikes, dates and flags need none.")]
internal sealed record AnthropicOptions
{
    [Setting("The API key.", Example = "${ANTHROPIC_API_KEY}", Secret = true)]
    public string? ApiKey { get; init; }

    [Setting("The model for bulk work.")]
    public string ScanModel { get; init; } = "claude-sonnet-5-5";

    [Setting("The model for second opinions.")]
    public string ValidateModel { get; init; } = "claude-opus-5-5";
}
