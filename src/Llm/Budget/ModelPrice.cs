using Dutchbook.Domain;

namespace Dutchbook.Llm;

/// <summary>
/// What a model costs for a million tokens. A call is priced in whole micro-dollars, rounded up once.
/// </summary>
public sealed record ModelPrice
{
    private const long Million = 1_000_000;

    public required Money Input { get; init; }

    public required Money Output { get; init; }

    /// <summary>Writing a prefix into the cache for an hour.</summary>
    public required Money CacheWrite { get; init; }

    public required Money CacheRead { get; init; }

    /// <summary>
    /// Prompts of more tokens are priced by <see cref="Long"/>; null where every length costs the same.
    /// </summary>
    public long? LongAbove { get; init; }

    public ModelPrice? Long { get; init; }

    /// <summary>Nothing is charged: a model that runs on the user's own machine.</summary>
    public static ModelPrice Free { get; } = new()
    {
        Input = Money.Zero,
        Output = Money.Zero,
        CacheWrite = Money.Zero,
        CacheRead = Money.Zero,
    };

    /// <summary>What a call cost; a batch is half of it.</summary>
    public Money Of(TokenUsage usage, bool batch)
    {
        if (Long is not null && usage.AllInput > LongAbove)
        {
            return Long.Of(usage, batch);
        }

        Int128 cost = ((Int128)usage.Input * Input.Micros) + ((Int128)usage.CacheWrite * CacheWrite.Micros)
            + ((Int128)usage.CacheRead * CacheRead.Micros) + ((Int128)usage.Output * Output.Micros);
        Int128 unit = batch ? 2 * Million : Million;
        return Money.FromMicros(checked((long)((cost + unit - 1) / unit)));
    }

    /// <summary>
    /// The most that a call can cost: all of its input is written to the cache, and the output is as long as allowed.
    /// </summary>
    public Money AtMost(long inputTokens, long outputTokens, bool batch)
    {
        ModelPrice price = Long is not null && inputTokens > LongAbove ? Long : this;
        bool cached = price.CacheWrite > price.Input;
        return price.Of(new TokenUsage(cached ? 0 : inputTokens, cached ? inputTokens : 0, 0, outputTokens), batch);
    }
}
