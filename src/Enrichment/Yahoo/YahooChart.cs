namespace Dutchbook.Enrichment;

/// <summary>One bar of a chart; what the source left null is null.</summary>
public sealed record ChartBar(DateTimeOffset At, decimal? High, decimal? Low, decimal? Close);

/// <summary>The newest trade of an instrument and its bars.</summary>
public sealed record YahooChart(string Symbol, decimal Last, DateTimeOffset At, IReadOnlyList<ChartBar> Bars);
