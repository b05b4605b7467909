using Dutchbook.Domain;

namespace Dutchbook.Simulation;

/// <content>The life of a market: opened, paused, closed, determined, disputed, amended, paid.</content>
public sealed partial class Exchange
{
    /// <summary>Pauses a market. Orders that asked for it are cancelled; the others wait, but do not survive the resumption.</summary>
    public void Pause(string ticker, DateTimeOffset at)
    {
        Tick(at);
        LiveMarket market = In(ticker, MarketPhase.Active);
        EndAll(market, static order => order.Request.CancelOnPause, ChangeReason.HaltCancel);
        Move(market, MarketPhase.Inactive);
    }

    /// <summary>Resumes a paused market with empty books.</summary>
    public void Resume(string ticker, DateTimeOffset at)
    {
        Tick(at);
        LiveMarket market = In(ticker, MarketPhase.Inactive);
        EndAll(market, static _ => true, ChangeReason.HaltCancel);
        Move(market, MarketPhase.Active);
    }

    /// <summary>Moves the close, earlier or later; a time that has passed closes the market now.</summary>
    public void MoveClose(string ticker, DateTimeOffset close, DateTimeOffset at)
    {
        Tick(at);
        LiveMarket market = In(ticker, MarketPhase.Initialized, MarketPhase.Active, MarketPhase.Inactive);
        market.CloseTime = close;
        LookAgain(market, close);
        Tell(new VenueEvent.CloseMoved(_now, ticker, close));
        OpenAndClose(market);
    }

    /// <summary>Says how a closed market resolved; it is paid when its timer has run.</summary>
    public void Determine(string ticker, Resolution resolution, DateTimeOffset at)
    {
        Tick(at);
        LiveMarket market = In(ticker, MarketPhase.Closed);
        (market.Resolution, market.DeterminedAt) = (resolution, _now);
        Move(market, MarketPhase.Determined);
        LookAgain(market, _now + market.Listing.SettlementTimer);
        PayWhenDue(market);
    }

    /// <summary>Holds the payment back.</summary>
    public void Dispute(string ticker, DateTimeOffset at)
    {
        Tick(at);
        Move(In(ticker, MarketPhase.Determined, MarketPhase.Amended), MarketPhase.Disputed);
    }

    /// <summary>Gives a disputed market its final result, and starts its timer anew.</summary>
    public void AmendResult(string ticker, Resolution resolution, DateTimeOffset at)
    {
        Tick(at);
        LiveMarket market = In(ticker, MarketPhase.Disputed);
        (market.Resolution, market.DeterminedAt) = (resolution, _now);
        Move(market, MarketPhase.Amended);
        LookAgain(market, _now + market.Listing.SettlementTimer);
        PayWhenDue(market);
    }

    /// <summary>Takes back what a paid market paid, and pays it by another result.</summary>
    public void SettleAgain(string ticker, Resolution resolution, DateTimeOffset at)
    {
        Tick(at);
        LiveMarket market = In(ticker, MarketPhase.Finalized);
        market.Resolution = resolution;
        for (int i = 0; i < market.Payments.Count; i++)
        {
            (Account account, Holding holding, Money before) = market.Payments[i];
            Money paid = resolution.Pays(holding);
            account.Add(market.Listing.Shard, paid - before);
            market.Payments[i] = (account, holding, paid);
            Tell(new VenueEvent.Settled(_now, account, ticker, resolution, holding, paid));
        }
    }

    private void OpenAndClose(LiveMarket market)
    {
        if (market.Phase == MarketPhase.Initialized && market.Listing.OpenTime <= _now)
        {
            Move(market, MarketPhase.Active);
        }

        if (market.Phase is MarketPhase.Initialized or MarketPhase.Active or MarketPhase.Inactive && market.CloseTime <= _now)
        {
            EndAll(market, static _ => true, ChangeReason.CloseCancel);
            Move(market, MarketPhase.Closed);
        }
    }

    private void PayWhenDue(LiveMarket market)
    {
        if (market.Phase is MarketPhase.Determined or MarketPhase.Amended
            && market.DeterminedAt + market.Listing.SettlementTimer <= _now)
        {
            Pay(market, market.Resolution!.Value);
            Move(market, MarketPhase.Finalized);
        }
    }

    private void Pay(LiveMarket market, Resolution resolution)
    {
        foreach (Account account in _accounts.Values)
        {
            Holding holding = account.HoldingOf(market.Listing.Ticker);
            if (holding.Quantity.IsPositive)
            {
                Money paid = resolution.Pays(holding);
                account.Add(market.Listing.Shard, paid);
                market.Payments.Add((account, holding, paid));
                account.Keep(market.Listing, Holding.None);
                ReturnCollateral(account, market);
                Tell(new VenueEvent.Settled(_now, account, market.Listing.Ticker, resolution, holding, paid));
            }
        }

        market.OpenInterest = Quantity.Zero;
    }

    private void EndAll(LiveMarket market, Func<Order, bool> which, ChangeReason reason)
    {
        Order[] orders = [.. market.Resting.Where(which)];
        foreach (Order order in orders)
        {
            End(order, reason);
        }
    }

    private void Move(LiveMarket market, MarketPhase phase)
    {
        market.Phase = phase;
        Tell(new VenueEvent.PhaseChanged(_now, market.Listing.Ticker, phase));
    }

    private LiveMarket In(string ticker, params ReadOnlySpan<MarketPhase> phases)
    {
        LiveMarket market = _markets.GetValueOrDefault(ticker)
            ?? throw new ArgumentException($"There is no market {ticker}.", nameof(ticker));
        return phases.Contains(market.Phase)
            ? market : throw new InvalidOperationException($"{ticker} is {market.Phase}.");
    }
}
