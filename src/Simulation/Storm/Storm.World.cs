using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Simulation;

/// <content>The world around the account: markets listed, stirred, paused, closed and settled.</content>
public sealed partial class Storm
{
    private void Prepare()
    {
        Account everybody = Venue.Exchange.OpenAccount("everybody");
        foreach (int shard in new[] { 0, 2 })
        {
            Exchange.Deposit(everybody, shard, Money.FromDollars(10_000_000));
            Exchange.Deposit(Venue.Account, shard, Money.FromDollars(250));
        }

        Venue.History.RememberCash(Start);
        int count = _dice.Between(1, 3);
        for (int number = 0; number < count; number++)
        {
            Scenario scenario = Scenario.Draw(number, Options.Seed, _plan.Rate(FaultKind.Rolled) > 0);
            _scenarios.Add(scenario);
            List(scenario);
            Crowd crowd = new(Venue.Exchange, everybody, scenario,
                new Dice(Options.Seed, string.Create(CultureInfo.InvariantCulture, $"crowd {number}")), Faults);
            crowd.QuoteAll(Start);
            _crowds.Add(crowd);
            Venue.Publish();
            Stir(crowd, scenario);
            int wanted = number;
            Time.After(_dice.Milliseconds(2_000, 90_000), () => BeginTrade(wanted, attempts: 20));
        }

        if (_plan.Rate(FaultKind.Stranger) > 0)
        {
            Time.After(_dice.Milliseconds(10_000, 60_000), Strange);
        }
    }

    private void List(Scenario scenario)
    {
        bool isDear = Faults.Fires(FaultKind.DearFee);
        foreach (Market market in scenario.Markets)
        {
            Venue.Exchange.List(new MarketListing
            {
                Ticker = market.Ticker,
                EventTicker = market.EventTicker,
                Shard = market.ExchangeIndex!.Value,
                Fees = isDear ? Scenario.Fees with { Multiplier = Ratio.FromPartsPerMillion(3 * Ratio.Whole) } : Scenario.Fees,
                OpenTime = Start - TimeSpan.FromDays(1),
                CloseTime = market.CloseTime!.Value,
                SettlementTimer = TimeSpan.FromSeconds(30),
            }, Time.Now);
        }
    }

    private void Stir(Crowd crowd, Scenario scenario)
    {
        Time.After(_dice.Milliseconds(200, 4_000), () =>
        {
            if (Time.Now < Start + FaultyTime)
            {
                crowd.Stir(Time.Now);
                Meddle(_dice.Of(scenario.Markets).Ticker);
                Intervene();
                Venue.Publish();
                Stir(crowd, scenario);
            }
        });
    }

    /// <summary>What the venue does beside the crowd.</summary>
    private void Meddle(string ticker)
    {
        Exchange exchange = Venue.Exchange;
        if (Faults.Fires(FaultKind.MarketPaused) && exchange.Find(ticker)!.Phase == MarketPhase.Active)
        {
            exchange.Pause(ticker, Time.Now);
            Time.After(Faults.Delay(FaultKind.MarketPaused, 500, 30_000), () =>
            {
                if (exchange.Find(ticker)!.Phase == MarketPhase.Inactive)
                {
                    exchange.Resume(ticker, Time.Now);
                    Venue.Publish();
                }
            });
        }

        if (Faults.Fires(FaultKind.ClosedEarly) && exchange.Find(ticker)!.Phase == MarketPhase.Active)
        {
            exchange.MoveClose(ticker, Time.Now, Time.Now);
        }

        if (Faults.Fires(FaultKind.ExchangePaused) && exchange.IsTrading)
        {
            exchange.IsTrading = false;
            Time.After(Faults.Delay(FaultKind.ExchangePaused, 500, 20_000), () => exchange.IsTrading = true);
        }
    }

