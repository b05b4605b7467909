namespace Dutchbook.Cli;

/// <summary>Whether a figure can fall.</summary>
internal enum FigureKind
{
    Gauge,
    Counter,
}

/// <summary>One figure of a running instance, or a family of them that one label tells apart.</summary>
/// <param name="Name">By the customs of Prometheus: the unit at its end, `_total` for what only rises.</param>
/// <param name="Label">What tells the values apart; null for a figure that has one value.</param>
/// <param name="Values">Decimal numbers.</param>
internal sealed record RunFigure(
    string Name, FigureKind Kind, string Help, string? Label, IReadOnlyList<(string Label, string Value)> Values);
