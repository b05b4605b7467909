namespace Dutchbook.Dashboard;

/// <summary>What a running instance shows of itself, as finished documents. Null where nothing bears the name that was asked for.</summary>
public interface IDashboardDocuments
{
    /// <summary>Greater whenever something changed that a document shows.</summary>
    DashboardVersion Version { get; }

    InstanceHealth Health { get; }

    ApiAnswer State();

    ApiAnswer Opportunities();

    ApiAnswer? Opportunity(string id);

    ApiAnswer? Proof(string id);

    /// <summary>Events whose ticker or title holds a text.</summary>
    ApiAnswer Events(string query);

    ApiAnswer? Event(string ticker);

    ApiAnswer Relations(ReviewQuery query);

    ApiAnswer? Relation(string id);

    /// <summary>Markets elsewhere that rules took for ours.</summary>
    ApiAnswer Matches(ReviewQuery query);

    ApiAnswer? Match(string id);

    ApiAnswer Trades();

    ApiAnswer? Trade(string id);

    ApiAnswer TradesCsv();

    ApiAnswer Positions();

    ApiAnswer Profit();

    ApiAnswer ProfitCsv();

    ApiAnswer Settings();

    ApiAnswer Alerts();

    /// <summary>The last lines of the log.</summary>
    ApiAnswer Logs(int lines);

    /// <summary>In the text form of Prometheus.</summary>
    ApiAnswer Metrics();
}

/// <summary>How often what is shown has changed.</summary>
/// <param name="Number">All of it.</param>
/// <param name="Parts">By part, such as `trades`: whoever shows one part need not ask again for another's sake.</param>
public sealed record DashboardVersion(long Number, IReadOnlyList<KeyValuePair<string, long>> Parts);

/// <param name="Live">The process answers and its parts give signs of life.</param>
/// <param name="Ready">A pass was made and the books agree with the venue.</param>
/// <param name="Trading">Orders may be sent.</param>
public sealed record InstanceHealth(bool Live, bool Ready, bool Trading);

/// <param name="Waiting">Only what waits for a person.</param>
/// <param name="Text">Part of a ticker, rule, question or id; empty for all.</param>
/// <param name="Limit">So many at most.</param>
public sealed record ReviewQuery(bool Waiting, string Text, int Limit);
