using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Numbers markets, so that what is known of them stands in flat arrays. Those of a list have their place in it, which
/// they carry themselves: no text is looked at. Others, and copies from another snapshot, are found by ticker, and what
/// is not in the list is numbered from its end on.
/// </summary>
internal sealed class MarketNumbers(IReadOnlyList<Market> listed)
{
    private readonly Market[] _listed = [.. listed];
    private Dictionary<string, int>? _byTicker;

    /// <summary>One more than the greatest number given so far.</summary>
    public int Count { get; private set; } = listed.Count;

    /// <summary>The markets by their numbers; an array, because loops over all of them index it.</summary>
    public Market[] Listed => _listed;

    public int Of(Market market) => IsListedAs(market, market.Index) ? market.Index : Find(market.Ticker, isNewNumbered: true);

    /// <summary>The place in the list; -1 for a market that is not in it.</summary>
    public int PlaceOf(Market market)
    {
        int place = IsListedAs(market, market.Index) ? market.Index : Find(market.Ticker, isNewNumbered: false);
        return place < _listed.Length ? place : -1;
    }

    private bool IsListedAs(Market market, int place) =>
        (uint)place < (uint)_listed.Length && ReferenceEquals(_listed[place], market);

    private int Find(string ticker, bool isNewNumbered)
    {
        _byTicker ??= ByTicker();
        if (!_byTicker.TryGetValue(ticker, out int number))
        {
            number = isNewNumbered ? Count++ : -1;
            if (isNewNumbered)
            {
                _byTicker.Add(ticker, number);
            }
        }

        return number;
    }

    private Dictionary<string, int> ByTicker()
    {
        Dictionary<string, int> byTicker = new(_listed.Length, StringComparer.Ordinal);
        for (int i = 0; i < _listed.Length; i++)
        {
            byTicker.TryAdd(_listed[i].Ticker, i);
        }

        return byTicker;
    }
}
