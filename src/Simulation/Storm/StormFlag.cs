using Dutchbook.Execution;

namespace Dutchbook.Simulation;

/// <summary>The durable halt flag of a storm: it outlives processes.</summary>
internal sealed class StormFlag(Func<DateTimeOffset> now) : IHaltFlag
{
    private TradingModeState _state = new(TradingMode.Active, "", DateTimeOffset.UnixEpoch);

    /// <summary>Since when it stands as it does.</summary>
    public DateTimeOffset SetAt { get; private set; }

    public TradingModeState Read() => _state;

    public void Set(TradingModeState state) => (_state, SetAt) = (state, now());
}
