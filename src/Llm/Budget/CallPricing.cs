using System.Text;
using Dutchbook.Domain;
using Microsoft.Extensions.AI;

namespace Dutchbook.Llm;

/// <summary>
/// The most a call can cost, known without asking anybody. A token covers at least one byte of text, so a prompt never
/// has more tokens than bytes; the provider adds an instruction of its own for structured answers, for which there is
/// an allowance.
/// </summary>
public static class CallPricing
{
    /// <summary>
    /// Tokens a provider may add to what we send: its instruction for structured output, roles and separators.
    /// </summary>
    public const int Allowance = 2_000;

    public static long InputTokensAtMost(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        long bytes = Allowance;
        foreach (ChatMessage message in messages)
        {
            foreach (AIContent content in message.Contents)
            {
                bytes += content is TextContent text
                    ? Encoding.UTF8.GetByteCount(text.Text)
                    : throw new NotSupportedException($"only text is sent to models, not {content.GetType().Name}");
            }
        }

        return bytes
            + Encoding.UTF8.GetByteCount(options?.Instructions ?? "")
            + (options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } ? Encoding.UTF8.GetByteCount(schema.GetRawText()) : 0);
    }

    /// <summary>
    /// The cost bound of a call; throws where the length of the answer has no limit, because then the cost has none.
    /// </summary>
    public static Money AtMost(ModelPrice price, IEnumerable<ChatMessage> messages, ChatOptions? options, bool batch) => price.AtMost(
        InputTokensAtMost(messages, options),
        options?.MaxOutputTokens ?? throw new InvalidOperationException("a call without a limit on its output has no bound on its cost"),
        batch);
}
