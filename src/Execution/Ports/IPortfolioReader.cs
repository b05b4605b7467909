namespace Dutchbook.Execution;

/// <summary>
/// The account as the venue shows it, one subaccount at a time. Every reading says how fresh it is; one that fails, stops
/// half-way, repeats a cursor or holds a row that cannot be read is <see cref="Reading{T}.Unknown"/>, never a shorter list.
/// </summary>
public interface IPortfolioReader
{
    Task<Reading<IReadOnlyList<VenueOrder>>> ReadOrdersAsync(OrderQuery query, CancellationToken stop);

    Task<Reading<IReadOnlyList<VenueFill>>> ReadFillsAsync(FillQuery query, CancellationToken stop);

    /// <summary>Positions not yet settled.</summary>
    Task<Reading<IReadOnlyList<VenuePosition>>> ReadPositionsAsync(int subaccount, CancellationToken stop);

    Task<Reading<IReadOnlyList<VenueSettlement>>> ReadSettlementsAsync(
        int subaccount, DateTimeOffset since, CancellationToken stop);

    Task<Reading<VenueBalances>> ReadBalancesAsync(int subaccount, CancellationToken stop);
}

/// <summary>Which orders; a null condition lets everything pass.</summary>
public sealed record OrderQuery(int Subaccount)
{
    public string? Ticker { get; init; }

    /// <summary>Created at or after this.</summary>
    public DateTimeOffset? Since { get; init; }

    public bool RestingOnly { get; init; }
}

/// <summary>Which fills; a null condition lets everything pass.</summary>
public sealed record FillQuery(int Subaccount)
{
    public string? Ticker { get; init; }

    public string? OrderId { get; init; }

    public DateTimeOffset? Since { get; init; }
}
