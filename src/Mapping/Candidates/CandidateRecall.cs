using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// How many of the relations across events that structure proves would have been found by looking at the candidates
/// alone. A relation is found when its markets hang together: markets of one event are read together, and a market
/// hangs together with its candidates.
/// </summary>
public sealed record CandidateRecall(int Found, int Provable, int MostCandidates, IReadOnlyList<Relation> Missed)
{
    private const int MissedKept = 20;

    public static CandidateRecall Of(RelationMap map, CandidateSet candidates, VenueSnapshot snapshot)
    {
        int found = 0;
        int provable = 0;
        List<Relation> missed = [];
        foreach (Relation relation in map.Relations)
        {
            Market[] members = [.. relation.Claims.Select(static claim => claim.Market)];
            if (members.Select(static market => market.EventTicker).Distinct(StringComparer.Ordinal).Count() == 1)
            {
                continue;
            }

            provable++;
            if (HangTogether(members, candidates))
            {
                found++;
            }
            else if (missed.Count < MissedKept)
            {
                missed.Add(relation);
            }
        }

        int most = snapshot.Markets.Count == 0 ? 0 : snapshot.Markets.Max(market => candidates.Partners(market).Count);
        return new CandidateRecall(found, provable, most, missed);
    }

    private static bool HangTogether(Market[] members, CandidateSet candidates)
    {
        Dictionary<string, string> parent = new(StringComparer.Ordinal);
        string Root(string name)
        {
            while (parent.TryGetValue(name, out string? above) && above != name)
            {
                name = above;
            }

            return name;
        }

        HashSet<string> names = new(members.Select(static market => market.Ticker), StringComparer.Ordinal);
        foreach (Market market in members)
        {
            // A combo has no event to be read in; it hangs together with its legs alone.
            parent[Root("market " + market.Ticker)] = Root(market.SelectedLegs.Count > 0 ? "market " + market.Ticker : "event " + market.EventTicker);
            foreach (Market partner in candidates.Partners(market).Where(partner => names.Contains(partner.Ticker)))
            {
                parent[Root("market " + market.Ticker)] = Root("market " + partner.Ticker);
            }
        }

        return members.Select(market => Root("market " + market.Ticker)).Distinct(StringComparer.Ordinal).Count() == 1;
    }
}
