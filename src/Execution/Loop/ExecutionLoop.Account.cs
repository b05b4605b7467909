using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <content>The account: compared with the venue, taken over, settled.</content>
public sealed partial class ExecutionLoop
{
    /// <summary>The holder of what was in the account before us.</summary>
    public const string ForeignHolder = "foreign";

    private readonly SortedSet<string> _closedMarkets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _paidAt = new(StringComparer.Ordinal);
    private VenueBalances? _cash;
    private DateTimeOffset? _adoptedAt;
    private DateTimeOffset _lastMove;
    private DateTimeOffset? _positionsDifferSince;
    private DateTimeOffset? _cashDiffersSince;
    private bool _positionsAgree;
    private bool _cashAgrees;
    private bool _comparesWhenStill;
    private string? _toldDifference;

    /// <summary>What a reading says can be compared only while nothing of ours moves, and once it reaches past the last move.</summary>
    private bool IsComparable(DateTimeOffset asOf) => asOf >= _lastMove && IsStill();

    /// <summary>No order of ours can fill any more, and all that was filled is known.</summary>
    private bool IsStill()
    {
        foreach (OrderState order in _orders.Values)
        {
            if (!order.IsSettled())
            {
                return false;
            }
        }

        return _orphans.Count == 0;
    }

    /// <summary>
    /// What a reading could not be compared for is soon over: reads lag, so that the next one may already reach past the last move,
    /// and an order under way ends. For that a process waits that lets no trade begin until books and account were found to agree;
    /// in the middle of trades the next reading in its turn is soon enough.
    /// </summary>
    private void CompareSoon(DateTimeOffset asOf)
    {
        if (!IsStill())
        {
            _comparesWhenStill = !IsReconciled;
            return;
        }

        DateTimeOffset soon = _now + _options.LookEvery;
        if (asOf < _lastMove && soon < _reconcileDue)
        {
            _reconcileDue = soon;
        }
    }

    private void TakePositions(LoopInput.PositionsRead read)
    {
        if (read.Reading is not Reading<IReadOnlyList<VenuePosition>>.Known known)
        {
            return;
        }

        if (!IsComparable(known.AsOf))
        {
            CompareSoon(known.AsOf);
            return;
        }

        string? difference = PositionDifference(known.Value);
        _positionsAgree = difference is null;
        _positionsDifferSince = Judge(difference, halts: true, _positionsDifferSince);
    }

    private void TakeBalances(LoopInput.BalancesRead read)
    {
        if (read.Reading is not Reading<VenueBalances>.Known known)
        {
            return;
        }

        _cash = known.Value;
        if (!IsComparable(known.AsOf))
        {
            CompareSoon(known.AsOf);
            return;
        }

        string? difference = CashDifference(known.Value, out bool isOut);
        _cashAgrees = difference is null;
        _cashDiffersSince = Judge(difference, halts: isOut, _cashDiffersSince);
    }

    /// <summary>A difference must stand for a while before it halts; meanwhile what may explain it is read.</summary>
    private DateTimeOffset? Judge(string? difference, bool halts, DateTimeOffset? since)
    {
        if (difference is null)
        {
            return null;
        }

        DateTimeOffset first = since ?? _now;
        if (_now - first >= _options.DifferenceStands)
        {
            if (halts)
            {
                Discrepancy("", difference);
            }
            else if (!string.Equals(difference, _toldDifference, StringComparison.Ordinal))
            {
                // What came from outside takes nothing from anybody: it is told, and no trade begins until a person has named it.
                _toldDifference = difference;
                Tell(TradingEventKind.Discrepancy, "", $"{difference}; `reconcile --cash` names it");
            }
        }
        else
        {
            _settlementsDue = _now;
            _fillsDue = _now;
            _reconcileDue = _now + TimeSpan.FromTicks(_options.DifferenceStands.Ticks / 4);
        }

        return first;
    }

    private string? PositionDifference(IReadOnlyList<VenuePosition> positions)
    {
        SortedDictionary<string, Quantity> theirs = new(StringComparer.Ordinal);
        foreach (VenuePosition position in positions)
        {
            if (position.Signed != Quantity.Zero)
            {
                theirs[position.Ticker] = position.Signed;
            }
        }

        foreach (string ticker in theirs.Keys.Concat(Ledger.Holdings.Keys).Distinct(StringComparer.Ordinal))
        {
            Quantity ours = Ledger.Holdings.TryGetValue(ticker, out Holding held) ? held.Signed() : Quantity.Zero;
            Quantity venue = theirs.GetValueOrDefault(ticker);
            if (ours != venue)
            {
                return $"{ticker}: our books hold {ours}, the venue {venue}";
            }
        }

        return null;
    }

    /// <summary>Cash is kept to $0.0001; a smaller difference cannot be seen.</summary>
    private string? CashDifference(VenueBalances balances, out bool isOut)
    {
        string? result = null;
        isOut = false;
        foreach (int shard in balances.Shards.Keys.Concat(Ledger.Shards).Distinct().Order())
        {
            Money ours = Ledger.CashOn(shard);
            Money venue = balances.Shards.GetValueOrDefault(shard);
            if (Math.Abs((venue - ours).Micros) >= 100)
            {
                isOut |= venue < ours;
                result ??= $"cash on shard {shard}: our books hold {ours}, the venue {venue}";
            }
        }

        return result;
    }

    /// <summary>True when it was open.</summary>
    private bool CloseMarket(string ticker) => _closedMarkets.Add(ticker);

    private int ShardOf(string ticker)
    {
        foreach (OrderState order in _orders.Values)
        {
            if (string.Equals(order.Intent.Ticker, ticker, StringComparison.Ordinal))
            {
                return order.Intent.Shard;
            }
        }

        return 0;
    }
}
