namespace Dutchbook.Dashboard;

/// <summary>Everything that can be asked for, in one table: requests are served from it, and so is its description.</summary>
internal static class Routes
{
    public const string Root = "/api/v1";
    public const string Stream = Root + "/stream";
    private static readonly KeyValuePair<string, string> Reason = new("reason", "why, for whoever looks later");

    private static readonly KeyValuePair<string, string> Looked =
        new("looked", "true: although trading halted itself, and a person has looked");

    public static IReadOnlyList<Route> All(IDashboardDocuments documents, IDashboardActions actions, Func<string> newLink)
    {
        List<Route> routes =
        [
            .. Readings(documents),
            .. Markets(documents),
            .. Books(documents),
            .. Switches(actions),
            .. Decisions(actions),
            new Route("POST", Root + "/links", Access.Instance, "A new link that opens the dashboard once.",
                _ => Task.FromResult<ApiAnswer?>(ApiAnswer.Json(json => json.WriteString("link", newLink())))) { Schema = "Link" },
        ];
        ApiAnswer? description = null;
        routes.Add(Get("/openapi.json", null, "This description.", _ => description));
        description = OpenApi.Describe(routes);
        return routes;
    }

    private static IEnumerable<Route> Readings(IDashboardDocuments documents) =>
    [
        new Route("GET", Root + "/health", Access.Open, "Whether the instance lives, is ready, and may trade.",
            _ => Task.FromResult<ApiAnswer?>(Health(documents.Health))) { Schema = "Health" },
        Get("/state", "State", "Mode, parts, the last pass with its funnel, the last look, and the account.", _ => documents.State()),
        Get("/settings", "Settings", "Every setting in force with where it comes from, and limits with how much of each is used.", _ => documents.Settings()),
        Get("/alerts", "Alerts", "Alerts that wait to be delivered or to be seen, and how the channels are.", _ => documents.Alerts()),
        Get("/logs", "Logs", "The last lines of the log.", call => documents.Logs(call.Count("lines", 200, 2_000))) with
        {
            Query = [new("lines", "how many, at most 2,000")],
        },
        Get("/metrics", null, "Figures for Prometheus.", _ => documents.Metrics()) with { MediaType = "text/plain" },
    ];

    private static IEnumerable<Route> Markets(IDashboardDocuments documents) =>
    [
        Get("/opportunities", "Opportunities", "What is there now, and the nearest misses.", _ => documents.Opportunities()),
        Get("/opportunities/{id}", "OpportunityDetail", "One with its worlds, levels, rules, outside view and history.", call => documents.Opportunity(call["id"])),
        Get("/opportunities/{id}/proof", null, "Its proof, as `dutchbook verify` reads it.", call => documents.Proof(call["id"])),
        Get("/events", "Events", "Events whose ticker or title holds a text.", call => documents.Events(call.Asked("query"))) with
        {
            Query = [new("query", "part of a ticker or title")],
        },
        Get("/events/{ticker}", "EventDetail", "One event with its markets, as a ladder or partition, and where its prices break.",
            call => documents.Event(call["ticker"])),
        Get("/relations", "Relations", "Relations of the last pass, or those that wait for a person.",
            call => documents.Relations(Review(call))) with
        {
            Query = ReviewFields("part of a ticker, rule or id"),
        },
        Get("/relations/{id}", "RelationDetail", "One with its guarantees, both rules and its history.", call => documents.Relation(call["id"])),
        Get("/matches", "Matches", "Markets elsewhere that rules took for ours, those first that wait for a person.",
            call => documents.Matches(Review(call))) with
        {
            Query = ReviewFields("part of a ticker, question or id"),
        },
        Get("/matches/{id}", "MatchDetail", "One with both texts and its history.", call => documents.Match(call["id"])),
    ];

    private static IEnumerable<Route> Books(IDashboardDocuments documents) =>
    [
        Get("/trades", "Trades", "Trades of the book, the newest first.", _ => documents.Trades()),
        Get("/trades/{id}", "TradeDetail", "One as a timeline of intents, answers and fills.", call => documents.Trade(call["id"])),
        Get("/trades.csv", null, "The same as a table.", _ => documents.TradesCsv()) with { MediaType = "text/csv" },
        Get("/positions", "Positions", "What is held, and what it is sure to be paid.", _ => documents.Positions()),
        Get("/pnl", "Profit", "Profit and loss by day, series and type of relation, and as a curve.", _ => documents.Profit()),
        Get("/pnl.csv", null, "The same as a table.", _ => documents.ProfitCsv()) with { MediaType = "text/csv" },
    ];

