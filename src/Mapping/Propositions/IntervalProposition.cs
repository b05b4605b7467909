using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>A market whose YES means that its observable falls between two cuts.</summary>
internal sealed record IntervalProposition(Market Market, Event Event, Cut Low, Cut High, string Template)
{
    public bool IsAbove => High == Cut.Highest && Low != Cut.Lowest;

    public bool IsBelow => Low == Cut.Lowest && High != Cut.Highest;

    public bool IsBucket => !Low.IsOpen && !High.IsOpen;

    public IntervalProposition On(decimal? grid) => this with { Low = Low.On(grid), High = High.On(grid) };
}
