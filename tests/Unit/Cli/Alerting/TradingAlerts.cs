using Dutchbook.Alerts;
using Dutchbook.Cli;
using Dutchbook.Execution;
using Dutchbook.Unit.Alerts;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>What the trading loop tells becomes an alert of its kind.</summary>
public sealed class TradingAlerts
{
    [Theory]
    [InlineData(TradingEventKind.TradeOpened, AlertKind.Trade, AlertSeverity.Notice)]
    [InlineData(TradingEventKind.TradeEnded, AlertKind.Trade, AlertSeverity.Notice)]
    [InlineData(TradingEventKind.OrderFilled, AlertKind.Fill, AlertSeverity.Info)]
    [InlineData(TradingEventKind.UnhedgedLeg, AlertKind.UnhedgedLeg, AlertSeverity.Critical)]
    [InlineData(TradingEventKind.ModeChanged, AlertKind.Halt, AlertSeverity.Critical)]
    [InlineData(TradingEventKind.Discrepancy, AlertKind.Discrepancy, AlertSeverity.Critical)]
    [InlineData(TradingEventKind.Settled, AlertKind.Trade, AlertSeverity.Notice)]
    [InlineData(TradingEventKind.SettlementReversed, AlertKind.Discrepancy, AlertSeverity.Warning)]
    public async Task Each_event_is_told_in_its_kind_and_of_paper_never_as_critical(TradingEventKind what, AlertKind kind, AlertSeverity severity)
    {
        Alert live = Assert.Single(await Told(isPaper: false, what));
        Assert.Equal((kind, severity), (live.Kind, live.Severity));
        Assert.EndsWith("(t1)", live.Title, StringComparison.Ordinal);
        Alert paper = Assert.Single(await Told(isPaper: true, what));
        Assert.Equal(severity == AlertSeverity.Critical ? AlertSeverity.Warning : severity, paper.Severity);
        Assert.StartsWith("Dry run: ", paper.Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TradingEventKind.OrderDenied)]
    [InlineData(TradingEventKind.OrderUnknown)]
    public async Task What_trading_settles_by_itself_wakes_nobody(TradingEventKind what) => Assert.Empty(await Told(isPaper: false, what));

    [Fact]
    public async Task Each_fill_is_told_and_one_discrepancy_once() =>
        Assert.Equal(
            [AlertKind.Fill, AlertKind.Fill, AlertKind.Discrepancy],
            (await Told(
                isPaper: false, TradingEventKind.OrderFilled, TradingEventKind.OrderFilled, TradingEventKind.Discrepancy, TradingEventKind.Discrepancy))
            .Select(static alert => alert.Kind));

    private static async Task<IReadOnlyList<Alert>> Told(bool isPaper, params TradingEventKind[] kinds)
    {
        using Trial trial = new();
        using CommandScope scope = trial.Open();
        using FileOutbox outbox = FileOutbox.Open(AlertSetup.OutboxPath(trial.Home), SomeAlert.At);
        FakeChannel channel = new("a");
        AlertDesk desk = new([channel], outbox, new AlertPolicy(), new FakeTimeProvider(SomeAlert.At));
        DeskEvents events = new(scope.Log, desk, isPaper);
        foreach (TradingEventKind kind in kinds)
        {
            events.Raise(new TradingEvent(kind, SomeAlert.At, "t1", "in a sentence"));
        }

        await desk.DeliverAsync(CancellationToken.None);
        return channel.Got;
    }
}
