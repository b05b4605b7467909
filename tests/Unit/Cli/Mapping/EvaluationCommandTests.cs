using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dutchbook.Sandbox;
using Dutchbook.Unit.Mapping.Forms;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>
/// `map --evaluate` against a model that reads dates and names and overlooks every "not", over real HTTP and again from the answers that
/// were written down.
/// </summary>
public sealed class EvaluationCommandTests : IDisposable
{
    private const string Jane = "If Jane Doe resigns before June 1, 2026";
    private const string JaneLater = "If Jane Doe resigns before July 1, 2026";
    private const string John = "If John Roe resigns before March 1, 2026";
    private const string JohnLater = "If John Roe resigns before May 1, 2026";

    private readonly Trial _trial = new();

    public EvaluationCommandTests()
    {
        Directory.CreateDirectory(Path.Combine(_trial.Folder, "pairs"));
        _trial.Write("pairs/ConsequenceChecker.jsonl", Tuple(Jane, "cons_P", JaneLater) + Tuple(John, "cons_P", JohnLater))
            .Write("pairs/ParaphraseChecker.jsonl", Tuple(Jane, "para_P", "If Jane Doe steps down before June 1, 2026"))
            .Write("pairs/NegChecker.jsonl", Tuple(Jane, "not_P", "If Jane Doe does not resign before June 1, 2026"));
    }

    public void Dispose() => _trial.Dispose();

