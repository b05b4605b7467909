using Dutchbook.Dashboard;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>An edge as it was from an instant on.</summary>
internal sealed record EdgePoint(DateTimeOffset At, Money Edge, Money Fees, Quantity Units);

/// <summary>
/// Looks at the board four times a second: says which part of it is not as it was, and remembers how each edge went. However much
/// happens behind the board, nobody who looks is told more often.
/// </summary>
/// <param name="board">What is watched.</param>
/// <param name="time">The clock.</param>
/// <param name="written">Another number whenever something was written that people may have to decide on; null for never.</param>
internal sealed class BoardWatch(RunBoard board, TimeProvider time, Func<int>? written = null)
{
    public const string StatePart = "state";
    public const string OpportunitiesPart = "opportunities";
    public const string TradesPart = "trades";
    public const string RelationsPart = "relations";
    public const string QuotesPart = "quotes";
    private const int MostPoints = 600;
    private const int MostRemembered = 500;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    /// <summary>Counters that always grow are shown anew this often.</summary>
    private static readonly TimeSpan CountersStep = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (int Print, long Version)> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (ShownOpportunity Last, List<EdgePoint> Points)> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private DateTimeOffset _counted;
    private int _decisions;
    private long _number;

    public DashboardVersion Version
    {
        get
        {
            lock (_gate)
            {
                return new DashboardVersion(
                    _number, [.. _parts.Select(static part => KeyValuePair.Create(part.Key, part.Value.Version))]);
            }
        }
    }

    /// <summary>The version of one part.</summary>
    public long Of(string part)
    {
        lock (_gate)
        {
            return _parts.GetValueOrDefault(part).Version;
        }
    }

    /// <summary>A person decided something that the board does not show yet.</summary>
    public void Decided() => Interlocked.Increment(ref _decisions);

    /// <summary>What is there, or was there not long ago; null for what nobody remembers.</summary>
    public ShownOpportunity? Last(string id)
    {
        lock (_gate)
        {
            return _known.TryGetValue(id, out (ShownOpportunity Last, List<EdgePoint> Points) known) ? known.Last : null;
        }
    }

    public IReadOnlyList<EdgePoint> History(string id)
    {
        lock (_gate)
        {
            return _known.TryGetValue(id, out (ShownOpportunity Last, List<EdgePoint> Points) known) ? [.. known.Points] : [];
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Look();
            await Task.Delay(Step, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public void Look()
    {
        RunView view = board.Current;
        lock (_gate)
        {
            bool counts = view.At - _counted >= CountersStep;
            _counted = counts ? view.At : _counted;
            bool isNew = Take(StatePart, counts ? HashCode.Combine(Print(view), view.At) : _parts.GetValueOrDefault(StatePart).Print);
            isNew |= Take(QuotesPart, counts ? HashCode.Combine(view.Pass?.Number, view.Look?.Quotes) : _parts.GetValueOrDefault(QuotesPart).Print);
            isNew |= Take(OpportunitiesPart, PrintOpportunities(view));
            isNew |= Take(TradesPart, PrintTrades(view.Desk));
            isNew |= Take(RelationsPart, HashCode.Combine(
                view.Pass?.Number, Volatile.Read(ref _decisions), written?.Invoke() ?? 0));
            isNew |= Take("mode", Print(view));
            _number += isNew ? 1 : 0;
            foreach (ShownOpportunity item in view.Opportunities)
            {
                Remember(item, view.At);
            }
        }
    }

    private bool Take(string part, int print)
    {
        (int Print, long Version) known = _parts.GetValueOrDefault(part);
        if (known.Version > 0 && known.Print == print)
        {
            return false;
        }

        _parts[part] = (print, known.Version + 1);
        return true;
    }

    private void Remember(ShownOpportunity item, DateTimeOffset at)
    {
        Opportunity now = item.Opportunity;
        if (!_known.TryGetValue(now.Id, out (ShownOpportunity Last, List<EdgePoint> Points) known))
        {
            known = (item, []);
            _order.Enqueue(now.Id);
            while (_order.Count > MostRemembered)
            {
                _known.Remove(_order.Dequeue());
            }
        }

        if (known.Points is not [.., var last] || last.Edge != now.Edge || last.Units != now.Units || last.Fees != now.Fees)
        {
            if (known.Points.Count >= MostPoints)
            {
                known.Points.RemoveAt(0);
            }

            known.Points.Add(new EdgePoint(at, now.Edge, now.Fees, now.Units));
        }

        _known[now.Id] = (item, known.Points);
    }

    private static int Print(RunView view)
    {
        HashCode print = new();
        print.Add(view.Pass?.Number);
        print.Add(view.Desk?.Mode);
        print.Add(view.Desk?.IsReconciled);
        foreach (LayerState layer in view.Layers)
        {
            print.Add(layer.Name, StringComparer.Ordinal);
            print.Add(layer.Health);
        }

        return print.ToHashCode();
    }

    private static int PrintOpportunities(RunView view)
    {
        HashCode print = new();
        print.Add(view.Pass?.Number);
        foreach (ShownOpportunity item in view.Opportunities)
        {
            Opportunity shown = item.Opportunity;
            print.Add(shown.Id, StringComparer.Ordinal);
            print.Add(HashCode.Combine(shown.Status, shown.Edge, shown.Units, shown.Cost, shown.Fees, shown.Confidence, shown.Available));
            print.Add(item.TradeId, StringComparer.Ordinal);
            print.Add(item.NotTraded, StringComparer.Ordinal);
            print.Add(item.Outside?.Verdict);
            print.Add(item.Episode.FirstSeen);
        }

        return print.ToHashCode();
    }

    private static int PrintTrades(DeskView? desk)
    {
        HashCode print = new();
        foreach (DeskTrade trade in desk?.Trades ?? [])
        {
            print.Add(trade.State.Plan.TradeId, StringComparer.Ordinal);
            print.Add(HashCode.Combine(
                trade.State.Phase, trade.Account.Spent, trade.Account.Orders, trade.Cash, trade.HeldCost, trade.Account.HasOpenOrder));
        }

        foreach (OrderState order in desk?.Orders ?? [])
        {
            print.Add(HashCode.Combine(order.Phase, order.Filled(), order.ChangedAt));
        }

        return print.ToHashCode();
    }
}