    private void Take(VenueEvent what)
    {
        _truth.Take(what);
        PrivateNotice? notice = what switch
        {
            VenueEvent.Filled filled when ReferenceEquals(filled.Order.Account, Venue.Account) =>
                new PrivateNotice.FillSeen(AccountHistory.FillOf(filled)),
            VenueEvent.OrderChanged changed when ReferenceEquals(changed.Order.Account, Venue.Account) =>
                new PrivateNotice.OrderSeen(AccountHistory.RowOf(changed.Order)),
            _ => null,
        };
        if (notice is null || Faults.Fires(FaultKind.NoticeDropped))
        {
            return;
        }

        int times = Faults.Fires(FaultKind.NoticeRepeated) ? 2 : 1;
        for (int i = 0; i < times; i++)
        {
            StormProcess? listener = _process;
            Time.After(_dice.Milliseconds(5, 800), () => listener?.Feed(new LoopInput.Noticed(Time.Now, notice)));
        }
    }

    private void Heal()
    {
        Faults.IsHealed = true;
        Venue.Exchange.IsTrading = true;
        foreach (LiveMarket market in Venue.Exchange.Markets.ToArray())
        {
            if (market.Phase == MarketPhase.Inactive)
            {
                Venue.Exchange.Resume(market.Listing.Ticker, Time.Now);
            }
        }

        foreach (Crowd crowd in _crowds)
        {
            crowd.QuoteAll(Time.Now);
        }

        Venue.Publish();
        Oversee();
    }

    /// <summary>All markets close and resolve, in an admissible world unless a fault says otherwise.</summary>
    private void Settle()
    {
        Exchange exchange = Venue.Exchange;
        Dice outcome = new(Options.Seed, "outcome");
        foreach (Scenario scenario in _scenarios)
        {
            bool[] world = outcome.Of(scenario.Worlds);
            for (int i = 0; i < scenario.Markets.Count; i++)
            {
                string ticker = scenario.Markets[i].Ticker;
                if (exchange.Find(ticker)!.Phase != MarketPhase.Closed)
                {
                    exchange.MoveClose(ticker, Time.Now, Time.Now);
                }

                Determine(ticker, isYes: world[i], Resolve(world[i], ticker, outcome));
            }
        }

        Venue.Publish();
        PayAfter(TimeSpan.FromSeconds(31));
    }

    /// <summary>As it resolved, or by way of a wrong result that is amended, or paid and then settled again.</summary>
    private void Determine(string ticker, bool isYes, Resolution resolution)
    {
        Exchange exchange = Venue.Exchange;
        bool isDisputed = FiresNow(FaultKind.Disputed);
        bool isAgain = FiresNow(FaultKind.SettledAgain);
        Resolution wrong = isYes ? Resolution.No : Resolution.Yes;
        exchange.Determine(ticker, isDisputed || isAgain ? wrong : resolution, Time.Now);
        if (isDisputed)
        {
            exchange.Dispute(ticker, Time.Now);
            Time.After(TimeSpan.FromSeconds(40), () =>
            {
                exchange.AmendResult(ticker, isAgain ? wrong : resolution, Time.Now);
                PayAfter(TimeSpan.FromSeconds(31));
            });
        }

        if (isAgain)
        {
            Time.After(TimeSpan.FromSeconds(150), () =>
            {
                exchange.SettleAgain(ticker, resolution, Time.Now);
                Venue.Publish();
            });
        }

        _settledBy = isDisputed || isAgain ? Time.Now + TimeSpan.FromMinutes(5) : _settledBy;
    }

    private void PayAfter(TimeSpan wait) => Time.After(wait, () =>
    {
        Venue.Exchange.Advance(Time.Now);
        Venue.Publish();
    });

    private Resolution Resolve(bool isYes, string ticker, Dice outcome)
    {
        if (!FiresNow(FaultKind.AbnormalSettlement))
        {
            return isYes ? Resolution.Yes : Resolution.No;
        }

        _abnormal.Add(ticker);
        return outcome.Chance(500_000) ? Resolution.Void : Resolution.Scalar(Price.FromTicks(outcome.Between(0, 10_000)));
    }

    /// <summary>Although faults have ended.</summary>
    private bool FiresNow(FaultKind kind)
    {
        Faults.IsHealed = false;
        bool fires = Faults.Fires(kind);
        Faults.IsHealed = true;
        return fires;
    }
}
