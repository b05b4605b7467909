using System.Runtime.CompilerServices;

namespace Dutchbook.Kalshi;

/// <summary>What combos are made of: <c>/multivariate_event_collections</c> and <c>/events/multivariate</c>.</summary>
public sealed class CollectionEndpoints
{
    private readonly PatientSender _sender;

    internal CollectionEndpoints(PatientSender sender) => _sender = sender;

    /// <summary>Page by page.</summary>
    public async IAsyncEnumerable<Listing<Collection>> GetCollections(
        CollectionFilter filter, [EnumeratorCancellation] CancellationToken stop)
    {
        string target = "/multivariate_event_collections?limit=200" + Target.And("status", filter.Status)
            + Target.And("associated_event_ticker", filter.AssociatedEventTicker) + Target.And("series_ticker", filter.SeriesTicker);
        await foreach (RawPage page in _sender.Pages(target, stop))
        {
            CollectionsWire wire = WireReader.Read(page, WireJson.Default.CollectionsWire);
            yield return Listings.Read(page, "multivariate_contracts", wire.MultivariateContracts, One);
        }
    }

    /// <exception cref="KalshiException">There is none of this name, or it cannot be read.</exception>
    public async Task<Collection> GetCollection(string ticker, CancellationToken stop)
    {
        RawPage page = await _sender.GetAsync("/multivariate_event_collections/" + Target.Part(ticker), stop);
        try
        {
            return One(WireReader.Read(page, WireJson.Default.OneCollectionWire).MultivariateContract);
        }
        catch (UnreadableFieldException e)
        {
            throw KalshiException.WrongShape(page.Path, $"answered what cannot be read: {e.Message}");
        }
    }

    /// <summary>Page by page, combo events with their markets, as they came; of one series, of one collection, or of all.</summary>
    /// <exception cref="ArgumentException">The venue filters by one of the two only.</exception>
    public IAsyncEnumerable<RawPage> GetMultivariateEvents(string? seriesTicker, string? collectionTicker, CancellationToken stop) =>
        seriesTicker is null || collectionTicker is null
            ? _sender.Pages(
                "/events/multivariate?limit=200&with_nested_markets=true" + Target.And("series_ticker", seriesTicker)
                    + Target.And("collection_ticker", collectionTicker),
                stop)
            : throw new ArgumentException("Filter by a series or by a collection, not by both.", nameof(collectionTicker));

    private static Collection One(CollectionWire wire) => new(
        Field.Need(wire.CollectionTicker, "collection_ticker"),
        wire.SeriesTicker,
        wire.Title ?? "",
        wire.Description ?? "",
        Field.Instant(wire.OpenDate, "open_date"),
        Field.Instant(wire.CloseDate, "close_date"),
        [.. (wire.AssociatedEvents ?? []).Select(static item => new CollectionEvent(
            Field.Need(item.Ticker, "associated_events.ticker"), item.IsYesOnly, item.SizeMin, item.SizeMax))],
        wire.IsOrdered,
        wire.SizeMin,
        wire.SizeMax,
        wire.FunctionalDescription ?? "",
        wire.ExchangeIndex);
}
