using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <content>The account: compared with the venue, taken over, settled.</content>
public sealed partial class ExecutionLoop
{
    /// <summary>The holder of what was in the account before us.</summary>
    public const string ForeignHolder = "foreign";

    private const string AdoptedCash = "adopted cash ";

    private readonly SortedSet<string> _closedMarkets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _paidAt = new(StringComparer.Ordinal);
    private VenueBalances? _cash;
    private DateTimeOffset? _adoptedAt;
    private DateTimeOffset _lastMove;
    private DateTimeOffset? _positionsDifferSince;
    private DateTimeOffset? _cashDiffersSince;
    private bool _positionsAgree;
    private bool _cashAgrees;
    private int _namedCash;

    /// <summary>What a reading says can be compared only while nothing of ours moves, and once it reaches past the last move.</summary>
    private bool IsComparable(DateTimeOffset asOf)
    {
        foreach (OrderState order in _orders.Values)
        {
            if (!order.IsSettled())
            {
                return false;
            }
        }

        return asOf >= _lastMove && _orphans.Count == 0;
    }

    private void TakePositions(LoopInput.PositionsRead read)
    {
        if (read.Reading is not Reading<IReadOnlyList<VenuePosition>>.Known known || !IsComparable(known.AsOf))
        {
            return;
        }

        string? difference = PositionDifference(known.Value);
        _positionsAgree = difference is null;
        _positionsDifferSince = Judge(difference, _positionsDifferSince);
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
            return;
        }

        string? difference = CashDifference(known.Value);
        _cashAgrees = difference is null;
        _cashDiffersSince = Judge(difference, _cashDiffersSince);
    }

    /// <summary>A difference must stand for a while before it halts; meanwhile what may explain it is read.</summary>
    private DateTimeOffset? Judge(string? difference, DateTimeOffset? since)
    {
        if (difference is null)
        {
            return null;
        }

        DateTimeOffset first = since ?? _now;
        if (_now - first >= _options.DifferenceStands)
        {
            Discrepancy("", difference);
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
    private string? CashDifference(VenueBalances balances)
    {
        foreach (int shard in balances.Shards.Keys.Concat(Ledger.Shards).Distinct().Order())
        {
            Money ours = Ledger.CashOn(shard);
            Money venue = balances.Shards.GetValueOrDefault(shard);
            if (Math.Abs((venue - ours).Micros) >= 100)
            {
                return $"cash on shard {shard}: our books hold {ours}, the venue {venue}";
            }
        }

        return null;
    }

    private void TakeSettlements(LoopInput.SettlementsRead read)
    {
        if (read.Reading is not Reading<IReadOnlyList<VenueSettlement>>.Known known)
        {
            return;
        }

        foreach (VenueSettlement settlement in known.Value.OrderBy(static paid => paid.SettledAt)
            .ThenBy(static paid => paid.Ticker, StringComparer.Ordinal))
        {
            bool isOpen = _orders.Values.Any(order => !order.IsSettled()
                && string.Equals(order.Intent.Ticker, settlement.Ticker, StringComparison.Ordinal));
            if (isOpen || Ledger.Has(Ledger.SettlementId(settlement)))
            {
                continue;
            }

            int shard = settlement.Shard ?? ShardOf(settlement.Ticker);
            if (Ledger.OfSettlement(settlement, shard) is { } entry)
            {
                Post(entry);
                _paidAt[entry.TradeId] = _now;
                Tell(TradingEventKind.Settled, entry.TradeId, entry.Text);
            }
        }
    }

    private void Adopt(LoopInput.Adopt adopt)
    {
        if (_adoptedAt is not null)
        {
            throw new InvalidOperationException("The account was taken over already.");
        }

        _adoptedAt = _now;
        foreach ((int shard, Money amount) in adopt.Balances.Shards.OrderBy(static pair => pair.Key))
        {
            string id = AdoptedCash + shard.ToString(CultureInfo.InvariantCulture);
            Post(Ledger.OfExternal(id, shard, amount, _now, $"cash on shard {shard} when trading began"));
        }

        foreach (VenuePosition position in adopt.Positions.Where(static position => position.Signed != Quantity.Zero))
        {
            Side side = position.Signed.IsPositive ? Side.Yes : Side.No;
            Post(new LedgerEntry
            {
                Id = $"adopted {position.Ticker}",
                At = _now,
                TradeId = ForeignHolder,
                Postings = [new Posting(LedgerAccount.Claims(position.Ticker), Money.Zero)],
                Ticker = position.Ticker,
                Side = side,
                Contracts = position.Signed.IsPositive ? position.Signed : -position.Signed,
                Text = $"{position.Signed} {position.Ticker} were there before",
            });
            CloseMarket(position.Ticker);
        }

        _cash = adopt.Balances;
    }

    private void NameCash(LoopInput.NameCash named)
    {
        _namedCash = Math.Max(_namedCash, Ledger.Entries) + 1;
        string id = string.Create(CultureInfo.InvariantCulture, $"named cash {_namedCash}");
        Post(Ledger.OfExternal(id, named.Shard, named.Amount, _now, named.Text));
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
