using Dutchbook.Cli;
using Dutchbook.Execution;
using Dutchbook.Pipeline;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>When those who look are told that something changed.</summary>
public sealed class BoardWatches
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly RunBoard _board = new(new RunView { At = Noon, StartedAt = Noon, IsDryRun = true });

    [Fact]
    public void A_board_that_stands_still_is_told_once()
    {
        BoardWatch watch = Watch();
        watch.Look();
        long first = watch.Version.Number;
        Assert.True(first > 0);
        watch.Look();
        Assert.Equal(first, watch.Version.Number);
    }

    [Fact]
    public void Counters_are_told_once_a_second_however_fast_the_board_is()
    {
        BoardWatch watch = Watch();
        watch.Look();
        long first = watch.Version.Number;
        for (int i = 1; i <= 40; i++)
        {
            _board.Change(view => view with { At = Noon + TimeSpan.FromMilliseconds(50 * i) });
            watch.Look();
        }

        Assert.Equal(first + 2, watch.Version.Number);
    }

    [Fact]
    public void A_change_is_told_of_its_part_alone()
    {
        BoardWatch watch = Watch();
        watch.Look();
        long trades = watch.Of(BoardWatch.TradesPart);
        long opportunities = watch.Of(BoardWatch.OpportunitiesPart);
        long mode = watch.Of("mode");
        _board.Change(static view => view with { Desk = Desk(TradingMode.Halted) });
        watch.Look();
        Assert.Equal(mode + 1, watch.Of("mode"));
        Assert.Equal(trades, watch.Of(BoardWatch.TradesPart));
        Assert.Equal(opportunities, watch.Of(BoardWatch.OpportunitiesPart));
        watch.Decided();
        watch.Look();
        Assert.Equal(2, watch.Of(BoardWatch.RelationsPart));
    }

    [Fact]
    public void What_a_pass_left_to_decide_is_told_when_it_is_written()
    {
        int written = 0;
        BoardWatch watch = new(_board, TimeProvider.System, () => written);
        watch.Look();
        watch.Look();
        Assert.Equal(1, watch.Of(BoardWatch.RelationsPart));
        written++;
        watch.Look();
        Assert.Equal(2, watch.Of(BoardWatch.RelationsPart));
    }

    [Fact]
    public void Nobody_remembers_what_was_never_there()
    {
        BoardWatch watch = Watch();
        watch.Look();
        Assert.Null(watch.Last("x"));
        Assert.Empty(watch.History("x"));
    }

    [Fact]
    public void A_code_trades_its_own_plan_once_and_not_for_long()
    {
        FakeTimeProvider clock = new(Noon);
        TradeCodes codes = new(clock);
        PlanRequest request = new()
        {
            OpportunityId = "o",
            Legs = [],
            Units = default,
            MicrosPerUnit = 0,
            Relations = [],
            Basis = default,
            MinEdgePerUnit = default,
            Member = default,
        };
        string first = codes.Add(request, "t1");
        string second = codes.Add(request, "t2");
        string late = codes.Add(request, "t3");
        Assert.Equal("t1", codes.Take("o", first)!.Value.TradeId);
        Assert.Null(codes.Take("o", first));
        Assert.Null(codes.Take("other", second));
        clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(codes.Take("o", late));
        Assert.Null(codes.Take("o", ""));
    }

    private static DeskView Desk(TradingMode mode) => new()
    {
        Mode = new TradingModeState(mode, "", Noon),
        IsReconciled = true,
        Cash = [],
        Trades = [],
        Orders = [],
        Holdings = new Dictionary<string, Holding>(StringComparer.Ordinal),
    };

    private BoardWatch Watch() => new(_board, new FakeTimeProvider(Noon));
}
