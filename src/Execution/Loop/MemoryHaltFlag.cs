namespace Dutchbook.Execution;

/// <summary>A kill switch that lives as long as its process, for demonstrations and tests.</summary>
public sealed class MemoryHaltFlag : IHaltFlag
{
    private volatile TradingModeState _state = new(TradingMode.Active, "", DateTimeOffset.UnixEpoch);

    public TradingModeState Read() => _state;

    public void Set(TradingModeState state) => _state = state;
}
