using Dutchbook.Kalshi;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Dutchbook.Unit.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

/// <summary>
/// The answer to a command about books is lost, and nothing else: until it is given up, ten seconds later, no other book is asked for
/// on the stream.
/// </summary>
public sealed class LostAnswers
{
    [Fact]
    public async Task A_mispricing_whose_books_the_stream_does_not_bring_is_shown_on_books_asked_for()
    {
        await using AttachedRun run = await AttachedRun.StartAsync(
            Universe.Generated(Demo.At, 40, seed: 9), crowd: null, answer: TimeSpan.FromMilliseconds(100));
        run.Steps.Followed = [run.Server.Control.Listed.Markets[0].Ticker];
        string name = run.Server.Control.ListGenerated(seed: 4);
        string[] rungs = [.. run.Server.Control.Listed.MarketsOf(name).Select(static market => market.Ticker)];
        await run.StepAsync(TimeSpan.FromMilliseconds(50));
        await run.LookAsync();
        await run.PassAsync();
        await run.LookAsync();
        await run.SettledAsync();

        await run.CrossAsync(rungs[0], rungs[^1]);

        // The book that was followed is given back before those that matter now are asked for; that answer is lost.
        run.Steps.Followed = [];
        int faults = run.Server.Faults.Log.Count;
        run.Server.Faults.Plan = FaultPlan.Parse("ws-gap@1");
        DateTimeOffset since = run.Time.GetUtcNow();
        LiveLook look = await run.LookAsync();
        while (look.Validated.Count == 0 && run.Time.GetUtcNow() - since < TimeSpan.FromSeconds(30))
        {
            await run.StepAsync(TimeSpan.FromMilliseconds(250));
            look = await run.LookAsync();
        }

        Assert.Equal([FaultKind.SocketGap], run.Server.Faults.Log.Skip(faults).Select(static fault => fault.Kind));
        Assert.InRange(run.Time.GetUtcNow() - since, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4));
        Assert.Equal(0, run.Feed.Counters[FeedCount.Unacknowledged]);
        Assert.Contains(look.Validated, item => item.Legs.All(leg => rungs.Contains(leg.Claim.Market.Ticker)));

        // The stream gives its connection up when its patience is over, and brings them then.
        await run.SettledAsync();
        Assert.Equal(1, run.Feed.Counters[FeedCount.Unacknowledged]);
        LiveLook after = await run.LookAsync();
        Assert.Equal(look.Validated.Select(static item => item.Id), after.Validated.Select(static item => item.Id));
    }
}
