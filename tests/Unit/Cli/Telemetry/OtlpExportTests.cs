using Dutchbook.Cli;
using Dutchbook.Pipeline;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>What a collector of metrics receives.</summary>
public sealed class OtlpExportTests
{
    [Fact]
    public void A_collector_receives_each_figure_with_its_label()
    {
        using Collector collector = new();
        using OtlpExport export = new(new Uri(collector.Address), "demo.example");
        Assert.True(export.Send(
        [
            new RunFigure("dutchbook_markets", FigureKind.Gauge, "Markets read.", null, [("", "130000")]),
            new RunFigure("dutchbook_cash_dollars", FigureKind.Gauge, "Cash.", "shard", [("0", "12.3456"), ("7", "-1.5")]),
            new RunFigure("dutchbook_looks_total", FigureKind.Counter, "Looks.", null, [("", "7")]),
        ]));
        byte[] message = Assert.Single(collector.Messages);
        Dictionary<string, double> figures = OtlpMessage.Figures(message);
        Assert.Equal(4, figures.Count);
        Assert.Equal(130_000, figures["dutchbook_markets"]);
        Assert.Equal(12.3456, figures["dutchbook_cash_dollars:0"]);
        Assert.Equal(-1.5, figures["dutchbook_cash_dollars:7"]);
        Assert.Equal(7, figures["dutchbook_looks_total"]);
        Assert.Contains("dutchbook", OtlpMessage.Resource(message));
        Assert.Contains("demo.example", OtlpMessage.Resource(message));
    }

    [Fact]
    public void A_figure_that_is_not_known_any_more_is_not_sent_and_one_that_is_new_is()
    {
        using Collector collector = new();
        using OtlpExport export = new(new Uri(collector.Address), "demo.example");
        RunFigure one = new("dutchbook_events", FigureKind.Gauge, "Events.", null, [("", "1")]);
        RunFigure other = new("dutchbook_markets", FigureKind.Gauge, "Markets.", null, [("", "2")]);
        Assert.True(export.Send([one]));
        Assert.True(export.Send([other]));
        Assert.Equal(["dutchbook_events", "dutchbook_markets"], collector.Messages.SelectMany(OtlpMessage.Figures).Select(static pair => pair.Key));
    }

    [Fact]
    public void A_key_for_the_collector_comes_from_the_environment()
    {
        using Collector collector = new();
        Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_HEADERS", "x-key=secret");
        try
        {
            using OtlpExport export = new(new Uri(collector.Address), "demo.example");
            Assert.True(export.Send([new RunFigure("dutchbook_events", FigureKind.Gauge, "Events.", null, [("", "1")])]));
        }
        finally
        {
            Environment.SetEnvironmentVariable("OTEL_EXPORTER_OTLP_HEADERS", null);
        }

        Assert.Equal("secret", collector.Headers["x-key"]);
    }

    [Fact]
    public async Task Nobody_who_starts_it_waits_for_a_collector_that_does_not_answer()
    {
        TaskCompletionSource answer = new();
        using Collector collector = new() { Answering = answer.Task };
        using Trial trial = new();
        LayerWatch layers = new(TimeProvider.System);
        DateTimeOffset now = trial.Clock.GetUtcNow();
        TelemetryLayer layer = new(
            new Configuration { Telemetry = new TelemetryOptions { OtlpEndpoint = collector.Address } }, trial.Home, layers, TimeProvider.System)
        {
            View = () => new RunView { At = now, StartedAt = now, IsDryRun = true },
        };
        using CancellationTokenSource stop = new();
        Task keeping = layer.KeepAsync(stop.Token);

        // It could not have ended before the answer.
        Assert.DoesNotContain(layers.States, static state => state.Name == TelemetryLayer.Layer);
        answer.SetResult();
        while (layers.States.All(static state => state.Name != TelemetryLayer.Layer))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Equal(LayerHealth.Well, layers.States.Single(static state => state.Name == TelemetryLayer.Layer).Health);
        await stop.CancelAsync();
        await keeping;
    }

    [Fact]
    public void A_collector_that_refuses_or_is_not_there_is_told_of()
    {
        RunFigure one = new("dutchbook_events", FigureKind.Gauge, "Events.", null, [("", "1")]);
        using Collector collector = new() { Status = 400 };
        using OtlpExport refused = new(new Uri(collector.Address), "demo.example");
        Assert.False(refused.Send([one]));
        collector.Dispose();
        using OtlpExport missing = new(new Uri(collector.Address), "demo.example");
        Assert.False(missing.Send([one]));
    }
}
