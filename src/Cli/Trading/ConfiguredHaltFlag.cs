using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>The halt file, and above it the configuration's own switch, which no command clears.</summary>
internal sealed class ConfiguredHaltFlag(IHaltFlag file, bool killSwitch) : IHaltFlag
{
    public TradingModeState Read() => killSwitch
        ? new TradingModeState(TradingMode.Halted, "trading.kill_switch is true", DateTimeOffset.UnixEpoch, NeedsPerson: true)
        : file.Read();

    public void Set(TradingModeState state) => file.Set(state);
}
