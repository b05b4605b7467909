using System.Text;

namespace Dutchbook.Cli;

/// <summary>Figures in the text form of Prometheus, version 0.0.4.</summary>
internal static class PrometheusText
{
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Of(IReadOnlyList<RunFigure> figures)
    {
        StringBuilder text = new();
        foreach (RunFigure figure in figures)
        {
            text.Append($"# HELP {figure.Name} {figure.Help}\n# TYPE {figure.Name} {Word(figure.Kind)}\n");
            foreach ((string label, string value) in figure.Values)
            {
                text.Append(figure.Name);
                if (figure.Label is { } name)
                {
                    text.Append($"{{{name}=\"{Escaped(label)}\"}}");
                }

                text.Append($" {value}\n");
            }
        }

        return text.ToString();
    }

    private static string Word(FigureKind kind) => kind switch
    {
        FigureKind.Gauge => "gauge",
        FigureKind.Counter => "counter",
    };

    private static string Escaped(string label) => label.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}
