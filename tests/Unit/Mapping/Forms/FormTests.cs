using System.Text.Json;
using System.Text.Json.Nodes;
using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Mapping;
using Dutchbook.Unit.Mapping.Words;
using Xunit;

namespace Dutchbook.Unit.Mapping.Forms;

/// <summary>
/// Markets read one by one by a model, checked sentence by sentence, and related by the rules that relate strikes and
/// dates.
/// </summary>
public sealed class FormTests
{
    private const string End = ", then the market resolves to Yes.";

    private static Row Index(string ticker, string comparison, string series = "the Widget index") =>
        new(ticker) { Rules = $"If the closing value of {series} on December 9, 2026 is {comparison}{End}", Title = "Widget index closing value?" };

    private static Row Landing(string ticker, string words, string date) =>
        new(ticker) { Rules = $"If the Orion capsule {words} the Moon before {date}{End}", Title = "Orion capsule on the Moon?" };

    private static VenueSnapshot Two(Row first, Row second) =>
        new Listing().Series("KXA").Series("KXB").Event("KXA-1", first).Event("KXB-1", second).Read();

    private static string Above(Row row, string strike, bool inclusive = false) =>
        FormJson.Above(row.Rules, strike, inclusive).ToJsonString();

    private static string Before(Row row, string last) => FormJson.Before(row.Rules, last).ToJsonString();

    private static async Task<JudgedPair> Read(VenueSnapshot snapshot, params (string Ticker, string Form)[] forms)
    {
        ScriptedModel model = new(request => new ModelAnswer.Given(
            forms.Single(form => request.User.Contains($"\"ticker\":\"{form.Ticker}\"", StringComparison.Ordinal)).Form, FromCache: false));
        VenueIndex venue = new(snapshot);
        string quote = JsonSerializer.Serialize(snapshot.Markets[0].RulesPrimary.ToString());
        ScriptedModel validate = ScriptedModel.Saying(
            $$"""{"attempts":[{"world":"w","blocked_by":"b","quote":{{quote}}}],"counter_world":null,"verdict":"holds","confidence":0.9}""");
        EventPair pair = new(snapshot.Events[0], snapshot.Events[^1], 1, "test");
        return await new FormReader(model, new PairJudge(model, validate, venue), venue)
            .Read(pair, new HashSet<string>(), each: null, CancellationToken.None);
    }

