using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>What goes wrong at the exchange itself around an order: before it is taken, and after.</summary>
internal sealed class VenueFaults(TradingFloor floor, FaultInjector injector, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<ITimer> _timers = [];

    public void Before(string where, string? ticker)
    {
        if (ticker is not null && floor.FindPit(ticker) is not null && injector.Strike(FaultKind.Fee, where) is { } times)
        {
            floor.ChargeTimes(ticker, times);
        }
    }

    public void After(string where, string? ticker, Account? account)
    {
        if (injector.Lasts(FaultKind.Stale, where) is { } stale)
        {
            floor.HoldReads(stale);
        }

        if (injector.Lasts(FaultKind.Maintenance, where) is { } down)
        {
            floor.Status = FloorStatus.Down;
            Later(down, () => floor.Status = FloorStatus.Open);
        }

        if (ticker is null || floor.FindPit(ticker) is not { } pit)
        {
            return;
        }

        if (injector.Strikes(FaultKind.Vanish, where))
        {
            floor.Withdraw(ticker, Side.Yes);
            floor.Withdraw(ticker, Side.No);
        }

        if (injector.Strike(FaultKind.Move, where) is { } cents)
        {
            floor.Shift(pit, (int)(cents / 1_000) * (cents % 2 == 0 ? 100 : -100));
        }

        if (account is not null && injector.Strikes(FaultKind.Stranger, where))
        {
            floor.TradeAsStranger(account, pit);
        }

        Market(where, pit);
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _timers.ForEach(static timer => timer.Dispose());
        }
    }

    private void Market(string where, Pit pit)
    {
        string ticker = pit.Listed.Ticker;
        if (injector.Lasts(FaultKind.ShardDown, where) is { } shardDown)
        {
            floor.SetShard(pit.Live.Listing.Shard, isDown: true);
            Later(shardDown, () => floor.SetShard(pit.Live.Listing.Shard, isDown: false));
        }

        if (injector.Lasts(FaultKind.Pause, where) is { } pause && floor.TryPause(ticker))
        {
            Later(pause, () => floor.TryResume(ticker));
        }

        if (injector.Strikes(FaultKind.CloseEarly, where))
        {
            floor.TryClose(ticker);
        }
    }

    private void Later(TimeSpan after, Action act)
    {
        lock (_gate)
        {
            _timers.Add(time.CreateTimer(_ => act(), state: null, after, Timeout.InfiniteTimeSpan));
        }
    }
}
