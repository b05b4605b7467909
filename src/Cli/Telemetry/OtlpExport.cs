using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Dutchbook.Cli;

/// <summary>Sends figures to a collector by OTLP over HTTP, when it is told to.</summary>
internal sealed class OtlpExport : IDisposable
{
    private const string Scope = "Dutchbook";
    private static readonly TimeSpan TimeOut = TimeSpan.FromSeconds(10);

    private readonly Meter _meter = new(Scope);
    private readonly MeterProvider _provider;
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private volatile Dictionary<string, RunFigure> _figures = [];

    /// <param name="collector">With its whole path.</param>
    /// <param name="account">What tells this instance from others at the collector: the exchange it trades on.</param>
    public OtlpExport(Uri collector, string account)
    {
        OtlpExporterOptions options = new()
        {
            Endpoint = collector,
            Protocol = OtlpExportProtocol.HttpProtobuf,
            TimeoutMilliseconds = (int)TimeOut.TotalMilliseconds,
        };
        string? version = typeof(OtlpExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        _provider = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.Clear()
                .AddService("dutchbook", serviceVersion: version, autoGenerateServiceInstanceId: false, serviceInstanceId: account))
            .AddMeter(Scope)
            .AddReader(new BaseExportingMetricReader(new OtlpMetricExporter(options)))
            .Build();
    }

    /// <summary>Sends these figures, and waits for the collector's answer.</summary>
    /// <returns>Whether the collector took them.</returns>
    public bool Send(IReadOnlyList<RunFigure> figures)
    {
        _figures = figures.ToDictionary(static figure => figure.Name, StringComparer.Ordinal);
        foreach (RunFigure figure in figures.Where(figure => _known.Add(figure.Name)))
        {
            Publish(figure);
        }

        return _provider.ForceFlush((int)TimeOut.TotalMilliseconds);
    }

    public void Dispose()
    {
        _provider.Dispose();
        _meter.Dispose();
    }

    private void Publish(RunFigure figure)
    {
        string name = figure.Name;
        if (figure.Kind == FigureKind.Counter)
        {
            _meter.CreateObservableCounter(name, () => Values(name), description: figure.Help);
        }
        else
        {
            _meter.CreateObservableGauge(name, () => Values(name), description: figure.Help);
        }
    }

    /// <summary>The protocol has no decimals: a collector draws curves, and settles no accounts.</summary>
    private IEnumerable<Measurement<double>> Values(string name)
    {
        if (!_figures.TryGetValue(name, out RunFigure? figure))
        {
            yield break;
        }

        foreach ((string label, string value) in figure.Values)
        {
            double number = double.Parse(value, CultureInfo.InvariantCulture);
            yield return figure.Label is { } key
                ? new Measurement<double>(number, new KeyValuePair<string, object?>(key, label))
                : new Measurement<double>(number);
        }
    }
}
