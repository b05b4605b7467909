using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>The whole account as the venue shows it, read together.</summary>
public sealed record AccountReading
{
    public required IReadOnlyList<VenueOrder> Resting { get; init; }

    /// <summary>Those since <see cref="FillsSince"/>.</summary>
    public required IReadOnlyList<VenueFill> Fills { get; init; }

    public required DateTimeOffset FillsSince { get; init; }

    public required IReadOnlyList<VenuePosition> Positions { get; init; }

    public required VenueBalances Balances { get; init; }

    public required IReadOnlyList<VenueSettlement> Settlements { get; init; }

    /// <summary>Reads it; null with the reason where a part cannot be read.</summary>
    public static async Task<(AccountReading? Reading, string Reason)> ReadAsync(
        IPortfolioReader account, int subaccount, DateTimeOffset since, CancellationToken stop)
    {
        Reading<IReadOnlyList<VenueOrder>> orders = await account.ReadOrdersAsync(
            new OrderQuery(subaccount) { RestingOnly = true }, stop);
        Reading<IReadOnlyList<VenueFill>> fills = await account.ReadFillsAsync(new FillQuery(subaccount) { Since = since }, stop);
        Reading<IReadOnlyList<VenuePosition>> positions = await account.ReadPositionsAsync(subaccount, stop);
        Reading<VenueBalances> balances = await account.ReadBalancesAsync(subaccount, stop);
        Reading<IReadOnlyList<VenueSettlement>> paid = await account.ReadSettlementsAsync(subaccount, since, stop);
        string reason = Reason(orders) ?? Reason(fills) ?? Reason(positions) ?? Reason(balances) ?? Reason(paid) ?? "";
        return reason.Length > 0
            ? (null, reason)
            : (new AccountReading
            {
                Resting = Known(orders),
                Fills = Known(fills),
                FillsSince = since,
                Positions = Known(positions),
                Balances = Known(balances),
                Settlements = Known(paid),
            }, "");
    }

    private static string? Reason<T>(Reading<T> reading) => reading is Reading<T>.Unknown unknown ? unknown.Reason : null;

    private static T Known<T>(Reading<T> reading) => ((Reading<T>.Known)reading).Value;
}
