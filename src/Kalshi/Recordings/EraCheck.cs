using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>The wrong era for everything is bad usage, not a hundred thousand defects.</summary>
internal static class EraCheck
{
    /// <exception cref="UnreadableSourceException">No market has prices of the era asked for, but all have those of the other.</exception>
    public static void Refuse(VenueSnapshot snapshot, Era era)
    {
        if (snapshot.Markets.Count > 0 && snapshot.Markets.All(static market => IsOfOtherEra(market)))
        {
            throw new UnreadableSourceException(era == Era.Current
                ? "Every market of the recording has the integer-cent prices of before March 2026. Read it with --era cents."
                : "Every market of the recording has today's dollar prices and no integer cents. Read it without --era cents.");
        }
    }

    private static bool IsOfOtherEra(Market market) => market.Defects.Any(static defect =>
        ReferenceEquals(defect.Problem, MarketReader.CentsInsteadOfDollars)
        || ReferenceEquals(defect.Problem, MarketReader.DollarsInsteadOfCents));
}
