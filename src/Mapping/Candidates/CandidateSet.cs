using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>What is worth asking about, found without a model.</summary>
public sealed class CandidateSet
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<Market>> _partners;

    internal CandidateSet(IReadOnlyList<EventPair> pairs, IReadOnlyDictionary<string, IReadOnlyList<Market>> partners) =>
        (Pairs, _partners) = (pairs, partners);

    public static CandidateSet Empty { get; } = new([], new Dictionary<string, IReadOnlyList<Market>>(StringComparer.Ordinal));

    /// <summary>Single events and pairs of events, the most promising first.</summary>
    public IReadOnlyList<EventPair> Pairs { get; }

    /// <summary>The candidates of a market in other events, the most alike first.</summary>
    public IReadOnlyList<Market> Partners(Market market) => _partners.GetValueOrDefault(market.Ticker) ?? [];

    /// <summary>What one pass reads.</summary>
    public IEnumerable<EventPair> Of(MappingPass pass) => Pairs.Where(pair => pair.Pass == pass);
}
