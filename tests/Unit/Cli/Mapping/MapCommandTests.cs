using System.Text.Json;
using System.Text.Json.Nodes;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>
/// The whole path beyond structure, as a user walks it, against a scripted model behind real HTTP: candidates,
/// questions, counter-worlds,
/// check, review, approval, a scan that uses it, and suspension when the rules change.
/// </summary>
public sealed class MapCommandTests : IAsyncLifetime
{
    private const string Narrow = Orion.Narrow;
    private const string Wide = Orion.Wide;

    private readonly Trial _trial = new();
    private ModelServer _server = null!;
    private Func<ModelCall, ModelReply> _script = Orion.Honest;

    public async ValueTask InitializeAsync()
    {
        _server = await ModelServer.Start(
            "key", ["claude-sonnet-5-5", "claude-opus-5-5"], call => _script(call), TestContext.Current.CancellationToken);
        Write(Wide);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _trial.Dispose();
    }

    [Fact]
    public async Task Without_a_key_everything_structural_works_and_it_says_what_a_key_would_add()
    {
        Assert.Equal(0, await Run("map"));
        Assert.Contains("Nothing was asked and nothing spent", _trial.Output, StringComparison.Ordinal);
        Assert.Contains("anthropic.api_key is not set", _trial.Output, StringComparison.Ordinal);
        Assert.Equal(0, await Run("map", "--llm-budget", "1", "--yes"));
        Assert.Equal(0, _server.Asked);
    }

    [Fact]
    public async Task With_a_key_nothing_is_spent_before_somebody_says_how_much()
    {
        WithKey();
        JsonElement report = await Document("map");
        Assert.False(report.GetProperty("asked").GetBoolean());
        Assert.True(decimal.Parse(report.GetProperty("estimate").GetString()!, System.Globalization.CultureInfo.InvariantCulture) > 0);
        Assert.Equal(0, _server.Asked);
    }

