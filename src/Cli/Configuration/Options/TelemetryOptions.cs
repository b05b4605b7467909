namespace Dutchbook.Cli;

/// <summary>Where the figures of a run are sent.</summary>
[Section("Where `run` sends its figures. Prometheus needs nothing of it: it asks `/metrics` of the dashboard for the same.")]
internal sealed record TelemetryOptions
{
    [Setting("The collector, by OTLP over HTTP and with its whole path: https, or this machine itself; nothing is sent without it. A "
        + "key for it goes into the environment variable OTEL_EXPORTER_OTLP_HEADERS.", Example = "http://127.0.0.1:4318/v1/metrics")]
    public string? OtlpEndpoint { get; init; }

    [Setting("From one time to the next.", Min = "1", Max = "3600", Unit = "seconds")]
    public int IntervalSeconds { get; init; } = 30;
}
