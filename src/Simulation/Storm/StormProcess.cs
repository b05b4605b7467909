using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Simulation;

/// <summary>
/// One process of the trading command: the real loop, pumped from virtual time. It dies where the storm says, and then whatever
/// it awaited comes to nobody; bytes that have left stay left.
/// </summary>
internal sealed class StormProcess : ITradingEvents
{
    private readonly Storm _storm;
    private readonly ExecutionLoop _loop;
    private readonly Dice _waits;

    public StormProcess(Storm storm, int generation)
    {
        _storm = storm;
        Generation = generation;
        _waits = new Dice(storm.Options.Seed, "waits " + generation.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Fence fence = storm.Options.Variant switch
        {
            Variant.TrustFirstNotFound => new Fence { Wait = TimeSpan.FromDays(-1), Between = TimeSpan.Zero },
            Variant.FenceTooShort => new Fence { Wait = TimeSpan.FromSeconds(1) },
            _ => new Fence(),
        };
        LoopOptions options = new() { Fence = fence };
        _loop = new ExecutionLoop(
            storm.Remembered(), new RiskGate(Storm.Limits, storm.Flag), storm.Flag, this, options, storm.Time.Now);
    }

    public int Generation { get; }

    public bool IsAlive { get; private set; } = true;

    public ExecutionLoop Loop => _loop;

    public void Start()
    {
        Run(() => _loop.Start(_storm.Time.Now));
        Tick();
    }

    public void Feed(LoopInput input)
    {
        if (IsAlive)
        {
            _storm.Trace(input.GetType().Name);
            Run(() => _loop.Handle(input));
        }
    }

    public void Raise(TradingEvent what) => _storm.Heard(what);

    private void Tick()
    {
        if (IsAlive)
        {
            Feed(new LoopInput.Tick(_storm.Time.Now));
            _storm.Time.After(TimeSpan.FromMilliseconds(500), Tick);
        }
    }

    private void Run(Func<IReadOnlyList<LoopCommand>> turn)
    {
        try
        {
            foreach (LoopCommand command in turn())
            {
                if (_storm.Dies("before a command"))
                {
                    throw new ProcessDied("before a command");
                }

                Carry(command);
            }
        }
        catch (Exception end) when (end is ProcessDied or IOException)
        {
            IsAlive = false;
            _storm.Died(end.Message);
        }
    }

    private void Carry(LoopCommand command)
    {
        StormVenue venue = _storm.Venue;
        DateTimeOffset Now() => _storm.Time.Now;
        switch (command)
        {
            case LoopCommand.Submit submit:
                TimeSpan wait = _storm.Faults.Fires(FaultKind.SendDelayed)
                    ? _storm.Faults.Delay(FaultKind.SendDelayed, 100, 5_000)
                    : _waits.Milliseconds(0, 50);
                _storm.Time.After(wait, () => Send(submit.Order));
                break;
            case LoopCommand.Cancel cancel:
                venue.Cancel(cancel.Order, answer => Feed(new LoopInput.CancelAnswered(Now(), cancel.ClientOrderId, answer)));
                break;
            case LoopCommand.ReadViews views:
                venue.ReadViews(views.Tickers, read => Feed(new LoopInput.ViewsRead(Now(), views.TradeId, read)));
                break;
            case LoopCommand.ReadOrders orders:
                venue.Read((history, at) => history.OrdersAt(at, orders.Query),
                    reading => Feed(new LoopInput.OrdersRead(Now(), orders.ClientOrderId, reading)));
                break;
            case LoopCommand.ReadFills fills:
                venue.Read((history, at) => history.FillsAt(at, fills.Query),
                    reading => Feed(new LoopInput.FillsRead(Now(), fills.Query, reading)));
                break;
            case LoopCommand.ReadPositions:
                venue.Read(static (history, at) => history.PositionsAt(at),
                    reading => Feed(new LoopInput.PositionsRead(Now(), reading)));
                break;
            case LoopCommand.ReadBalances:
                venue.Read(static (history, at) => history.BalancesAt(at),
                    reading => Feed(new LoopInput.BalancesRead(Now(), reading)));
                break;
            case LoopCommand.ReadSettlements:
                venue.Read(static (history, at) => history.SettlementsAt(at),
                    reading => Feed(new LoopInput.SettlementsRead(Now(), reading)));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(command), command, "no known command");
        }
    }

    /// <summary>The gateway of the storm, with the discipline the port demands.</summary>
    private void Send(ApprovedOrder order)
    {
        if (!IsAlive)
        {
            return;
        }

        OrderIntent intent = order.Intent;
        if (!order.MayBeSent(_storm.Time.Now, out string reason))
        {
            Feed(new LoopInput.Answered(_storm.Time.Now, intent.ClientOrderId,
                new SubmitAnswer.Rejected(RejectionKind.NotSent, "", reason)));
            return;
        }

        _storm.CheckSend(order);
        if (_storm.Options.Variant == Variant.NoUnwind && intent.Purpose == OrderPurpose.Unwind)
        {
            Feed(new LoopInput.Answered(_storm.Time.Now, intent.ClientOrderId,
                new SubmitAnswer.Rejected(RejectionKind.NotSent, "", "never unwinds")));
            return;
        }

        _storm.Trace(intent.ClientOrderId);
        _storm.Venue.Send(intent, answer => Feed(new LoopInput.Answered(_storm.Time.Now, intent.ClientOrderId, Twist(intent, answer))));
    }

    /// <summary>What the wrong protocols make of an answer.</summary>
    private SubmitAnswer Twist(OrderIntent intent, SubmitAnswer answer)
    {
        switch (_storm.Options.Variant)
        {
            case Variant.TimeoutIsFailure when answer is SubmitAnswer.Unknown unknown:
                return new SubmitAnswer.Rejected(RejectionKind.Other, "", unknown.Reason);
            case Variant.RetryWithNewId when answer is SubmitAnswer.Unknown:
                _storm.Venue.Send(intent with { ClientOrderId = intent.ClientOrderId + "r" }, static _ => { });
                return answer;
            case Variant.ExistsIsFilled when answer is SubmitAnswer.Exists or SubmitAnswer.Unknown:
                return new SubmitAnswer.Accepted("", intent.Quantity, Quantity.Zero, _storm.Time.Now);
            default:
                return answer;
        }
    }
}