    private static IEnumerable<Route> Switches(IDashboardActions actions) =>
    [
        Post("/halt", "Halted", "Stops all sending at once, durably.", async call => await actions.HaltAsync(call.Wish, call.Cancellation), Reason),
        Post("/reduce", "ModeAnswer", "Open trades are finished or unwound; none is begun.",
            async call => await actions.ReduceAsync(call.Wish, call.Cancellation), Reason, Looked),
        Post("/resume", "ModeAnswer", "Trading goes on.", async call => await actions.ResumeAsync(call.Wish, call.Cancellation), Reason, Looked),
        Post("/opportunities/{id}/plan", "Plan", "What trading it would do and may lose, with a code that trades it once.",
            call => actions.PlanAsync(call["id"], call.Cancellation)),
        Post("/opportunities/{id}/trade", "Traded", "Trades what the code was given for, through the same gate as everything else.",
            call => actions.TradeAsync(call["id"], call.Text("confirm"), call.Wish, call.Cancellation),
            new KeyValuePair<string, string>("confirm", "the code of the plan")),
    ];

    private static IEnumerable<Route> Decisions(IDashboardActions actions) =>
    [
        .. Verdicts<RelationVerdict>(
            "/relations/{id}",
            static verdict => verdict switch
            {
                RelationVerdict.Approve => "A person approves a relation by the words it was judged by.",
                RelationVerdict.Reject => "A person rejects a relation, whoever finds it again.",
                RelationVerdict.Suspend => "A person takes a relation out for now.",
            },
            (call, verdict) => actions.DecideAsync(call["id"], verdict, call.Wish, call.Cancellation),
            new KeyValuePair<string, string>("unchecked", "true: approve what no second model has tried to break")),
        .. Verdicts<MatchVerdict>(
            "/matches/{id}",
            static verdict => verdict switch
            {
                MatchVerdict.Approve => "A person confirms a match, as far as its grade says.",
                MatchVerdict.Reject => "A person keeps a match out of evidence and gaps.",
            },
            (call, verdict) => actions.DecideMatchAsync(call["id"], verdict, call.Text("texts"), call.Wish, call.Cancellation),
            new KeyValuePair<string, string>("texts", "the `textsHash` that was read; nothing is decided about other texts")),
    ];

    /// <summary>One for each verdict, by its name.</summary>
    private static IEnumerable<Route> Verdicts<T>(
        string path, Func<T, string> summary, Func<Call, T, Task<ApiAnswer?>> decide, KeyValuePair<string, string> field)
        where T : struct, Enum =>
        Enum.GetValues<T>().Select(verdict => Post(
            $"{path}/{verdict.ToString().ToLowerInvariant()}", "Decided", summary(verdict), call => decide(call, verdict), Reason, field));

    private static ReviewQuery Review(Call call) =>
        new(call.Asked("queue") == "true", call.Asked("q"), call.Count("limit", 500, 5_000));

    private static KeyValuePair<string, string>[] ReviewFields(string text) =>
        [new("queue", "true: only what waits for a person"), new("q", text), new("limit", "how many at most")];

    private static ApiAnswer Health(InstanceHealth health) => ApiAnswer.Json(json =>
    {
        json.WriteBoolean("live", health.Live);
        json.WriteBoolean("ready", health.Ready);
        json.WriteBoolean("trading", health.Trading);
    });

    private static Route Get(string path, string? schema, string summary, Func<Call, ApiAnswer?> answer) =>
        new("GET", Root + path, Access.Read, summary, call => Task.FromResult(answer(call))) { Schema = schema };

    private static Route Post(
        string path, string schema, string summary, Func<Call, Task<ApiAnswer?>> answer, params KeyValuePair<string, string>[] fields) =>
        new("POST", Root + path, Access.Change, summary, answer) { Fields = fields, Schema = schema };
}
