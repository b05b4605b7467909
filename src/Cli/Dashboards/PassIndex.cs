using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>What the last pass read, by name; made once for a pass.</summary>
internal sealed class PassIndex
{
    private readonly Dictionary<string, Event> _events = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Market> _markets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Relation> _relations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _uses = new(StringComparer.Ordinal);
    private readonly PassSummary _pass;

    public PassIndex(PassSummary pass)
    {
        _pass = pass;
        foreach (Event item in pass.Snapshot.Events)
        {
            _events[item.Ticker] = item;
        }

        foreach (Market market in pass.Snapshot.Markets)
        {
            _markets[market.Ticker] = market;
        }

        foreach (Relation relation in pass.Map.Relations)
        {
            _relations[relation.Id] = relation;
            foreach (Claim claim in relation.Claims)
            {
                _uses[claim.Market.Ticker] = _uses.GetValueOrDefault(claim.Market.Ticker) + 1;
            }
        }
    }

    public IReadOnlyList<Event> Events => _pass.Snapshot.Events;

    public IReadOnlyList<Relation> Relations => _pass.Map.Relations;

    public bool IsOf(PassSummary pass) => ReferenceEquals(pass, _pass);

    public Event? Event(string ticker) => _events.GetValueOrDefault(ticker);

    public Market? Market(string ticker) => _markets.GetValueOrDefault(ticker);

    public Relation? Relation(string id) => _relations.GetValueOrDefault(id);

    /// <summary>In how many relations a market is.</summary>
    public int UsesOf(string ticker) => _uses.GetValueOrDefault(ticker);

    public string TitleOf(string eventTicker) => Event(eventTicker)?.Title.ToString() ?? "";

    public string CategoryOf(string eventTicker) => Event(eventTicker) is not { } found ? ""
        : found.Category.Length > 0 ? found.Category
        : _pass.Snapshot.Series.GetValueOrDefault(found.SeriesTicker)?.Category ?? "";
}
