namespace Dutchbook.Llm;

/// <summary>Tokens of one call as the provider counts and prices them: the four kinds never overlap.</summary>
public readonly record struct TokenUsage(long Input, long CacheWrite, long CacheRead, long Output)
{
    /// <summary>Everything that was read, cached or not.</summary>
    public long AllInput => Input + CacheWrite + CacheRead;

    public static TokenUsage operator +(TokenUsage left, TokenUsage right) => new(
        left.Input + right.Input, left.CacheWrite + right.CacheWrite, left.CacheRead + right.CacheRead, left.Output + right.Output);

    public override string ToString() => $"{AllInput} in, {Output} out";
}