    [Fact]
    public async Task Strikes_in_words_of_two_series_make_a_ladder()
    {
        (Row low, Row high) = (Index("KXA-1-A", "above 50"), Index("KXB-1-B", "greater than 60"));
        JudgedPair judged = await Read(Two(low, high), ("KXA-1-A", Above(low, "50")), ("KXB-1-B", Above(high, "60")));

        // Neither has a strike field, so that the check cannot confirm a ladder: derived, and vetoed for that alone.
        Refusal refusal = Assert.Single(judged.Refusals);
        Assert.Equal("form-threshold-ladder", refusal.Rule);
        Assert.Contains("Strike", refusal.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strikes_that_the_fields_confirm_pass_the_check_too()
    {
        Row low = Index("KXA-1-A", "above 50") with { StrikeType = "greater", Floor = "50", Sub = "Above 50" };
        Row high = Index("KXB-1-B", "greater than 60") with { StrikeType = "greater", Floor = "60", Sub = "Above 60" };
        JudgedPair judged = await Read(Two(low, high), ("KXA-1-A", Above(low, "50")), ("KXB-1-B", Above(high, "60")));
        ProposedRelation proposal = Assert.Single(judged.Proposals);
        Assert.Equal((RelationType.Threshold, Tier.Proposed, RelationStatus.Pending, "form-threshold-ladder"),
            (proposal.Relation.Type, proposal.Relation.Tier, proposal.Relation.Status, proposal.Relation.Rule));
        Assert.Equal(["KXB-1-B", "KXA-1-A"], proposal.Relation.Claims.Select(static claim => claim.Market.Ticker));
        Assert.Contains(proposal.Relation.Evidence, static item => item.Source == "normal form");
        Assert.Equal(ReviewStage.Checked, proposal.Stage);
    }

    [Fact]
    public async Task Deadlines_of_two_wordings_make_a_chain()
    {
        (Row early, Row late) = (Landing("KXA-1-A", "lands on", "July 1, 2026"), Landing("KXB-1-B", "touches the surface of", "August 1, 2026"));
        JudgedPair judged = await Read(Two(early, late), ("KXA-1-A", Before(early, "2026-06-30")), ("KXB-1-B", Before(late, "2026-07-31")));
        ProposedRelation proposal = Assert.Single(judged.Proposals);
        Assert.Equal((RelationType.Subset, "form-deadline-ladder"), (proposal.Relation.Type, proposal.Relation.Rule));
        Assert.Equal(["KXA-1-A", "KXB-1-B"], proposal.Relation.Tickers);
    }

    [Fact]
    public async Task Forms_that_differ_in_anything_but_the_strike_are_not_related()
    {
        (Row one, Row two) = (Index("KXA-1-A", "above 50"), Index("KXB-1-B", "above 60"));
        string other = FormJson.With(FormJson.Above(two.Rules, "60"), ("instant", "2026-12-10")).ToJsonString();
        JudgedPair judged = await Read(Two(one, two), ("KXA-1-A", Above(one, "50")), ("KXB-1-B", other));
        Assert.Empty(judged.Proposals);
        Assert.Empty(judged.Refusals);
    }

    public static TheoryData<string, string> Lies => new()
    {
        { """{"low":"51"}""", "does not say once" },
        { """{"low_inclusive":true}""", "does not say once" },
        { """{"low":"","high":"50"}""", "does not say once" },
        { """{"low":"fifty"}""", "no number" },
        { """{"low":""}""", "no bound" },
        { """{"high":"60"}""", "does not say \"between" },
        { """{"revisions":"first print only"}""", "revisions has no sentence" },
        { """{"observable":""}""", "nothing is observed" },
        { """{"kind":"deadline","deadline":"2026-12-09"}""", "only deadline" },
        { """{"kind":"deadline","deadline":"soon"}""", "no date" },
        { """{"quotes":["The index is published by NASA."]}""", "in no rule" },
        { """{"quotes":[]}""", "names quote 1 of 0" },
        { """{"quotes":"none"}""", "cannot be read" },
        { """{"subject":7}""", "cannot be read" },
        { """{"from":{}}""", "cannot be read" },
        { """{"kind":"option"}""", "has no name" },
        { """{"kind":"option","option":"nobody","option_set":"winners"}""", "does not name" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void What_the_rules_do_not_say_word_for_word_spoils_the_form(string change, string words)
    {
        Row row = Index("KXA-1-A", "above 50");
        VenueIndex venue = new(Two(row, Index("KXB-1-B", "above 60")));
        JsonObject written = FormJson.Above(row.Rules, "50");
        foreach ((string name, JsonNode? value) in JsonNode.Parse(change)!.AsObject())
        {
            written[name] = value?.DeepClone();
        }

        string form = written.ToJsonString();
        (NormalForm? read, string? problem) = FormAnswer.Read(form, venue.Find("KXA-1-A")!, venue);
        Assert.Null(read);
        Assert.Contains(words, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_that_says_what_the_rules_say_is_read()
    {
        Row row = Index("KXA-1-A", "at least 50");
        VenueIndex venue = new(Two(row, Index("KXB-1-B", "above 60")));
        (NormalForm? read, string? problem) = FormAnswer.Read(Above(row, "50", inclusive: true), venue.Find("KXA-1-A")!, venue);
        Assert.Null(problem);
        Assert.Equal((new Cut(50, 0), Cut.Highest), (read!.Interval!.Low, read.Interval.High));
        Assert.Contains(IntervalReading.Placeholder, read.Interval.Template, StringComparison.Ordinal);
    }
}
