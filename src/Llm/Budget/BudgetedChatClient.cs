using System.Runtime.CompilerServices;
using Dutchbook.Domain;
using Microsoft.Extensions.AI;
using AM = Anthropic.Models.Messages;

namespace Dutchbook.Llm;

/// <summary>
/// Lets a call through only when the most it can cost fits into every limit, and writes down what it did cost. It is
/// the last client before the provider's own, so that nothing reaches the provider beside it.
/// </summary>
public sealed class BudgetedChatClient(IChatClient inner, ModelPrice price, ICallLedger ledger, BudgetLimits limits, TimeProvider time)
    : DelegatingChatClient(inner)
{
    /// <exception cref="BudgetReachedException">Nothing was sent.</exception>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        CallLabel label = CallLabel.Of(options);
        IReadOnlyList<ChatMessage> sent = [.. messages];
        Promises promises = ledger.Promise([label.Plan(time.GetUtcNow(), CallPricing.AtMost(price, sent, options, batch: false))], limits);
        if (promises.Reached is { } limit)
        {
            throw new BudgetReachedException(limit);
        }

        long id = promises.Ids[0];
        long started = time.GetTimestamp();
        try
        {
            ChatResponse response = await base.GetResponseAsync(sent, options, cancellationToken);
            ledger.Settle(id, End(response, time.GetElapsedTime(started)));
            return response;
        }
        catch (Exception error)
        {
            ModelFailure failure = ModelFailure.Of(error);
            ledger.Settle(id, new CallEnd
            {
                Outcome = failure.MayBeBilled ? CallOutcome.Unknown : CallOutcome.Failed,
                Cost = failure.MayBeBilled ? null : Money.Zero,
                Latency = time.GetElapsedTime(started),
                Detail = failure.ToString(),
            });
            throw;
        }
    }

    /// <summary>
    /// The whole answer at once: what is read piece by piece could be left half read and wholly billed.
    /// </summary>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ChatResponse response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (ChatResponseUpdate update in response.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    private CallEnd End(ChatResponse response, TimeSpan latency)
    {
        TokenUsage? usage = Usage(response);
        return new CallEnd
        {
            Outcome = response.FinishReason == ChatFinishReason.ContentFilter ? CallOutcome.Refused
                : response.FinishReason == ChatFinishReason.Length ? CallOutcome.Truncated
                : CallOutcome.Answered,
            Cost = usage is { } counted ? price.Of(counted, batch: false) : null,
            Usage = usage ?? default,
            Latency = latency,
            Detail = response.ResponseId ?? "",
        };
    }

    /// <summary>
    /// The tokens of an answer; null when the provider did not count them. Claude's own message says what was written
    /// to the cache; where only sums are known, whatever was not read from the cache is priced as the dearer of the
    /// two.
    /// </summary>
    private TokenUsage? Usage(ChatResponse response)
    {
        if (response.RawRepresentation is AM.Message message)
        {
            return AnthropicUsage.Of(message.Usage);
        }

        if (response.Usage?.InputTokenCount is not { } input || response.Usage.OutputTokenCount is not { } output)
        {
            return null;
        }

        long read = response.Usage.CachedInputTokenCount ?? 0;
        long rest = input - read;
        bool dear = price.CacheWrite > price.Input;
        return rest < 0 || read < 0 || output < 0 ? null : new TokenUsage(dear ? 0 : rest, dear ? rest : 0, read, output);
    }
}
