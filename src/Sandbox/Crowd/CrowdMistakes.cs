using Dutchbook.Domain;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>
/// Prices that cannot all be right, made on purpose: of two markets of one observable, the narrower is bid above the wider's ask, or
/// two that exclude each other are bid more than a dollar together.
/// </summary>
internal sealed class CrowdMistakes(CrowdQuotes quotes, Beliefs beliefs, TippedMisses misses, Chance chance, CrowdOptions options)
{
    private const int Tries = 50;
    private const int NoFamily = -1;
    private readonly List<PlantedTruth> _all = [];
    private readonly Dictionary<string, (int Truth, int Family)> _standing = new(StringComparer.Ordinal);

    public IReadOnlyList<PlantedTruth> All() => [.. _all];

    /// <summary>Whether a market is part of a mistake that stands: nobody else moves it then.</summary>
    public bool Concern(string ticker) => _standing.ContainsKey(ticker);

    public void Make(DateTimeOffset now)
    {
        for (int attempt = 0; attempt < Tries && beliefs.Count + misses.Count > 0; attempt++)
        {
            if (beliefs.Count == 0 || (misses.Count > 0 && chance.OneIn(2)))
            {
                if (misses.Tip(Gap(), IsUsable) is not { } tipped)
                {
                    continue;
                }

                PlantedTruth made = new(_all.Count, now, KindOf(tipped.Miss), tipped.Miss.Claims, tipped.Miss.AtLeast, tipped.Gap, EndedAt: null);
                _all.Add(made);
                foreach (PlantedClaim claim in made.Claims)
                {
                    _standing[claim.Ticker] = (made.Number, NoFamily);
                }

                return;
            }

            int family = chance.Between(0, beliefs.Count - 1);
            CellMember one = chance.Of(beliefs.Members(family));
            CellMember other = chance.Of(beliefs.Members(family));
            if (IsUsable(one.Ticker) && IsUsable(other.Ticker) && (Nested(one, other, now) ?? Apart(one, other, now)) is { } truth)
            {
                _all.Add(truth);
                _standing[one.Ticker] = (truth.Number, family);
                _standing[other.Ticker] = (truth.Number, family);
                return;
            }
        }
    }

    /// <summary>Quotes anew what has been wrong for long enough.</summary>
    public void Mend(DateTimeOffset now)
    {
        foreach ((string ticker, (int number, int family)) in _standing.ToArray())
        {
            if (_all[number].At + options.MispricedFor > now)
            {
                continue;
            }

            _standing.Remove(ticker);
            _all[number] = _all[number] with { EndedAt = now };
            if (family == NoFamily)
            {
                misses.Restore(ticker);
                continue;
            }

            CellMember member = beliefs.Members(family).First(item => item.Ticker == ticker);
            quotes.Requote(ticker, beliefs.Fair(family, member), beliefs.WidthOf(family));
        }
    }

    /// <summary>If the narrower happens the wider does: YES of the wider and NO of the narrower pay a dollar at least.</summary>
    private PlantedTruth? Nested(CellMember narrow, CellMember wide, DateTimeOffset now)
    {
        int gap = Gap();
        if (!narrow.IsWithin(wide) || quotes.Ask(wide.Ticker) is not { } ask || ask + gap > 9_700)
        {
            return null;
        }

        quotes.Put(narrow.Ticker, ask + gap, ask + gap + 200);
        return Written(
            PlantKind.Subset, [PlantedClaim.Yes(wide.Ticker), PlantedClaim.No(narrow.Ticker)], 1,
            quotes.Bid(narrow.Ticker) - quotes.Ask(wide.Ticker), now);
    }

    /// <summary>At most one of two happens: their NOs pay a dollar at least.</summary>
    private PlantedTruth? Apart(CellMember one, CellMember other, DateTimeOffset now)
    {
        int wanted = Price.TicksPerDollar + Gap();
        if (!one.IsApartFrom(other) || quotes.Bid(other.Ticker) is not { } bid || wanted - bid > 9_700)
        {
            return null;
        }

        quotes.Put(one.Ticker, wanted - bid, wanted - bid + 200);
        return Written(
            PlantKind.Exclusive, [PlantedClaim.No(one.Ticker), PlantedClaim.No(other.Ticker)], 1,
            quotes.Bid(one.Ticker) + quotes.Bid(other.Ticker) - Price.TicksPerDollar, now);
    }

    /// <summary>The gap as it stands in the books, which clients' own orders may have changed.</summary>
    private PlantedTruth? Written(PlantKind kind, IReadOnlyList<PlantedClaim> claims, int atLeast, int? gap, DateTimeOffset now) =>
        gap is > 0 and int known ? new PlantedTruth(_all.Count, now, kind, claims, atLeast, known, EndedAt: null) : null;

    private int Gap() => chance.Between(options.LeastGapTicks / 100, options.GreatestGapTicks / 100) * 100;

    private static PlantKind KindOf(NearMiss miss) =>
        miss.Claims.All(static claim => claim.Side == Side.Yes.Word()) ? PlantKind.Exhaustive
        : miss.Claims.All(static claim => claim.Side == Side.No.Word()) ? PlantKind.Exclusive
        : PlantKind.Subset;

    private bool IsUsable(string ticker) => !Concern(ticker) && quotes.Pit(ticker) is { Live.Phase: MarketPhase.Active };
}
