using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Tapes;

/// <summary>What a backtest trades with: the same limits as a live run.</summary>
public sealed record BacktestOptions
{
    public required RiskLimits Limits { get; init; }

    /// <summary>Paper dollars on each of the venue's shards.</summary>
    public Money Bankroll { get; init; } = Money.FromDollars(1_000);

    public MemberKind Member { get; init; } = MemberKind.Direct;

    /// <summary>The least that a unit basket must earn.</summary>
    public Money MinEdgePerUnit { get; init; } = Money.Zero;

    public IReadOnlyList<FillModel> Models { get; init; } = FillModel.Settings;

    public IReadOnlyList<FillModel> Delays { get; init; } = FillModel.Delays;

    public ReplayOptions Replay { get; init; } = new();
}
