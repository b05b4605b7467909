using System.Text;
using Dutchbook.Dashboard;

namespace Dutchbook.Unit.Dashboard;

/// <summary>An instance that answers every question with the question, and remembers what was wanted of it.</summary>
internal sealed class StubInstance : IDashboardDocuments, IDashboardActions
{
    public List<string> Done { get; } = [];

    public long Number { get; set; } = 1;

    public DashboardVersion Version => new(Number, [new("trades", Number)]);

    public InstanceHealth Health => new(true, false, false);

    public ApiAnswer State() => Named("state");

    public ApiAnswer Opportunities() => Named("opportunities");

    public ApiAnswer? Opportunity(string id) => id == "gone" ? null : Named($"opportunity {id}");

    public ApiAnswer? Proof(string id) => new(Encoding.UTF8.GetBytes("{}"), ApiAnswer.JsonType, "proof.json");

    public ApiAnswer Events(string query) => Named($"events {query}");

    public ApiAnswer? Event(string ticker) => Named($"event {ticker}");

    public ApiAnswer Relations(ReviewQuery query) => Named($"relations {query.Waiting} {query.Text}");

    public ApiAnswer? Relation(string id) => Named($"relation {id}");

    public ApiAnswer Matches(ReviewQuery query) => Named($"matches {query.Waiting} {query.Text}");

    public ApiAnswer? Match(string id) => Named($"match {id}");

    public ApiAnswer Trades() => Named("trades");

    public ApiAnswer? Trade(string id) => Named($"trade {id}");

    public ApiAnswer TradesCsv() => new(Encoding.UTF8.GetBytes("id\n"), "text/csv", "trades.csv");

    public ApiAnswer Positions() => Named("positions");

    public ApiAnswer Profit() => Named("pnl");

    public ApiAnswer ProfitCsv() => new(Encoding.UTF8.GetBytes("day\n"), "text/csv", "pnl.csv");

    public ApiAnswer Settings() => Named("settings");

    public ApiAnswer Alerts() => Named("alerts");

    public ApiAnswer Logs(int lines) => Named($"logs {lines}");

    public ApiAnswer Metrics() => new(Encoding.UTF8.GetBytes("dutchbook_up 1\n"), "text/plain");

    public Task<ApiAnswer> HaltAsync(Wish wish, CancellationToken cancellation) => Do($"halt by {wish.By}: {wish.Reason}");

    public Task<ApiAnswer> ReduceAsync(Wish wish, CancellationToken cancellation) => Do($"reduce: {wish.Reason}");

    public Task<ApiAnswer> ResumeAsync(Wish wish, CancellationToken cancellation) => Do($"resume {wish.HasLooked}");

    public async Task<ApiAnswer?> PlanAsync(string opportunity, CancellationToken cancellation) => await Do($"plan {opportunity}");

    public async Task<ApiAnswer?> TradeAsync(string opportunity, string code, Wish wish, CancellationToken cancellation) =>
        await Do($"trade {opportunity} {code}");

    public async Task<ApiAnswer?> DecideAsync(string relation, RelationVerdict verdict, Wish wish, CancellationToken cancellation) =>
        await Do($"{verdict} {relation}: {wish.Reason}");

    public async Task<ApiAnswer?> DecideMatchAsync(
        string match, MatchVerdict verdict, string texts, Wish wish, CancellationToken cancellation) =>
        await Do($"{verdict} match {match} of {texts}: {wish.Reason}");

    private Task<ApiAnswer> Do(string what)
    {
        Done.Add(what);
        return Task.FromResult(Named(what));
    }

    private static ApiAnswer Named(string name) => ApiAnswer.Json(json => json.WriteString("name", name));
}
