using Dutchbook.Domain;
using Dutchbook.Mapping;

namespace Dutchbook.Pipeline;

/// <summary>
/// Lets what people decided into a pass: approved relations join the proven ones, rejected and suspended ones leave. An
/// approval is of the words that were judged; where they have changed it is suspended, and where a market has closed it
/// is over.
/// </summary>
public static class ReviewedRelations
{
    /// <summary>Who made turns that no person made.</summary>
    public const string Machine = "dutchbook";

    /// <param name="snapshot">What the pass read.</param>
    /// <param name="map">What structure proves in it.</param>
    /// <param name="reviews">What was judged.</param>
    /// <param name="barred">Ids that a person rejected or suspended.</param>
    /// <param name="closes">When markets close, as far as known from earlier passes: the venue lists no closed ones.</param>
    public static ReviewOutcome Apply(
        VenueSnapshot snapshot, RelationMap map, IReadOnlyList<StoredReview> reviews, IReadOnlyList<string> barred,
        IReadOnlyDictionary<string, DateTimeOffset>? closes = null)
    {
        VenueIndex venue = new(snapshot);
        HashSet<string> gone = new(barred, StringComparer.Ordinal);
        List<Relation> relations = [.. map.Relations.Where(relation => !gone.Contains(relation.Id))];
        HashSet<string> known = new(relations.Select(static relation => relation.Id), StringComparer.Ordinal);
        List<ReviewTurn> turns = [];
        List<string> confirmed = [];
        List<Refusal> refusals = [.. map.Refusals];
        Relation[] barredNow = [.. map.Relations.Where(relation => gone.Contains(relation.Id))];
        foreach (Relation dropped in barredNow)
        {
            refusals.Add(new Refusal(dropped.Rule, dropped.ToString(), "a person rejected or suspended it"));
        }

        foreach (StoredReview review in reviews)
        {
            if (review.Status is not (RelationStatus.Active or RelationStatus.Pending))
            {
                continue;
            }

            Market?[] members = [.. review.Claims.Select(claim => venue.Find(claim.Ticker))];
            if (Array.Find(members, static member => member is not null && HasEnded(member)) is { } ended)
            {
                turns.Add(new ReviewTurn(review.Id, RelationStatus.Retired, Machine, snapshot.At, $"{ended} is {ended.Status}"));
            }
            else if (Array.Find(members, static member => member?.Status.Value == MarketStatus.Amended) is { } amended)
            {
                turns.Add(new ReviewTurn(review.Id, RelationStatus.Suspended, Machine, snapshot.At, $"{amended} was amended"));
            }
            else if (Array.FindIndex(members, static member => member is null) is var missing and >= 0)
            {
                // Not read in this pass, which says nothing about the relation, unless its time was over.
                string ticker = review.Claims[missing].Ticker;
                if (closes?.TryGetValue(ticker, out DateTimeOffset close) == true && close <= snapshot.At)
                {
                    turns.Add(new ReviewTurn(review.Id, RelationStatus.Retired, Machine, snapshot.At, $"{ticker} has closed"));
                }
            }
            else if (RulesHash.Of(members.OfType<Market>(), venue) != review.RulesHash)
            {
                if (Array.Exists(members, member => !venue.KnowsSource(venue.EventOf(member!))))
                {
                    // A source that was not read is not a source that has changed; nor is it known to be the same.
                    refusals.Add(new Refusal("review", review.Id, "who settles its markets was not read in this pass"));
                    continue;
                }

                turns.Add(new ReviewTurn(review.Id, RelationStatus.Suspended, Machine, snapshot.At,
                    "the rules, titles, strikes or sources have changed since it was judged"));
            }
            else if (review.Fees is { } fees && FeeWords.Of(members.OfType<Market>(), venue) is { } today && today != fees)
            {
                turns.Add(new ReviewTurn(review.Id, RelationStatus.Suspended, Machine, snapshot.At,
                    $"the fees of its markets have changed since it was judged: {fees}, and now {today}"));
            }
            else
            {
                confirmed.Add(review.Id);
                if (review.Status == RelationStatus.Active && known.Add(review.Id))
                {
                    relations.Add(Relation(review, members!));
                }
            }
        }

        foreach (ReviewTurn turn in turns)
        {
            refusals.Add(new Refusal("review", turn.Id, $"{turn.To}: {turn.Reason}"));
        }

        RelationMap reviewed = new()
        {
            Relations = relations,
            Refusals = refusals,
            Barred = [.. barredNow.Select(static relation => relation.Id)],
        };
        return new ReviewOutcome(reviewed, turns, confirmed);
    }

    private static bool HasEnded(Market market) =>
        market.Result.Value is MarketResult.Yes or MarketResult.No or MarketResult.Scalar or MarketResult.Void
        || market.Status.Value is MarketStatus.Closed or MarketStatus.Determined or MarketStatus.Disputed or MarketStatus.Finalized;

    /// <summary>The relation that was judged, of the markets of today; null where one of them is not there.</summary>
    public static Relation? Of(StoredReview review, VenueIndex venue)
    {
        Market?[] members = [.. review.Claims.Select(claim => venue.Find(claim.Ticker))];
        return Array.Exists(members, static member => member is null) ? null : Relation(review, members!);
    }

    private static Relation Relation(StoredReview review, Market[] members) => new(
        review.Type, [.. review.Claims.Select((claim, i) => new Claim(members[i], claim.Side))])
    {
        Rule = review.Rule,
        Tier = Tier.Reviewed,
        Strength = review.Type == RelationType.Implication ? Strength.Soft : Strength.Hard,
        Confidence = review.Confidence,
        ConditionalAtLeast = review.ConditionalAtLeast,
        StrikesAscend = review.StrikesAscend,
        Evidence = [.. review.Evidence, new Evidence("judged by", review.JudgedBy)],
    };
}

/// <summary>A map with what people decided in it, and what that did to reviews.</summary>
public sealed record ReviewOutcome(RelationMap Map, IReadOnlyList<ReviewTurn> Turns, IReadOnlyList<string> Confirmed);
