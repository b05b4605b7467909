using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Sizes candidates and joins those that buy the same claims: one basket, resting on the strongest guarantee for it.
/// </summary>
internal sealed class Baskets(Board board, Sizer sizer)
{
    private readonly Dictionary<string, Basket> _byKey = new(StringComparer.Ordinal);
    private readonly List<Basket> _found = [];
    private readonly HashSet<string> _worthless = new(StringComparer.Ordinal);

    public IReadOnlyList<Basket> Found => _found;

    /// <summary>Candidates whose claims another relation had already found.</summary>
    public int Repeated { get; private set; }

    /// <summary>Candidates that no size makes pay once fees are rounded.</summary>
    public int LostToRounding { get; private set; }

    public void Add(Candidate candidate)
    {
        string asked = BasketKey.Text(candidate.Slots.Select(board.ClaimOf));
        if (!candidate.AnySubset && _byKey.TryGetValue(asked, out Basket? same) && same.AtLeast >= candidate.AtLeast)
        {
            Join(same, candidate.Relation, candidate.AtLeast);
            return;
        }

        string attempt = $"{candidate.AtLeast}{(candidate.AnySubset ? "*" : "")} of {asked}";
        if (_worthless.Contains(attempt))
        {
            Repeated++;
            return;
        }

        SizedLeg[] legs = [.. candidate.Slots.Select(board.LegOf)];
        Sizing? safe = Size(candidate, legs, sizer.Safe);
        Sizing? sizing = safe ?? Size(candidate, legs, sizer.Plain);
        if (sizing is not Sizing found)
        {
            _worthless.Add(attempt);
            LostToRounding++;
            return;
        }

        Keep(candidate, found, safe is null ? sizer.WhyUnsafe(found) : null);
    }

    /// <summary>
    /// The part of a relation that a basket rests on: thresholds by ascending strike, everything else as the relation
    /// has it.
    /// </summary>
    public static RelationUse UseOf(Relation relation, IReadOnlyCollection<Claim> claims)
    {
        HashSet<string> tickers = new(claims.Select(static claim => claim.Market.Ticker), StringComparer.Ordinal);
        return new RelationUse(relation, [.. relation.Tickers.Where(tickers.Contains)]);
    }

    private static Sizing? Size(Candidate candidate, SizedLeg[] legs, SizeToBeat size) =>
        candidate.AnySubset ? SubsetChoice.Best(legs, size) : size(legs, candidate.AtLeast, Money.Zero);

    private void Keep(Candidate candidate, Sizing sizing, string? reason)
    {
        Claim[] claims = [.. sizing.Legs.Select(static leg => leg.Claim)];
        string key = BasketKey.Text(claims);
        if (_byKey.TryGetValue(key, out Basket? known) && known.AtLeast >= sizing.AtLeast)
        {
            Join(known, candidate.Relation, sizing.AtLeast);
            return;
        }

        Basket basket = new(sizing, candidate.Signal, reason, EventOf);
        basket.Uses.Add(UseOf(candidate.Relation, claims));
        if (known is not null)
        {
            Repeated++;
            _found[_found.IndexOf(known)] = basket;
        }
        else
        {
            _found.Add(basket);
        }

        _byKey[key] = basket;
    }

    /// <summary>A relation that guarantees less for the same claims proves nothing about the greater payout.</summary>
    private void Join(Basket basket, Relation relation, int atLeast)
    {
        Repeated++;
        RelationUse added = UseOf(relation, [.. basket.Sizing.Legs.Select(static leg => leg.Claim)]);
        if (basket.AtLeast == atLeast && basket.Uses.TrueForAll(use => !SaysTheSame(use, added)))
        {
            basket.Uses.Add(added);
        }
    }

    /// <summary>Many chains of one rule run through the same pair; citing each of them again would tell the reader nothing.</summary>
    private static bool SaysTheSame(RelationUse known, RelationUse added) =>
        string.Equals(known.Relation.Id, added.Relation.Id, StringComparison.Ordinal)
        || (string.Equals(known.Relation.Rule, added.Relation.Rule, StringComparison.Ordinal)
            && known.Relation.Tier == added.Relation.Tier
            && known.Tickers.Count == added.Tickers.Count
            && known.Tickers.All(added.Tickers.Contains));

    private Event? EventOf(Market market) => board.EventOf(board.SlotOf(Claim.Yes(market)) >> 1);
}

/// <summary>A net-positive basket with the relations that each prove it.</summary>
internal sealed class Basket(Sizing sizing, Signal signal, string? sizingReason, EventLookup eventOf)
{
    public Sizing Sizing { get; } = sizing;

    public int AtLeast => Sizing.AtLeast;

    public List<RelationUse> Uses { get; } = [];

    public Opportunity Appraise(Appraisal appraisal, DateTimeOffset at) =>
        appraisal.Make(new Finding(Sizing, signal, Uses, eventOf, sizingReason), OpportunityStatus.Detected, at);
}
