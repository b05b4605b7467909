namespace Dutchbook.Cli;

/// <summary>Everything config.yaml can say, with the defaults of what it leaves out.</summary>
internal sealed record Configuration
{
    public KalshiOptions Kalshi { get; init; } = new();

    public AnthropicOptions Anthropic { get; init; } = new();

    public LlmOptions Llm { get; init; } = new();

    public EmbeddingsOptions Embeddings { get; init; } = new();

    public TradingOptions Trading { get; init; } = new();

    public ScanningOptions Scanning { get; init; } = new();

    public MappingOptions Mapping { get; init; } = new();

    public DetectionSettings Detection { get; init; } = new();

    public ValidationOptions Validation { get; init; } = new();

    public EnrichmentOptions Enrichment { get; init; } = new();

    public HistoryOptions History { get; init; } = new();

    public TelemetryOptions Telemetry { get; init; } = new();

    public LoggingOptions Logging { get; init; } = new();

    public AlertsOptions Alerts { get; init; } = new();
}
