using Dutchbook.Dashboard;
using Dutchbook.Domain;
using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>Markets elsewhere that rules took for ours, and what people decided about them.</summary>
internal sealed class MatchDocuments(DashboardSource source)
{
    /// <summary>How many wait; null where that cannot be read.</summary>
    public int? Waiting() => source.Read(static database => (int?)database.Matches.List(MatchDecision.Pending).Count, otherwise: null);

    public ApiAnswer List(ReviewQuery query)
    {
        MatchDecision? wanted = query.Waiting ? MatchDecision.Pending : null;
        StoredMatch[] found =
        [
            .. source.Read(database => database.Matches.List(wanted), [])!.Where(stored => IsWanted(stored.Match, query.Text.Trim())),
        ];
        return ApiAnswer.Json(json =>
        {
            json.WriteStartArray("matches");
            foreach (StoredMatch stored in found.Take(query.Limit))
            {
                MatchJson.WriteLine(json, stored);
            }

            json.WriteEndArray();
            json.WriteNumber("total", found.Length);
        });
    }

    /// <param name="id">Of the match.</param>
    /// <param name="view">What the run knows now.</param>
    /// <param name="index">The last pass; null before the first.</param>
    /// <param name="quotes">Prices between passes.</param>
    public ApiAnswer? One(string id, RunView view, PassIndex? index, QuotesNow quotes)
    {
        (StoredMatch? found, IReadOnlyList<MatchTurn> history, StoredMarket? known) = source.Read<(StoredMatch?, IReadOnlyList<MatchTurn>, StoredMarket?)>(
            database => database.Matches.Find(id) is { } stored
                ? (stored, database.Matches.History(id), database.Markets.Find(stored.Match.Ticker))
                : (null, [], null),
            (null, [], null));
        return found is null ? null : ApiAnswer.Json(json =>
        {
            json.WritePropertyName("match");
            MatchJson.Write(json, found, history);
            json.WritePropertyName("market");
            if (index?.Market(found.Match.Ticker) is { } market)
            {
                MarketJson.Write(json, market, quotes.Read([market], view.Pass?.At ?? view.StartedAt, view.At)[market.Ticker]);
            }
            else if (known is not null)
            {
                MarketJson.Write(json, known);
            }
            else
            {
                json.WriteNullValue();
            }
        });
    }

    private static bool IsWanted(FoundMatch match, string text) => text.Length == 0
        || match.Id.StartsWith(text, StringComparison.OrdinalIgnoreCase)
        || match.TheirId.Equals(text, StringComparison.Ordinal)
        || match.Ticker.Contains(text, StringComparison.OrdinalIgnoreCase)
        || match.Question.Contains(text, StringComparison.OrdinalIgnoreCase)
        || match.TheirQuestion.Contains(text, StringComparison.OrdinalIgnoreCase);
}
