using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>
/// The reads of all customers' accounts. What happens is queued and shown once the lag is over; while reads are held, nothing new is
/// shown at all. The caller holds the floor.
/// </summary>
internal sealed class Statements(TimeSpan lag)
{
    private readonly Dictionary<Account, Statement> _statements = [];
    private readonly Dictionary<(Account, string), PositionRecord> _positions = [];
    private readonly Queue<(DateTimeOffset At, Account Account, StatementChange Change)> _coming = new();
    private readonly Dictionary<Account, int> _numbers = [];
    private DateTimeOffset _heldAt = DateTimeOffset.MaxValue;
    private DateTimeOffset _heldUntil;
    private long _lastNumber;

    /// <summary>Starts a statement for a customer's subaccount; its first cash is no news that could be late.</summary>
    public void Open(Account account, int subaccount, IReadOnlyDictionary<int, Money> available)
    {
        Statement statement = new();
        statement.Apply(new StatementChange.CashSeen(available));
        _statements.Add(account, statement);
        _numbers.Add(account, subaccount);
    }

    public bool Knows(Account account) => _statements.ContainsKey(account);

    public int Subaccount(Account account) => _numbers[account];

    public long NextNumber() => ++_lastNumber;

    /// <summary>Shows nothing that happens from now on until an instant.</summary>
    public void Hold(DateTimeOffset now, DateTimeOffset until) =>
        (_heldAt, _heldUntil) = (now < _heldAt ? now : _heldAt, until > _heldUntil ? until : _heldUntil);

    /// <summary>The instant whose state is shown now.</summary>
    public DateTimeOffset AsOf(DateTimeOffset now)
    {
        if (now >= _heldUntil)
        {
            _heldAt = DateTimeOffset.MaxValue;
        }

        DateTimeOffset shown = now - lag;
        return shown < _heldAt ? shown : _heldAt;
    }

    /// <summary>Whether everything that happens is shown at once.</summary>
    public bool IsPrompt(DateTimeOffset now) => lag == TimeSpan.Zero && now >= _heldUntil;

    public Statement Read(Account account, DateTimeOffset now)
    {
        DateTimeOffset asOf = AsOf(now);
        while (_coming.TryPeek(out (DateTimeOffset At, Account Account, StatementChange Change) next) && next.At <= asOf)
        {
            _coming.Dequeue();
            _statements[next.Account].Apply(next.Change);
        }

        return _statements[account];
    }

    public void Add(DateTimeOffset at, Account account, StatementChange change) => _coming.Enqueue((at, account, change));

    /// <summary>The position after a fill, with what it realised.</summary>
    public PositionRecord Fill(VenueEvent.Filled fill)
    {
        (Account account, MarketListing market) = (fill.Order.Account, fill.Order.Market);
        PositionRecord before = _positions.GetValueOrDefault((account, market.Ticker))
            ?? new PositionRecord(market, Subaccount(account), Holding.None, Money.Zero, Quantity.Zero, Money.Zero, Money.Zero, fill.At);
        before.Holding.Buy(fill.Order.Side, fill.Price, fill.Quantity, out _, out Money realised);
        PositionRecord after = before with
        {
            Holding = fill.After,
            Traded = before.Traded + (fill.Price * fill.Quantity),
            Volume = before.Volume + fill.Quantity,
            Realised = before.Realised + realised,
            Fees = before.Fees + fill.Fee,
            ChangedAt = fill.At,
        };
        return _positions[(account, market.Ticker)] = after;
    }

    /// <summary>Ends a position that was paid, and says what its fees were.</summary>
    public Money Close(Account account, string ticker)
    {
        _positions.Remove((account, ticker), out PositionRecord? last);
        return last?.Fees ?? Money.Zero;
    }
}
