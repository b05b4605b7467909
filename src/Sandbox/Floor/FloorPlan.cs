namespace Dutchbook.Sandbox;

/// <summary>What is listed and where it is traded, as of one moment. It never changes: more makes a new plan, so readers wait for nobody.</summary>
internal sealed class FloorPlan
{
    private readonly Dictionary<string, Pit> _byTicker;
    private readonly Dictionary<string, IReadOnlyList<Pit>> _byEvent;

    public FloorPlan(Universe universe, IReadOnlyList<Pit> pits)
    {
        (Universe, Pits) = (universe, pits);
        _byTicker = pits.ToDictionary(static pit => pit.Listed.Ticker, StringComparer.Ordinal);
        _byEvent = pits.GroupBy(static pit => pit.Listed.EventTicker, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static IReadOnlyList<Pit> (group) => [.. group], StringComparer.Ordinal);
    }

    public Universe Universe { get; }

    /// <summary>In the order of listing.</summary>
    public IReadOnlyList<Pit> Pits { get; }

    public Pit At(string ticker) => _byTicker[ticker];

    public Pit? Find(string ticker) => _byTicker.GetValueOrDefault(ticker);

    public IReadOnlyList<Pit> PitsOf(string eventTicker) => _byEvent.GetValueOrDefault(eventTicker) ?? [];
}
