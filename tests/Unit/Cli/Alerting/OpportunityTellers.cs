using Dutchbook.Alerts;
using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Unit.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class OpportunityTellers
{
    private readonly OpportunityTeller teller = new();

    [Fact]
    public void An_episode_is_told_once_and_a_new_one_again()
    {
        Assert.Equal(AlertKind.Opportunity, Assert.Single(Take(Shown("a"))).Kind);
        Assert.Empty(Take(Shown("a")));
        Assert.Single(Take(Shown("a"), Shown("b")));
        Assert.Empty(Take());
        Assert.Single(Take(Shown("a", begun: 60)));
    }

    [Fact]
    public void What_waits_for_a_judgement_is_told_when_it_has_it()
    {
        Assert.Empty(Take(Shown("a") with { AwaitsJudgement = true }));
        Assert.Single(Take(Shown("a")));
    }

    [Fact]
    public void What_cannot_be_traded_is_told_when_it_can_and_not_again_after_an_interruption()
    {
        Assert.Empty(Take(Shown("a", isExecutable: false)));
        Assert.Single(Take(Shown("a")));
        Assert.Empty(Take(Shown("a", isExecutable: false)));
        Assert.Empty(Take(Shown("a")));
    }

    [Fact]
    public void Of_many_at_once_the_best_are_told_alone_and_the_others_together()
    {
        Alert[] alerts = [.. Take([.. Enumerable.Range(0, 17).Select(static i => Shown($"o{i}"))])];
        Assert.Equal(["o0", "o1", "o2", "o3", "o4"], alerts.Take(5).Select(static alert => alert.DedupeKey["opportunity/".Length..]));
        Assert.Equal("12 more opportunities began at the same time: 11.5200 in all", alerts[5].Title);
        Assert.Equal(6, alerts.Length);
        Assert.Empty(Take([.. Enumerable.Range(0, 17).Select(static i => Shown($"o{i}"))]));
    }

    private Alert[] Take(params ShownOpportunity[] shown) => [.. teller.Take(new RunView
    {
        At = SomeBasket.At,
        StartedAt = SomeBasket.At,
        IsDryRun = true,
        Opportunities = shown,
    })];

    private static ShownOpportunity Shown(string id, int begun = 0, bool isExecutable = true) => new()
    {
        Opportunity = SomeBasket.Ladder() with { Id = id, Executable = isExecutable },
        Episode = new Episode
        {
            OpportunityId = id,
            Status = OpportunityStatus.Validated,
            Grade = Grade.A,
            Score = Money.Zero,
            Edge = Money.Zero,
            FirstSeen = SomeBasket.At.AddSeconds(begun),
            LastSeen = SomeBasket.At.AddSeconds(begun),
            TimesSeen = 1,
            BestEdge = Money.Zero,
            BestAt = SomeBasket.At,
            ExpiresAt = null,
            Tickers = [],
        },
        Proof = null!,
    };
}
