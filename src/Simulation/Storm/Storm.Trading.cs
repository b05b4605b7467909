using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Simulation;

/// <content>The process under test: started, given baskets to trade, listened to.</content>
public sealed partial class Storm
{
    /// <summary>A new process, which takes over the account if nobody has.</summary>
    private void Restart()
    {
        _process = new StormProcess(this, _restarts);
        _process.Start();
        if (_process.IsAlive && _process.Loop.Ledger.Entries == 0)
        {
            _process.Feed(new LoopInput.Adopt(Time.Now, Venue.History.BalancesAt(Time.Now), []));
        }
    }

    private void BeginTrade(int number, int attempts)
    {
        string id = string.Create(CultureInfo.InvariantCulture, $"T{number}");
        StormProcess process = _process!;
        bool isReady = process.IsAlive && process.Loop.IsReconciled && Flag.Read().Mode == TradingMode.Active;
        TradePlan? plan = isReady ? Plan(_scenarios[number], id) : null;
        if (plan is null)
        {
            if (attempts > 0)
            {
                Time.After(TimeSpan.FromSeconds(5), () => BeginTrade(number, attempts - 1));
            }

            return;
        }

        _truth.Begin(plan, _scenarios[number]);
        process.Feed(new LoopInput.Begin(Time.Now, plan, IsApproved: true));
    }

    private TradePlan? Plan(Scenario scenario, string id)
    {
        List<RequestLeg> legs = [];
        for (int i = 0; i < scenario.Legs.Count; i++)
        {
            Claim claim = scenario.Legs[i];
            LiveMarket market = Venue.Exchange.Find(claim.Market.Ticker)!;
            OrderBook book = OrderBook.Create(market.Bids(Side.Yes), market.Bids(Side.No), Time.Now);
            IReadOnlyList<BookLevel> bids = claim.Side == Side.Yes ? book.YesBids : book.NoBids;
            legs.Add(new RequestLeg(claim, scenario.Weights[i], Scenario.Fees, book.Asks(claim.Side), bids));
        }

        PlanRequest request = new()
        {
            OpportunityId = "storm",
            Legs = legs,
            Units = Quantity.FromContracts(25),
            MicrosPerUnit = scenario.PaysPerUnit * 10_000,
            Relations = scenario.Relations,
            Basis = scenario.Relations.Count > 1 ? RelationBasis.Together : RelationBasis.Alone,
            MinEdgePerUnit = Money.FromMicros(1_000),
            Member = MemberKind.Direct,
            Policy = Options.Policy,
        };
        return PlanMaker.Largest(request, id, Time.Now, plan =>
            plan.MostOutlay <= Money.FromDollars(80)
            && plan.MostOutlay < Money.FromMicros(plan.Payoff.MicrosPerUnit * plan.Units.Hundredths));
    }

    internal void Heard(TradingEvent what)
    {
        Trace(what.Kind.ToString());
        if (what.Kind == TradingEventKind.Discrepancy && _plan.IsHonest())
        {
            _violations.Add($"I4: the venue was honest, and yet: {what.Text}");
        }
    }
}
