namespace Dutchbook.Tapes;

/// <summary>
/// What is taken for granted between our decision and its fill. A tape shows what others did and not what they would have done, so that
/// every backtest stands on such a choice; here it has a name and stands beside its alternatives.
/// </summary>
/// <param name="Name">One word.</param>
/// <param name="OrderDelay">From sending an order to its meeting the book, which by then has moved on.</param>
/// <param name="ReadDelay">From asking for books to reading them.</param>
/// <param name="SharePercent">How much of what is displayed is there for us; the rest goes to others who want the same.</param>
public sealed record FillModel(string Name, TimeSpan OrderDelay, TimeSpan ReadDelay, int SharePercent)
{
    /// <summary>A slow line, and half of every level gone before us.</summary>
    public static FillModel Pessimistic { get; } =
        new("pessimistic", TimeSpan.FromMilliseconds(500), TimeSpan.FromMilliseconds(250), 50);

    /// <summary>What was measured of a good line to the venue, and four fifths of every level.</summary>
    public static FillModel Realistic { get; } =
        new("realistic", TimeSpan.FromMilliseconds(80), TimeSpan.FromMilliseconds(60), 80);

    /// <summary>No delay, and all that is displayed.</summary>
    public static FillModel Optimistic { get; } = new("optimistic", TimeSpan.Zero, TimeSpan.Zero, 100);

    /// <summary>The three side by side.</summary>
    public static IReadOnlyList<FillModel> Settings { get; } = [Pessimistic, Realistic, Optimistic];

    /// <summary>The realistic one with other delays, to see what a faster or slower line is worth.</summary>
    public static IReadOnlyList<FillModel> Delays { get; } =
    [
        .. ((int[])[0, 20, 50, 100, 250, 500, 1_000, 2_000]).Select(static delay => Realistic with
        {
            Name = $"{delay} ms",
            OrderDelay = TimeSpan.FromMilliseconds(delay),
            ReadDelay = TimeSpan.FromMilliseconds(delay),
        }),
    ];
}
