namespace Dutchbook.Kalshi;

/// <summary>How the live feed behaves.</summary>
public sealed record FeedOptions
{
    /// <summary>
    /// A message that was older when it arrived makes the books of its connection unusable until a fresh one comes.
    /// </summary>
    public TimeSpan MostAge { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A connection that said nothing for so long is asked for a sign of life, and its books are not decided on.
    /// </summary>
    public TimeSpan MostSilence { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a command, or a sign of life, may take.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a snapshot that was asked for may take before it is asked for again.</summary>
    public TimeSpan SnapshotTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a market whose book was refused is left alone.</summary>
    public TimeSpan RefusedFor { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long a book may stay crossed before it counts as wrong. The venue's changes cross real books for some
    /// milliseconds.
    /// </summary>
    public TimeSpan MostCrossed { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// NO bids come by the price of YES that they offer. The venue is going to make that its only form; older
    /// recordings have the other.
    /// </summary>
    public bool NoInYesPrices { get; init; } = true;

    /// <summary>Markets named in one command.</summary>
    public int MarketsPerCommand { get; init; } = 100;

    /// <summary>
    /// Longer than the first wait after a lost connection no wait is at the start; it doubles up to the longest.
    /// </summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc cref="FirstWait"/>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>No message is larger; whoever sends one is not the venue.</summary>
    public int LargestFrame { get; init; } = 8 * 1024 * 1024;
}

/// <summary>What a connection is for.</summary>
[Flags]
public enum FeedChannels
{
    None = 0,

    /// <summary>The touch of every market of the exchange.</summary>
    Ticker = 1,

    /// <summary>What happens to markets and events.</summary>
    Lifecycle = 2,

    /// <summary>Books of the markets wanted.</summary>
    Books = 4,

    /// <summary>Our own orders and fills.</summary>
    Private = 8,
}
