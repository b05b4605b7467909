using Dutchbook.Cli;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>The text that Prometheus reads.</summary>
public sealed class PrometheusTextTests
{
    [Fact]
    public void Each_figure_has_its_help_its_type_and_its_values() => Assert.Equal(
        """
        # HELP dutchbook_looks_total Looks.
        # TYPE dutchbook_looks_total counter
        dutchbook_looks_total 7
        # HELP dutchbook_layer_well Parts.
        # TYPE dutchbook_layer_well gauge
        dutchbook_layer_well{layer="a \"b\" \\ c\nd"} 1
        dutchbook_layer_well{layer="e"} 0

        """.ReplaceLineEndings("\n"),
        PrometheusText.Of(
        [
            new RunFigure("dutchbook_looks_total", FigureKind.Counter, "Looks.", null, [("", "7")]),
            new RunFigure("dutchbook_layer_well", FigureKind.Gauge, "Parts.", "layer", [("a \"b\" \\ c\nd", "1"), ("e", "0")]),
        ]));
}
