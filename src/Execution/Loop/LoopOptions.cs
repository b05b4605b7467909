namespace Dutchbook.Execution;

/// <summary>How often the loop looks, and how long it waits.</summary>
public sealed record LoopOptions
{
    public int Subaccount { get; init; }

    public Fence Fence { get; init; } = new();

    /// <summary>Between two looks at one order.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>An order without an answer is looked up after this.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A reading that did not come is asked for again after this.</summary>
    public TimeSpan ReadWithin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>All new fills, whatever the stream told.</summary>
    public TimeSpan DropCopyEvery { get; init; } = TimeSpan.FromSeconds(15);

    public TimeSpan ReconcileEvery { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan SettlementsEvery { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a difference must stand before it halts: reads lag, and a settlement may just have been paid.</summary>
    public TimeSpan DifferenceStands { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How far before an order was sent its list begins: clocks differ.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Trades wait while trading is halted and no trade is begun before the account was compared.</summary>
    public bool RequiresReconciliation { get; init; } = true;
}