    [Fact]
    public async Task Models_are_measured_by_type_confidence_stability_and_cost_and_again_from_what_was_recorded()
    {
        JsonElement live;
        await using (ModelServer server = await Start())
        {
            WithKey(server);
            live = await Evaluate("--llm-budget", "1", "--yes", "--record-answers", File("answers.jsonl"));
        }

        JsonElement models = live.GetProperty("models");

        // "not" is overlooked: one false subset and one false equivalence beside two and one that are true.
        Check(Row(models, "first", "Subset"), precision: (2, 3), recall: (2, 2));
        Check(Row(models, "first", "Equivalence"), precision: (1, 2), recall: (1, 1));

        // The deterministic check has both.
        Check(Row(models, "end", "Subset"), precision: (2, 2), recall: (2, 2));
        Assert.Equal(
            (1, 1), Share(Row(models, "end", "Equivalence").GetProperty("vetoed").EnumerateArray().Single().GetProperty("share")));

        // So it is where the same person's dates are read one by one.
        Check(Row(models, "forms", "Subset"), precision: (2, 2), recall: (2, 2));

        // Five claims of confidence 0.9, three right: (3 x 0.01 + 2 x 0.81) / 5, and |0.9 - 0.6|.
        JsonElement bin = Assert.Single(models.GetProperty("reliability").EnumerateArray());
        Assert.Equal((3, 5), Share(bin.GetProperty("right")));
        Assert.Equal((0.33m, 0.3m), (models.GetProperty("brier").GetDecimal(), models.GetProperty("calibrationError").GetDecimal()));
        Assert.Equal(
            [("negation", (0, 1)), ("paraphrase", (1, 1)), ("swap", (2, 2))],
            models.GetProperty("stability").EnumerateArray()
                .Select(static item => (item.GetProperty("kind").GetString()!, Share(item.GetProperty("share")))));
        Assert.Equal((10, 0), (models.GetProperty("pairs").GetInt32(), models.GetProperty("unanswered").GetInt32()));
        decimal spent = Dollars(models, "spent");
        Assert.True(spent > 0);
        Assert.Equal(spent * 100, Dollars(models, "perThousand"));

        // Nobody is asked now, and nothing else is different.
        JsonElement again = await Evaluate("--answers", File("answers.jsonl"));
        foreach (string same in (string[])["first", "end", "forms", "reliability", "brier", "calibrationError", "stability", "pairs", "spent", "perThousand"])
        {
            Assert.Equal(models.GetProperty(same).GetRawText(), again.GetProperty("models").GetProperty(same).GetRawText());
        }

        int from = _trial.Output.Length;
        Assert.Equal(0, await _trial.Run("map", "--evaluate", File("pairs"), "--answers", File("answers.jsonl")));
        string table = _trial.Output[from..];
        Assert.Contains("Brier score 0.330, calibration error 0.300 over 5 claims.", table, StringComparison.Ordinal);
        Assert.Contains("Stable under negation: 0.0 % (0.0 to 79.3, 0 of 1)", table, StringComparison.Ordinal);
        Assert.Contains("a thousand pairs.", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_that_are_not_on_file_are_counted_and_not_guessed()
    {
        _trial.Write("answers.jsonl", "");
        JsonElement models = (await Evaluate("--answers", File("answers.jsonl"))).GetProperty("models");
        Assert.Empty(models.GetProperty("first").EnumerateArray());
        Assert.Equal(9, models.GetProperty("unanswered").GetInt32());
        Assert.Equal(JsonValueKind.Null, models.GetProperty("brier").ValueKind);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"purpose\":\"pairs\",\"model\":\"m\",\"answer\":{}}")]
    [InlineData("{\"key\":\"k\",\"purpose\":\"pairs\",\"model\":\"m\",\"answer\":{},\"cost\":\"dear\"}")]
    [InlineData("[]")]
    public async Task A_line_that_is_no_answer_is_named(string line)
    {
        _trial.Write("answers.jsonl", "\n" + line + "\n");
        Assert.Equal(2, await _trial.Run("map", "--evaluate", File("pairs"), "--answers", File("answers.jsonl")));
        Assert.Contains("answers.jsonl, line 2: this is no answer", _trial.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_model_the_check_is_measured_and_it_says_how_to_ask_one()
    {
        Assert.Equal(0, await _trial.Run("map", "--evaluate", File("pairs")));
        Assert.Contains("No model was asked: --answers FILE", _trial.Output, StringComparison.Ordinal);
        Assert.Equal(2, await _trial.Run("map", "--evaluate", File("pairs"), "--llm-budget", "1"));
        Assert.Contains("anthropic.api_key is not set", _trial.Errors, StringComparison.Ordinal);
        Assert.Equal(2, await _trial.Run("map", "--answers", File("answers.jsonl")));
    }

    [Fact]
    public async Task One_settled_market_refutes_a_relation()
    {
        // A ladder of deadlines that structure proves, of which the earlier rung was paid and the later one was not.
        string[] rules = [Jane, JaneLater];
        JsonArray markets = [.. rules.Select((rule, i) => (JsonNode)new JsonObject
        {
            ["ticker"] = $"KXJANE-1-{i}",
            ["event_ticker"] = "KXJANE-1",
            ["market_type"] = "binary",
            ["status"] = "finalized",
            ["result"] = i == 0 ? "yes" : "no",
            ["title"] = "Will Jane Doe resign?",
            ["yes_sub_title"] = rule[^12..],
            ["rules_primary"] = rule + ", then the market resolves to Yes.",
            ["rules_secondary"] = "",
            ["close_time"] = i == 0 ? "2026-06-01T04:00:00Z" : "2026-07-01T04:00:00Z",
            ["can_close_early"] = true,
            ["early_close_condition"] = "This market will close and expire early if the event occurs.",
            ["price_level_structure"] = "linear_cent",
        })];
        _trial.Write("settled.json", new JsonObject
        {
            ["captured_at"] = "2026-07-02T12:00:00Z",
            ["series"] = new JsonArray(new JsonObject
            {
                ["ticker"] = "KXJANE",
                ["title"] = "Jane",
                ["settlement_sources"] = new JsonArray(new JsonObject { ["name"] = "AP", ["url"] = "https://apnews.com" }),
            }),
            ["events"] = new JsonArray(new JsonObject
            {
                ["event_ticker"] = "KXJANE-1",
                ["series_ticker"] = "KXJANE",
                ["title"] = "Will Jane Doe resign?",
                ["mutually_exclusive"] = false,
                ["markets"] = markets,
            }),
            ["cursor"] = "",
        }.ToJsonString());
        JsonElement settled = (await Document("map", "--evaluate", "-", "--snapshot", File("settled.json"))).GetProperty("settled");
        JsonElement row = Assert.Single(settled.EnumerateArray());
        Assert.Equal((0, 1), Share(row.GetProperty("held")));
        Assert.Contains("KXJANE-1-0", Assert.Single(row.GetProperty("refuted").EnumerateArray()).GetString(), StringComparison.Ordinal);
    }

    private static string Tuple(string first, string name, string second) => new JsonObject
    {
        ["P"] = Question(first),
        [name] = Question(second),
    }.ToJsonString() + "\n";

    private static JsonObject Question(string text) => new()
    {
        ["id"] = text,
        ["title"] = text,
        ["body"] = text,
        ["resolution_date"] = "2026-12-31T00:00:00Z",
    };

    private static Task<ModelServer> Start() => ModelServer.Start(
        "key", ["claude-sonnet-5-5", "claude-opus-5-5"], Answer, TestContext.Current.CancellationToken);

    /// <summary>The same person at an earlier date is a subset, on the same date the same question.</summary>
    private static ModelReply Answer(ModelCall call)
    {
        using JsonDocument document = JsonDocument.Parse(call.User);
        (string Ticker, string Rules)[] markets = [.. document.RootElement.GetProperty("events").EnumerateArray()
            .SelectMany(static item => item.GetProperty("markets").EnumerateArray())
            .Select(static market => (market.GetProperty("ticker").GetString()!, market.GetProperty("rules_primary").GetString()!))
            .OrderBy(static market => Month(market.Item2))];
        if (Orion.IsForm(call))
        {
            string rules = markets[0].Rules;
            return ModelReply.Json(FormJson.With(
                FormJson.Of(rules, rules[3..7], "resignation", "deadline"), ("deadline", Day(rules).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)))
                .ToJsonString());
        }

        if (!Orion.IsPairs(call))
        {
            return ModelReply.Json(new JsonObject
            {
                ["attempts"] = new JsonArray(new JsonObject { ["world"] = "later", ["blocked_by"] = "date", ["quote"] = markets[0].Rules }),
                ["counter_world"] = null,
                ["verdict"] = "holds",
                ["confidence"] = 0.9,
            }.ToJsonString());
        }

        JsonArray claims = [];
        if (markets[0].Rules[3..7] == markets[1].Rules[3..7])
        {
            JsonObject claim = new()
            {
                ["reasoning"] = "dates",
                ["quotes"] = new JsonArray(markets[0].Rules, markets[1].Rules),
                ["confidence"] = 0.9,
            };
            if (Month(markets[0].Rules) == Month(markets[1].Rules))
            {
                claim["type"] = "EQUIVALENCE";
                claim["tickers"] = new JsonArray(markets[0].Ticker, markets[1].Ticker);
            }
            else
            {
                claim["type"] = "SUBSET";
                claim["subset_ticker"] = markets[0].Ticker;
                claim["superset_ticker"] = markets[1].Ticker;
            }

            claims.Add(claim);
        }

        return ModelReply.Json(new JsonObject { ["relationships"] = claims }.ToJsonString());
    }

    private static int Month(string rules) => Day(rules).Month;

    private static DateTime Day(string rules) => DateTime.ParseExact(
        rules[(rules.IndexOf("before ", StringComparison.Ordinal) + 7)..], "MMMM d, yyyy", CultureInfo.InvariantCulture);

    private static void Check(JsonElement row, (int Of, int All) precision, (int Of, int All) recall) => Assert.Equal(
        (precision, recall), (Share(row.GetProperty("precision")), Share(row.GetProperty("recall"))));

    private static JsonElement Row(JsonElement models, string stage, string type) =>
        models.GetProperty(stage).EnumerateArray().Single(row => row.GetProperty("type").GetString() == type);

    private static (int Of, int All) Share(JsonElement share) => (share.GetProperty("of").GetInt32(), share.GetProperty("all").GetInt32());

    private static decimal Dollars(JsonElement json, string name) =>
        decimal.Parse(json.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private string File(string name) => Path.Combine(_trial.Folder, name);

    private void WithKey(ModelServer server) => _trial.Config($"anthropic:\n  api_key: key\nllm:\n  base_url: {server.Address}\n");

    private Task<JsonElement> Evaluate(params string[] arguments) => Document(["map", "--evaluate", File("pairs"), .. arguments]);

    private async Task<JsonElement> Document(params string[] arguments)
    {
        int from = _trial.Output.Length;
        int code = await _trial.Run([.. arguments, "--format", "json"]);
        Assert.True(code == 0, $"exit code {code}: {_trial.Errors}");
        using JsonDocument document = JsonDocument.Parse(_trial.Output[from..]);
        return document.RootElement.Clone();
    }
}
