using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Dutchbook.Unit.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

/// <summary>An event that is listed while the product watches.</summary>
public sealed class NewMarketsOverSandbox
{
    [Fact]
    public async Task Its_relations_are_known_after_the_next_pass_and_a_mispricing_in_it_is_shown()
    {
        await using AttachedRun run = await AttachedRun.StartAsync(Universe.Generated(Demo.At, 40, seed: 9), crowd: null);
        Assert.Empty((await run.LookAsync()).Validated);
        Assert.False(run.Live.NeedsPass);

        // Kinds come in turn; the first is a ladder.
        string name = run.Server.Control.ListGenerated(seed: 4);
        await run.StepAsync(TimeSpan.FromMilliseconds(50));
        await run.LookAsync();
        Assert.True(run.Live.NeedsPass);
        string[] rungs = [.. run.Server.Control.Listed.MarketsOf(name).Select(static market => market.Ticker)];
        RelationMap map = await run.PassAsync();
        Assert.Contains(map.Relations, relation => relation.Tickers.All(rungs.Contains));
        Assert.False(run.Live.NeedsPass);
        Assert.Empty((await run.LookAsync()).Validated);

        await run.CrossAsync(rungs[0], rungs[^1]);
        Opportunity[] shown = [.. (await run.LookAsync()).Validated];
        Assert.NotEmpty(shown);
        Assert.All(shown, item => Assert.All(item.Legs, leg => Assert.Contains(leg.Claim.Market.Ticker, rungs)));
    }
}
