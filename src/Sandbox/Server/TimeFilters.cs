namespace Dutchbook.Sandbox;

/// <summary>
/// The time filters of /markets. The venue lets each go with some states only, and min_updated_ts, which follows the texts
/// and not the prices, with mve_filter=exclude alone.
/// </summary>
internal sealed class TimeFilters
{
    private readonly (DateTimeOffset? Min, DateTimeOffset? Max) _created;
    private readonly (DateTimeOffset? Min, DateTimeOffset? Max) _closed;
    private readonly (DateTimeOffset? Min, DateTimeOffset? Max) _settled;
    private readonly DateTimeOffset? _updated;

    private TimeFilters(Query query)
    {
        _created = Range(query, "created");
        _closed = Range(query, "close");
        _settled = Range(query, "settled");
        _updated = query.Seconds("min_updated_ts");
    }

    public static TimeFilters Read(Query query, string status, string combos)
    {
        TimeFilters filters = new(query);
        Require(filters._created, status is "" or "unopened" or "open", "created");
        Require(filters._closed, status is "" or "closed", "close");
        Require(filters._settled, status is "" or "settled", "settled");
        return filters._updated is null || (combos == "exclude" && status.Length == 0)
            ? filters
            : throw new RefusedException(Answer.BadRequest("min_updated_ts needs mve_filter=exclude and no status"));
    }

    public bool Admit(ListedMarket market, DateTimeOffset start) =>
        IsWithin(_created, MarketWriter.CreatedAt(market))
        && IsWithin(_closed, market.CloseTime)
        && (_settled == default || (market.SettledAt is DateTimeOffset at && IsWithin(_settled, at)))
        && !(MarketWriter.UpdatedAt(start) < _updated);

    private static (DateTimeOffset? Min, DateTimeOffset? Max) Range(Query query, string what) =>
        (query.Seconds($"min_{what}_ts"), query.Seconds($"max_{what}_ts"));

    private static bool IsWithin((DateTimeOffset? Min, DateTimeOffset? Max) range, DateTimeOffset at) =>
        !(at < range.Min) && !(at > range.Max);

    private static void Require((DateTimeOffset? Min, DateTimeOffset? Max) range, bool isAllowed, string what)
    {
        if (!isAllowed && (range.Min is not null || range.Max is not null))
        {
            throw new RefusedException(Answer.BadRequest($"{what} timestamps do not go with this status"));
        }
    }
}
