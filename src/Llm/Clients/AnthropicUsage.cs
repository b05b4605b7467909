using AM = Anthropic.Models.Messages;

namespace Dutchbook.Llm;

/// <summary>Claude's own count: <c>input_tokens</c> are only those after the last cache breakpoint.</summary>
internal static class AnthropicUsage
{
    public static TokenUsage Of(AM.Usage usage) => new(
        usage.InputTokens, usage.CacheCreationInputTokens ?? 0, usage.CacheReadInputTokens ?? 0, usage.OutputTokens);
}
