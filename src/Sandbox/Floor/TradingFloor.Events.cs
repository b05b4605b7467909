using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <content>What happened in the engine, told to views, statements and the listener.</content>
internal sealed partial class TradingFloor
{
    private readonly HashSet<Account> _moneyMoved = [];
    private readonly Statements _statements;

    /// <summary>Opens a customer's account with cash on every shard.</summary>
    public Account OpenAccount(string userId, int subaccount, bool returnsCollateral, IReadOnlyDictionary<int, Money> funding) =>
        Do((exchange, now) =>
        {
            Account account = exchange.OpenAccount($"{userId}/{subaccount}", returnsCollateral: returnsCollateral);
            foreach ((int shard, Money amount) in funding)
            {
                Exchange.Deposit(account, shard, amount);
            }

            _statements.Open(account, subaccount, Available(account));
            return account;
        });

    /// <summary>Money came or went without a trade: the account's cash is to be shown anew.</summary>
    public void MoneyMoved(Account account) => _moneyMoved.Add(account);

    /// <summary>Reads an account as its owner is shown it, at once and undisturbed.</summary>
    public T Read<T>(Account account, Func<Statement, T> read)
    {
        lock (_gate)
        {
            _exchange.Advance(Now());
            Publish();
            ShowCash();
            return read(_statements.Read(account, Now()));
        }
    }

    /// <summary>The instant whose state the reads of accounts show.</summary>
    public DateTimeOffset AsOf()
    {
        lock (_gate)
        {
            return _statements.AsOf(Now());
        }
    }

    public void HoldReads(TimeSpan time)
    {
        lock (_gate)
        {
            ShowCash();
            _statements.Hold(Now(), Now() + time);
        }
    }

    public void GroupChanged(Account account, string groupId, string what, Quantity? limit) =>
        _listener?.GroupChanged(account, groupId, what, limit);

    private void Publish()
    {
        foreach (VenueEvent what in _exchange.Drain())
        {
            Tell(what);
        }

        if (!_statements.IsPrompt(_exchange.Now))
        {
            ShowCash();
        }

        if (_changed.Count > 0)
        {
            _listener?.Settle(_changed, _exchange.Now);
            _changed.Clear();
        }
    }

    /// <summary>
    /// Puts the cash of accounts where money moved into their statements. Where reads are prompt this waits until somebody reads:
    /// what is available is a sum over all resting orders.
    /// </summary>
    private void ShowCash()
    {
        foreach (Account account in _moneyMoved)
        {
            _statements.Add(_exchange.Now, account, new StatementChange.CashSeen(Available(account)));
        }

        _moneyMoved.Clear();
    }

    private void Tell(VenueEvent what)
    {
        switch (what)
        {
            case VenueEvent.BookChanged change:
                Pit book = Touched(change.Ticker);
                _listener?.BookChanged(book, change);
                break;
            case VenueEvent.Traded trade:
                TradeRecord record = new(
                    PublicIds.Number(trade.TradeId), PublicIds.Of(trade.TradeId), trade.Ticker, trade.TakerSide, trade.YesPrice,
                    trade.Quantity, trade.At);
                _tape.Add(record);
                Pit traded = Touched(trade.Ticker);
                _listener?.Traded(traded, record);
                break;
            case VenueEvent.OrderChanged change:
                Tell(change);
                break;
            case VenueEvent.Filled fill when !_house.Owns(fill.Order.Account):
                Tell(fill);
                break;
            case VenueEvent.Filled:
                break;
            case VenueEvent.PhaseChanged phase:
                Pit moved = Touched(phase.Ticker);
                MarketPhase from = moved.Move(phase.Phase, phase.At);
                _listener?.Moved(moved, from, phase.Phase, phase.At);
                break;
            case VenueEvent.CloseMoved close:
                Pit closing = Touched(close.Ticker);
                _listener?.CloseMoved(closing, close.At);
                break;
            case VenueEvent.Settled settled when !_house.Owns(settled.Account):
                Tell(settled);
                break;
            case VenueEvent.Settled:
                break;
            case VenueEvent.GroupTriggered group:
                _listener?.GroupChanged(group.Account, PublicIds.Of(group.GroupId), "triggered", limit: null);
                break;
        }
    }

    private void Tell(VenueEvent.OrderChanged change)
    {
        Account account = change.Order.Account;
        if (_house.Owns(account))
        {
            if (change.Status != OrderStatus.Resting)
            {
                _exchange.Forget(change.Order);
            }

            return;
        }

        OrderRecord order = OrderRecord.Of(
            change.Order, _statements.Subaccount(account), change.Status, change.Reason, change.Remaining);
        _statements.Add(change.At, account, new StatementChange.OrderSeen(order));
        _moneyMoved.Add(account);
        _listener?.OrderChanged(account, order);
    }

    private void Tell(VenueEvent.Filled fill)
    {
        (Account account, Order order) = (fill.Order.Account, fill.Order);
        PositionRecord position = _statements.Fill(fill);
        FillRecord record = new(
            _statements.NextNumber(), fill.TradeId, order.Id, order.Request.ClientOrderId, order.Market,
            _statements.Subaccount(account), order.Side, order.Side == Side.Yes ? fill.Price : fill.Price.Complement(), fill.Quantity,
            fill.IsTaker, fill.Fee, fill.At);
        _statements.Add(fill.At, account, new StatementChange.FillSeen(record, position));
        _moneyMoved.Add(account);
        _listener?.Filled(account, record, position);
    }

    private void Tell(VenueEvent.Settled settled)
    {
        (Account account, Pit pit) = (settled.Account, Touched(settled.Ticker));
        Money fees = _statements.Close(account, settled.Ticker);
        SettlementRecord record = new(
            _statements.NextNumber(), pit.Live.Listing, _statements.Subaccount(account), settled.Holding, settled.Resolution,
            settled.Paid, fees, settled.At);
        _statements.Add(settled.At, account, new StatementChange.Settled(record));
        _moneyMoved.Add(account);
        _listener?.Settled(account, record);
    }

    private Pit Touched(string ticker)
    {
        Pit pit = _plan.At(ticker);
        pit.Touch();
        _changed.Add(pit);
        return pit;
    }

    private static SortedDictionary<int, Money> Available(Account account)
    {
        SortedDictionary<int, Money> available = [];
        foreach (int shard in account.Cash.Keys)
        {
            available[shard] = account.AvailableOn(shard);
        }

        return available;
    }
}