    [Fact]
    public async Task A_person_at_a_terminal_sees_the_cost_and_agrees_or_does_not()
    {
        WithKey();
        _trial.Answers = ["no"];
        Assert.Equal(0, await Run("map", "--llm-budget", "1"));
        Assert.Contains("claude-sonnet-5-5 would be asked up to 2 questions of ", _trial.Errors, StringComparison.Ordinal);
        Assert.Contains("as the provider counts 2 of them", _trial.Errors, StringComparison.Ordinal);
        Assert.Contains("It ends at $1.0000, whatever is left. Type yes:", _trial.Errors, StringComparison.Ordinal);
        Assert.Equal(0, _server.Asked);
        _trial.Answers = ["yes"];
        Assert.Equal(0, await Run("map", "--llm-budget", "1"));
        Assert.Equal(4, _server.Asked);

        // Where every answer is known there is nothing to agree to.
        _trial.Answers = null;
        Assert.Equal(0, await Run("map", "--llm-budget", "1"));
        Assert.Equal(4, _server.Asked);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_nothing_is_spent_unless_it_was_said_before()
    {
        WithKey();
        Assert.Equal(2, await Run("map", "--llm-budget", "1"));
        Assert.Contains("--yes", _trial.Errors, StringComparison.Ordinal);
        Assert.Equal(0, _server.Asked);
        Assert.Equal(0, await Run("map", "--llm-budget", "1", "--yes"));
        Assert.Contains("1 of 1 candidates, $0.0", _trial.Errors, StringComparison.Ordinal);
        Assert.Contains("1 proposal, 0 refused", _trial.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cost_that_is_told_before_is_not_less_than_what_is_billed()
    {
        WithKey();
        JsonElement report = await Document("map", "--llm-budget", "1", "--yes");
        decimal told = Dollars(report, "estimate") + Dollars(report, "estimatePerRelation");
        Assert.InRange(Dollars(report, "spent"), 0.001m, told);

        static decimal Dollars(JsonElement json, string name) =>
            decimal.Parse(Text(json, name), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Vectors_are_asked_for_once_where_they_are_wanted_and_told_when_they_cannot_be_had()
    {
        _trial.Config($"embeddings:\n  provider: ollama\n  base_url: {_server.Address.ToString().TrimEnd('/')}\n  model: nomic-embed-text\n"
            + "  api_key: key\n");
        Assert.Equal(0, await Run("map"));
        Assert.Equal(2, _server.Embeddings.Texts.Count);
        Assert.DoesNotContain("have no vector", _trial.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await Run("map"));
        Assert.Equal(1, _server.Embeddings.Asked);

        _trial.Config("embeddings:\n  provider: voyage\n  base_url: http://127.0.0.1:1/v1\n  model: voyage-4-lite\n");
        Assert.Equal(0, await Run("map"));
        Assert.Contains("2 texts have no vector.", _trial.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await Run("map", "--llm-budget", "0.01", "--yes"));
        Assert.Contains("2 texts have no vector (Unreachable", _trial.Errors, StringComparison.Ordinal);
        Assert.Equal(2, await Run("map", "--llm-budget", "0.01"));
        _trial.Config("embeddings:\n  provider: voyage\n  model: voyage-nine\n");
        Assert.Equal(2, await Run("map"));
        Assert.Contains("nobody has stated what voyage-nine costs", _trial.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relation_goes_from_candidate_to_scan_and_out_again()
    {
        WithKey();
        JsonElement report = await Document("map", "--llm-budget", "1", "--yes");
        JsonElement proposal = Assert.Single(report.GetProperty("proposals").EnumerateArray());
        string id = proposal.GetProperty("id").GetString()!;
        Assert.Equal(("Subset", "Proposed", "Pending"), (Text(proposal, "type"), Text(proposal, "tier"), Text(proposal, "status")));
        Assert.Equal(4, _server.Asked);

        // Not yet decided: a scan shows nothing of it, whatever tiers are asked for.
        Assert.Empty(await Found());

        Assert.Equal(id, Text(Assert.Single((await Document("relations", "list", "--queue")).GetProperty("queue").EnumerateArray()), "id"));
        Assert.Equal(0, await _trial.Run("relations", "show", id));
        Assert.Contains("before 2026-07-01", _trial.Output, StringComparison.Ordinal);
        Assert.Contains("\u00BB" + Narrow + "\u00AB", _trial.Output, StringComparison.Ordinal);

        Assert.Equal(0, await _trial.Run("relations", "approve", id[..6], "--reason", "read both rules", "--by", "ada"));
        JsonElement opportunity = Assert.Single(await Found());
        Assert.Equal("Reviewed", Text(Assert.Single(opportunity.GetProperty("relations").EnumerateArray()), "tier"));
        Assert.Equal("B", Text(opportunity, "grade"));

        // So large a mispricing of what no rule proves is shown, and is for a person to look at.
        Assert.Contains("for review", opportunity.GetProperty("belowThreshold")[0].GetString(), StringComparison.Ordinal);

        // Asked again, nothing is paid again.
        report = await Document("map", "--llm-budget", "1", "--yes");
        Assert.Equal("0.0000", Text(report, "spent"));
        Assert.Equal(4, _server.Asked);
        Assert.Single(await Found());

        // The words change: what was approved were other words.
        Write(Wide.Replace("touches the surface of", "is towed to", StringComparison.Ordinal));
        Assert.Empty(await Found());
        JsonElement review = (await Document("relations", "show", id)).GetProperty("review");
        Assert.Equal("Suspended", Text(review, "status"));
        Assert.Equal(["Pending", "Active", "Suspended"], review.GetProperty("history").EnumerateArray().Select(static turn => Text(turn, "status")));
        Assert.Equal(1, await _trial.Run("relations", "approve", id, "--reason", "still fine", "--by", "ada"));
        Assert.Contains("changed", _trial.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Normal_forms_find_it_without_being_asked_about_the_pair()
    {
        WithKey();
        _script = static call => call.System.StartsWith("You read the settlement rules", StringComparison.Ordinal)
            ? ModelReply.Json(Form(call.User.Contains("KXNARROW-1-A", StringComparison.Ordinal) ? (Narrow, "2026-06-30") : (Wide, "2026-07-31")))
            : Orion.IsPairs(call) ? ModelReply.Json("""{"relationships":[]}""") : Orion.Honest(call);
        JsonElement report = await Document("map", "--llm-budget", "1", "--yes", "--forms");
        JsonElement proposal = Assert.Single(report.GetProperty("proposals").EnumerateArray());
        Assert.Equal(("form-deadline-ladder", "Subset"), (Text(proposal, "rule"), Text(proposal, "type")));

        // Two forms, two counter-worlds, one question about the pair.
        Assert.Equal(5, _server.Asked);
    }

    [Fact]
    public async Task A_rejected_relation_stays_out()
    {
        WithKey();
        string id = await Propose();
        Assert.Equal(0, await _trial.Run("relations", "reject", id, "--reason", "a touch is no landing", "--by", "ada"));
        Assert.Empty((await Document("relations", "list", "--queue")).GetProperty("queue").EnumerateArray());
        await Document("map", "--llm-budget", "1", "--yes");
        Assert.Empty((await Document("relations", "list", "--queue")).GetProperty("queue").EnumerateArray());
        Assert.Empty(await Found());
    }

    [Fact]
    public async Task A_budget_too_small_for_one_question_asks_none()
    {
        WithKey();
        JsonElement report = await Document("map", "--llm-budget", "0.000001", "--yes");
        Assert.Equal("0.0000", Text(report, "spent"));
        Assert.Contains("this pass", Text(report, "stopped"), StringComparison.Ordinal);
        Assert.Equal(0, _server.Asked);
    }

    [Fact]
    public async Task A_liar_proposes_nothing()
    {
        WithKey();
        _script = static call => ModelReply.Json(Orion.IsPairs(call)
            ? Orion.Claim("KXWIDE-1-B", "KXNARROW-1-A")
            : """{"attempts":[],"counter_world":null,"verdict":"holds","confidence":1}""");
        JsonElement report = await Document("map", "--llm-budget", "1", "--yes");
        Assert.Empty(report.GetProperty("proposals").EnumerateArray());
        Assert.Contains(report.GetProperty("refusals").EnumerateArray(), static refusal => Text(refusal, "reason").StartsWith("vetoed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_that_is_gone_is_told_before_anything_is_asked()
    {
        WithKey("claude-sonnet-4-6");
        Assert.Equal(1, await Run("map", "--llm-budget", "1", "--yes"));
        Assert.Contains("claude-sonnet-4-6 cannot be used", _trial.Errors, StringComparison.Ordinal);
        Assert.Equal(0, _server.Asked);
    }

    [Fact]
    public async Task A_pass_in_bulk_asks_through_batches_and_finds_the_same()
    {
        WithKey();
        Task<int> run = Run("map", "--llm-budget", "1", "--yes", "--batch", "--format", "json");
        while (!run.IsCompleted)
        {
            _trial.Clock.Advance(TimeSpan.FromSeconds(10));
            await Task.WhenAny(run, Task.Delay(5));
        }

        Assert.True(await run == 0, _trial.Errors);
        Assert.Contains("words-subset", _trial.Output, StringComparison.Ordinal);
        Assert.Equal((2, 4), (_server.BatchesTaken, _server.Asked));
    }

    [Fact]
    public async Task What_is_out_in_a_batch_is_not_asked_a_second_time()
    {
        WithKey();
        _server.LoseNextBatchAnswer = true;
        JsonElement report = await Document("map", "--llm-budget", "1", "--yes", "--batch");
        Assert.Contains("still out in a batch", Text(report, "stopped"), StringComparison.Ordinal);
        report = await Document("map", "--llm-budget", "1", "--yes");
        Assert.Contains("still out in a batch", Text(report, "stopped"), StringComparison.Ordinal);
        Assert.Equal((1, 0), (_server.BatchesTaken, _server.Asked));
    }

    [Fact]
    public async Task Reviews_travel_as_proposals()
    {
        WithKey();
        string id = await Propose();
        await _trial.Run("relations", "approve", id, "--reason", "read", "--by", "ada");
        int from = _trial.Output.Length;
        Assert.Equal(0, await _trial.Run("relations", "export"));
        using Trial other = new();
        other.Write("in.json", _trial.Output[from..]);
        Assert.Equal(0, await other.Run("relations", "import", Path.Combine(other.Folder, "in.json")));
        Assert.Contains("1 relation taken over", other.Output, StringComparison.Ordinal);
        Assert.Equal(0, await other.Run("relations", "list", "--queue"));
        Assert.Contains(id, other.Output, StringComparison.Ordinal);
        Assert.Equal(1, await other.Run("relations", "approve", id, "--reason", "trust", "--by", "bob"));
        Assert.Equal(0, await other.Run("relations", "approve", id, "--reason", "read it", "--by", "bob", "--unchecked"));
        other.Write("bad.json", _trial.Output[from..].Replace("KXNARROW", "KXOTHER", StringComparison.Ordinal));
        Assert.Equal(2, await other.Run("relations", "import", Path.Combine(other.Folder, "bad.json")));
    }

    [Fact]
    public async Task A_decision_needs_a_reason_and_a_name()
    {
        WithKey();
        string id = await Propose();
        Assert.Equal(2, await _trial.Run("relations", "approve", id, "--reason", " ", "--by", "ada"));
        Assert.Equal(2, await _trial.Run("relations", "approve", id, "--by", "ada"));
        Assert.Equal(3, await _trial.Run("relations", "approve", "nosuch", "--reason", "r", "--by", "ada"));
    }

    private static string Form((string Rules, string Last) market) => new JsonObject
    {
        ["subject"] = "orion capsule",
        ["observable"] = "landing on the moon",
        ["unit"] = "",
        ["source"] = "",
        ["kind"] = "deadline",
        ["low"] = "",
        ["low_inclusive"] = false,
        ["high"] = "",
        ["high_inclusive"] = false,
        ["deadline"] = market.Last,
        ["instant"] = "",
        ["time_zone"] = "",
        ["revisions"] = "",
        ["early_close"] = "",
        ["void"] = "",
        ["sentences"] = new JsonObject
        {
            ["observable"] = market.Rules,
            ["bounds"] = market.Rules,
            ["instant"] = "",
            ["revisions"] = "",
            ["early_close"] = "",
            ["void"] = "",
        },
    }.ToJsonString();

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

    private async Task<string> Propose() =>
        Text(Assert.Single((await Document("map", "--llm-budget", "1", "--yes")).GetProperty("proposals").EnumerateArray()), "id");

    private void WithKey(string scan = "claude-sonnet-5-5") => _trial.Config(
        $"anthropic:\n  api_key: key\n  scan_model: {scan}\nllm:\n  base_url: {_server.Address}\ntrading:\n  tiers: [Proven, Reviewed]\n");

    private Task<int> Run(params string[] arguments) => _trial.Run(
        TestContext.Current.CancellationToken, [.. arguments, "--snapshot", Path.Combine(_trial.Folder, "pages.json")]);

    /// <summary>What a scan shows, above the thresholds and below.</summary>
    private async Task<JsonElement[]> Found()
    {
        JsonElement scan = await Document("scan");
        return [.. scan.GetProperty("opportunities").EnumerateArray(), .. scan.GetProperty("belowThreshold").EnumerateArray()];
    }

    private async Task<JsonElement> Document(params string[] arguments)
    {
        int from = _trial.Output.Length;
        int code = arguments[0] == "relations" ? await _trial.Run([.. arguments, "--format", "json"]) : await Run([.. arguments, "--format", "json"]);
        Assert.True(code == 0, $"exit code {code}: {_trial.Errors}");
        using JsonDocument document = JsonDocument.Parse(_trial.Output[from..]);
        return document.RootElement.Clone();
    }

    /// <summary>A recording in which the earlier deadline is bid far above what the later one is offered at.</summary>
    private void Write(string wide)
    {
        JsonObject page = new()
        {
            ["captured_at"] = "2026-03-01T12:00:00Z",
            ["series"] = new JsonArray(Series("KXNARROW"), Series("KXWIDE")),
            ["events"] = new JsonArray(
                Event("KXNARROW-1", Market("KXNARROW-1-A", Narrow, "2026-07-01T04:00:00Z", "0.6000", "0.6200")),
                Event("KXWIDE-1", Market("KXWIDE-1-B", wide, "2026-08-01T04:00:00Z", "0.2800", "0.3000"))),
            ["cursor"] = "",
        };
        _trial.Write("pages.json", page.ToJsonString());
    }

    private static JsonObject Series(string ticker) => new()
    {
        ["ticker"] = ticker,
        ["title"] = "Orion",
        ["category"] = "Science",
        ["frequency"] = "one_off",
        ["settlement_sources"] = new JsonArray(new JsonObject { ["name"] = "NASA", ["url"] = "https://www.nasa.gov" }),
        ["fee_type"] = "quadratic",
        ["fee_multiplier"] = 1,
        ["contract_terms_url"] = "https://example.org/terms.pdf",
    };

    private static JsonObject Event(string ticker, JsonObject market) => new()
    {
        ["event_ticker"] = ticker,
        ["series_ticker"] = ticker.Split('-')[0],
        ["title"] = "Orion on the Moon?",
        ["sub_title"] = "",
        ["mutually_exclusive"] = false,
        ["collateral_return_type"] = "",
        ["category"] = "Science",
        ["exchange_index"] = 0,
        ["markets"] = new JsonArray(market),
    };

    private static JsonObject Market(string ticker, string rules, string close, string bid, string ask) => new()
    {
        ["ticker"] = ticker,
        ["event_ticker"] = ticker[..ticker.LastIndexOf('-')],
        ["market_type"] = "binary",
        ["status"] = "active",
        ["result"] = "",
        ["title"] = "Orion on the Moon?",
        ["yes_sub_title"] = "",
        ["no_sub_title"] = "",
        ["rules_primary"] = rules,
        ["rules_secondary"] = "",
        ["close_time"] = close,
        ["expected_expiration_time"] = close,
        ["latest_expiration_time"] = close,
        ["open_time"] = "2026-01-01T00:00:00Z",
        ["can_close_early"] = true,
        ["yes_bid_dollars"] = bid,
        ["yes_bid_size_fp"] = "100.00",
        ["yes_ask_dollars"] = ask,
        ["yes_ask_size_fp"] = "100.00",
        ["no_bid_dollars"] = "0.0000",
        ["no_ask_dollars"] = "0.0000",
        ["last_price_dollars"] = bid,
        ["volume_fp"] = "1000.00",
        ["open_interest_fp"] = "1000.00",
        ["price_level_structure"] = "linear_cent",
        ["price_ranges"] = new JsonArray(new JsonObject { ["start"] = "0.0000", ["end"] = "1.0000", ["step"] = "0.0100" }),
        ["exchange_index"] = 0,
    };
}
