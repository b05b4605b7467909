using System.Text.Json;
using Dutchbook.Dashboard;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>Relations of the last pass, and those that wait for a person.</summary>
internal sealed class RelationDocuments(DashboardSource source)
{
    private const int MostGuarantees = 60;
    private const int MostMarkets = 24;

    /// <summary>How many wait; null where that cannot be read.</summary>
    public int? Waiting() => source.Read(static database => (int?)database.Reviews.List(RelationStatus.Pending).Count, otherwise: null);

    public ApiAnswer List(ReviewQuery query, PassIndex? index)
    {
        Relation[] found = query.Waiting
            ? [.. source.Read(static database => (IReadOnlyList<StoredReview>?)ReviewQueue.Of(database), otherwise: null)?.Select(Reviewed) ?? []]
            : [.. index?.Relations ?? []];
        Relation[] wanted = [.. found.Where(relation => IsWanted(relation, query.Text.Trim()))];
        Dictionary<string, StoredReview> reviews = query.Waiting
            ? source.Read(static database => database.Reviews.List(RelationStatus.Pending), [])!
                .ToDictionary(static review => review.Id, StringComparer.Ordinal)
            : [];
        return ApiAnswer.Json(json =>
        {
            json.WriteStartArray("relations");
            foreach (Relation relation in wanted.Take(query.Limit))
            {
                json.WriteStartObject();
                RelationJson.WriteFields(json, relation, guarantees: false);
                if (reviews.GetValueOrDefault(relation.Id) is { } review)
                {
                    json.WriteString("stage", review.Stage.ToString());
                    ReviewJson.WriteDifferences(json, review.Differences);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteNumber("total", wanted.Length);
        });
    }

    public ApiAnswer? One(string id, RunView view, PassIndex? index, QuotesNow quotes)
    {
        StoredReview? review = source.Read(database => database.Reviews.Find(id), otherwise: null);
        Relation? relation = index?.Relation(id) ?? (review is null ? null : Reviewed(review));
        if (relation is null)
        {
            return null;
        }

        IReadOnlyList<ReviewTurn> history = source.Read(database => database.Reviews.History(id), [])!;
        StoredMarket[] stored = source.Read(
            database => relation.Tickers.Take(MostMarkets).Select(database.Markets.Find).OfType<StoredMarket>().ToArray(), [])!;
        string[] tickers = [.. relation.Tickers.Take(MostMarkets)];
        IReadOnlyDictionary<string, QuoteNow> now = quotes.Read(
            [.. tickers.Select(ticker => index?.Market(ticker)).OfType<Market>()], view.Pass?.At ?? view.StartedAt, view.At);
        return ApiAnswer.Json(json =>
        {
            json.WritePropertyName("relation");
            RelationJson.Write(json, relation, guarantees: relation.Claims.Count <= MostGuarantees);
            json.WriteStartArray("markets");
            foreach (string ticker in tickers)
            {
                if (index?.Market(ticker) is { } market)
                {
                    MarketJson.Write(json, market, now[ticker]);
                }
                else if (Array.Find(stored, known => known.Ticker == ticker) is { } known)
                {
                    MarketJson.Write(json, known);
                }
            }

            json.WriteEndArray();
            json.WritePropertyName("review");
            if (review is null)
            {
                json.WriteNullValue();
            }
            else
            {
                ReviewJson.Write(json, review, history);
            }

            ReviewJson.WriteHistory(json, history);
        });
    }

    private static bool IsWanted(Relation relation, string text) => text.Length == 0
        || relation.Id.StartsWith(text, StringComparison.OrdinalIgnoreCase)
        || relation.Rule.Contains(text, StringComparison.OrdinalIgnoreCase)
        || relation.Type.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)
        || relation.Claims.Any(claim => claim.Market.Ticker.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static Relation Reviewed(StoredReview review) => new(
        review.Type, [.. review.Claims.Select(static claim => new Claim(new Market { Ticker = claim.Ticker }, claim.Side))])
    {
        Rule = review.Rule,
        Tier = Tier.Proposed,
        Status = review.Status,
        Strength = review.Type == RelationType.Implication ? Strength.Soft : Strength.Hard,
        Confidence = review.Confidence,
        ConditionalAtLeast = review.ConditionalAtLeast,
        StrikesAscend = review.StrikesAscend,
        Evidence = review.Evidence,
    };
}
