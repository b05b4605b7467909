using Dutchbook.Pipeline;
using Dutchbook.Unit.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

/// <summary>Parts of an instance: what they tell of themselves, who falls silent, who is begun anew.</summary>
public sealed class LayerTests
{
    private readonly VirtualTime time = new();
    private readonly LayerWatch watch;
    private readonly List<LayerState> told = [];

    public LayerTests() => watch = new LayerWatch(time.Clock) { Changed = told.Add };

    [Fact]
    public void A_change_of_health_is_told_once_and_its_words_go_on_changing()
    {
        watch.Add("store", TimeSpan.FromSeconds(10));
        watch.Tell("store", LayerHealth.Well, "one");
        watch.Tell("store", LayerHealth.Well, "two");
        watch.Tell("store", LayerHealth.Degraded, "the disk is full");
        Assert.Equal(["one", "the disk is full"], told.Select(static state => state.Text));
        LayerState state = Assert.Single(watch.States);
        Assert.Equal((LayerHealth.Degraded, "the disk is full"), (state.Health, state.Text));
    }

    [Fact]
    public void Who_gives_no_sign_of_life_within_his_time_is_stalled_until_he_does()
    {
        watch.Add("detect", TimeSpan.FromSeconds(10));
        watch.Tell("detect", LayerHealth.Well, "");
        time.Clock.Advance(TimeSpan.FromSeconds(9));
        watch.Beat("detect");
        time.Clock.Advance(TimeSpan.FromSeconds(10));
        watch.Check();
        Assert.Equal(LayerHealth.Well, watch.States[0].Health);
        time.Clock.Advance(TimeSpan.FromMilliseconds(1));
        watch.Check();
        watch.Check();
        Assert.Equal(LayerHealth.Stalled, watch.States[0].Health);
        watch.Tell("detect", LayerHealth.Well, "");
        Assert.Equal([LayerHealth.Well, LayerHealth.Stalled, LayerHealth.Well], told.Select(static state => state.Health));
    }

    [Fact]
    public void Who_need_not_tell_is_never_stalled()
    {
        watch.Add("connection", null);
        time.Clock.Advance(TimeSpan.FromDays(1));
        watch.Check();
        Assert.Empty(told);
    }

    [Fact]
    public async Task A_part_that_breaks_is_begun_anew_later_each_time_and_the_reason_is_told()
    {
        List<int> begun = [];
        Supervisor supervisor = new(watch, time.Clock);
        using CancellationTokenSource stop = new();
        Task keeping = supervisor.KeepAsync("detect", _ =>
        {
            begun.Add((int)time.Elapsed.TotalSeconds);
            throw new InvalidOperationException("broken");
        }, stop.Token);
        await time.Pass(TimeSpan.FromSeconds(16));
        stop.Cancel();
        await time.Finish(keeping);
        Assert.Equal([0, 1, 3, 7, 15], begun);
        Assert.Equal(LayerHealth.Failed, watch.States[0].Health);
        Assert.StartsWith("InvalidOperationException: broken", watch.States[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_held_out_for_long_is_begun_anew_at_once()
    {
        List<int> begun = [];
        Supervisor supervisor = new(watch, time.Clock);
        using CancellationTokenSource stop = new();
        Task keeping = supervisor.KeepAsync("detect", async ending =>
        {
            begun.Add((int)time.Elapsed.TotalSeconds);
            await Task.Delay(begun.Count == 1 ? TimeSpan.Zero : TimeSpan.FromMinutes(6), time.Clock, ending);
            throw new InvalidOperationException("broken");
        }, stop.Token);
        await time.Pass(TimeSpan.FromSeconds(363));
        stop.Cancel();
        await time.Finish(keeping);
        Assert.Equal([0, 1, 362], begun);
    }

    [Fact]
    public async Task A_part_that_ends_by_itself_is_left_alone()
    {
        int begun = 0;
        await new Supervisor(watch, time.Clock).KeepAsync("once", _ =>
        {
            begun++;
            return Task.CompletedTask;
        }, TestContext.Current.CancellationToken);
        Assert.Equal(1, begun);
    }
}
