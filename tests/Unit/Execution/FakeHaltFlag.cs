using Dutchbook.Execution;

namespace Dutchbook.Unit.Execution;

internal sealed class FakeHaltFlag : IHaltFlag
{
    public TradingModeState State { get; set; } = new(TradingMode.Active, "", DateTimeOffset.UnixEpoch);

    public int Reads { get; private set; }

    public TradingModeState Read()
    {
        Reads++;
        return State;
    }

    public void Set(TradingModeState state) => State = state;
}
