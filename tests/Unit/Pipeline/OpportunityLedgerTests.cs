using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Dutchbook.Unit.Storage;
using Xunit;
using Traded = Dutchbook.Unit.Execution.Some;

namespace Dutchbook.Unit.Pipeline;

/// <summary>What was promised, held against what happened. The stored basket buys NO of A.</summary>
public sealed class OpportunityLedgerTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private int _databases;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_basket_whose_markets_paid_less_than_was_sure_fell_short_whatever_was_traded()
    {
        LedgerLine line = Ledger(Paid("A", MarketResult.Yes), Trade(TradePhase.Complete));
        Assert.Equal((OpportunityEnd.FellShort, Money.Zero), (line.End, line.Paid!.Value));
        Assert.Contains("was sure to be paid", line.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TradePhase.Complete, OpportunityEnd.Filled)]
    [InlineData(TradePhase.Flat, OpportunityEnd.Unwound)]
    [InlineData(TradePhase.Residual, OpportunityEnd.Unwound)]
    [InlineData(TradePhase.Working, OpportunityEnd.There)]
    public void A_trade_tells_the_end(TradePhase phase, OpportunityEnd end)
    {
        LedgerLine line = Ledger(null, Trade(phase));
        Assert.Equal((end, null), (line.End, line.Paid));
    }

    [Fact]
    public void Without_a_trade_it_is_there_until_a_look_misses_it()
    {
        Assert.Equal(OpportunityEnd.There, Ledger(null, trade: null).End);
        Assert.Equal(OpportunityEnd.There, Ledger(null, Trade(TradePhase.Declined)).End);
        Assert.Equal(OpportunityEnd.Gone, Ledger(null, trade: null, endedAt: Stored.Noon.AddSeconds(7)).End);
    }

    [Fact]
    public void What_its_markets_paid_is_beside_what_was_promised()
    {
        LedgerLine line = Ledger(Paid("A", MarketResult.No), Trade(TradePhase.Complete));
        Assert.Equal(OpportunityEnd.Filled, line.End);
        Assert.True(line.Paid >= line.Opportunity.MinPayout);
    }

    private LedgerLine Ledger(Market? settled, TradeState? trade, DateTimeOffset? endedAt = null)
    {
        using SqliteDatabase database = SqliteDatabase.OpenWriter(_folder.File(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{++_databases}.db")));
        DocumentedOpportunity found = Stored.Found("1");
        database.Opportunities.Save(Stored.Scan(Stored.Noon), [found], known =>
        [
            new Episode
            {
                OpportunityId = found.Opportunity.Id,
                Status = endedAt is null ? OpportunityStatus.Validated : OpportunityStatus.Expired,
                Grade = found.Opportunity.Grade,
                Score = found.Opportunity.Score,
                Edge = found.Opportunity.Edge,
                FirstSeen = Stored.Noon,
                LastSeen = Stored.Noon,
                EndedAt = endedAt,
                TimesSeen = 1,
                BestEdge = found.Opportunity.Edge,
                BestAt = Stored.Noon,
                ExpiresAt = null,
                Tickers = ["A"],
            },
        ]);
        if (settled is not null)
        {
            database.Markets.Save(Stored.Snapshot(Stored.Noon.AddDays(1), settled));
        }

        TradeState[] trades = trade is null ? [] : [trade with { Plan = trade.Plan with { OpportunityId = found.Opportunity.Id } }];
        return Assert.Single(OpportunityLedger.Of(database.Opportunities.List(new OpportunityFilter()), database.Markets, trades));
    }

    private static TradeState Trade(TradePhase phase) => new() { Plan = Traded.Plan(), Phase = phase };

    private static Market Paid(string ticker, MarketResult result) => new()
    {
        Ticker = ticker,
        EventTicker = "EV",
        Status = new Open<MarketStatus>(MarketStatus.Finalized, "finalized"),
        Result = new Open<MarketResult>(result, result == MarketResult.Yes ? "yes" : "no"),
    };
}
