using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Dutchbook.Unit.Enrichment;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

/// <summary>What sources and a model said keeps a basket from the desk.</summary>
public sealed class JudgedProposals
{
    private readonly CountingDesk desk = new();

    [Fact]
    public async Task A_basket_whose_market_is_decided_never_reaches_the_desk()
    {
        ProposalAnswer? answer = await Propose(Shown(Side.Yes) with { Opinion = null });
        Assert.Equal("already decided: X-T60 is yes by a recording of test", answer?.Refusal);
        Assert.Equal(0, desk.Asked);
    }

    [Fact]
    public async Task Nor_does_one_that_a_model_vetoed()
    {
        ShownOpportunity vetoed = Shown(null) with
        {
            Opinion = new ModelOpinion { OpportunityId = "basket", Outcome = Dutchbook.Enrichment.ReviewOutcome.Vetoed, Words = "another month" },
        };
        Assert.Equal("vetoed by the validation model: another month", (await Propose(vetoed))?.Refusal);
        Assert.Equal(0, desk.Asked);
    }

    [Fact]
    public async Task What_nobody_objects_to_does()
    {
        Assert.Equal("t1", (await Propose(Shown(null)))?.TradeId);
        Assert.Equal(1, desk.Asked);
    }

    private Task<ProposalAnswer?> Propose(ShownOpportunity shown) => new TradeProposals(desk, new FakeTimeProvider(SomeBasket.At)).ProposeAsync(
        shown.Judged,
        shown.Opportunity.Legs.ToDictionary(static leg => leg.Claim.Market.Ticker, static _ => (OrderBook)null!, StringComparer.Ordinal),
        CancellationToken.None);

    private static ShownOpportunity Shown(Side? decided)
    {
        Opportunity basket = SomeBasket.Ladder();
        Dictionary<string, FairValue> values = new(StringComparer.Ordinal) { ["X-T60"] = SomeBasket.Value("X-T60", "0.4", "1", decided) };
        return new ShownOpportunity
        {
            Opportunity = basket,
            Episode = null!,
            Proof = null!,
            Outside = OutsideWeighing.Weigh(basket, values, [], EnrichmentLimits.Default),
        };
    }

    private sealed class CountingDesk : ITradeDesk
    {
        public int Asked { get; private set; }

        public Task<ProposalAnswer> ProposeAsync(
            Opportunity opportunity, IReadOnlyDictionary<string, OrderBook> books, CancellationToken stop)
        {
            Asked++;
            return Task.FromResult(new ProposalAnswer("t1", ""));
        }

        public Task<DeskView> ReadAsync(CancellationToken stop) => throw new NotSupportedException();
    }
}
