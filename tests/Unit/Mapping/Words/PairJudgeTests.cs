using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Mapping;
using Xunit;

namespace Dutchbook.Unit.Mapping.Words;

public sealed class PairJudgeTests
{
    private const string Narrow = "If the Orion capsule lands on the Moon before July 1, 2026";
    private const string Wide = "If the Orion capsule touches the surface of the Moon before August 1, 2026";

    internal const string Holds =
        """
        {"attempts":[{"world":"lands in July","blocked_by":"the deadline","quote":"before July 1, 2026"}],
        "counter_world":null,"verdict":"holds","confidence":0.9}
        """;

    private static VenueSnapshot Snapshot(string narrow = Narrow, string wide = Wide) => new Listing().Series("KXA").Series("KXB")
        .Event("KXA-1", new Row("KXA-1-A") { Rules = narrow + ", then the market resolves to Yes.", Title = "Orion on the Moon?" })
        .Event("KXB-1", new Row("KXB-1-B") { Rules = wide + ", then the market resolves to Yes.", Title = "Orion on the Moon?" })
        .Read();

    private static string Subset(string narrow = "KXA-1-A", string wide = "KXB-1-B", string confidence = "0.9", string? quotes = null) => $$"""
        {"relationships":[{"type":"SUBSET","reasoning":"earlier","quotes":{{quotes ?? JsonSerializer.Serialize(new[] { Narrow, Wide })}},
        "subset_ticker":"{{narrow}}","superset_ticker":"{{wide}}","confidence":{{confidence}}}]}
        """;

    private static async Task<JudgedPair> Judge(IModel scan, IModel? validate = null, VenueSnapshot? snapshot = null)
    {
        snapshot ??= Snapshot();
        EventPair pair = new(snapshot.Events[0], snapshot.Events[^1], 1, "test");
        return await new PairJudge(scan, validate ?? ScriptedModel.Saying(Holds), new VenueIndex(snapshot)).Judge(pair, CancellationToken.None);
    }

    private static void Refused(JudgedPair judged, string words)
    {
        Assert.Empty(judged.Proposals);
        Assert.Contains(judged.Refusals, refusal => refusal.Reason.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_everybody_agrees_on_is_proposed_and_checked_and_waits()
    {
        JudgedPair judged = await Judge(ScriptedModel.Saying(Subset()));
        ProposedRelation proposal = Assert.Single(judged.Proposals);
        Assert.Empty(judged.Refusals);
        Assert.Equal(ReviewStage.Checked, proposal.Stage);
        Assert.Equal((RelationType.Subset, Tier.Proposed, RelationStatus.Pending), (proposal.Relation.Type, proposal.Relation.Tier, proposal.Relation.Status));
        Assert.Equal(["KXA-1-A", "KXB-1-B"], proposal.Relation.Tickers);
        Assert.Equal(Ratio.FromPartsPerMillion(900_000), proposal.Relation.Confidence);
        Assert.Contains(proposal.Differences, static row => row is { Aspect: RuleAspect.Deadline, Differs: true });
    }

    [Fact]
    public async Task Both_models_are_asked_both_ways_round()
    {
        ScriptedModel scan = ScriptedModel.Saying(Subset());
        ScriptedModel validate = ScriptedModel.Saying(Holds);
        await Judge(scan, validate);
        Assert.Equal(2, scan.Asked.Count);
        Assert.Equal(2, validate.Asked.Count);
        Assert.All((List<ModelRequest>[])[scan.Asked, validate.Asked], static asked =>
        {
            Assert.True(asked[0].User.IndexOf("KXA-1-A", StringComparison.Ordinal) < asked[0].User.IndexOf("\"ticker\":\"KXB-1-B", StringComparison.Ordinal));
            Assert.True(asked[1].User.IndexOf("\"ticker\":\"KXB-1-B", StringComparison.Ordinal) < asked[1].User.IndexOf("\"ticker\":\"KXA-1-A", StringComparison.Ordinal));
            Assert.NotEqual(asked[0].Subject, asked[1].Subject);
        });
    }

    [Fact]
    public async Task A_model_that_says_it_only_one_way_round_is_not_believed()
    {
        ScriptedModel first = new(static request => new ModelAnswer.Given(request.Purpose == "pairs" ? Subset() : """{"relationships":[]}""", false));
        Refused(await Judge(first), "other way round");
        ScriptedModel changing = new(static request => new ModelAnswer.Given(
            request.Purpose == "pairs" ? Subset() : Subset("KXB-1-B", "KXA-1-A"), false));
        Refused(await Judge(changing), "other way round");
    }

    [Fact]
    public async Task Of_a_market_that_the_venue_amends_nothing_is_proposed()
    {
        VenueSnapshot amended = new Listing().Series("KXA").Series("KXB")
            .Event("KXA-1", new Row("KXA-1-A") { Rules = Narrow + ", then the market resolves to Yes.", Title = "Orion on the Moon?" })
            .Event("KXB-1", new Row("KXB-1-B")
            {
                Rules = Wide + ", then the market resolves to Yes.",
                Title = "Orion on the Moon?",
                Status = "amended",
            })
            .Read();
        Refused(await Judge(ScriptedModel.Saying(Subset()), snapshot: amended), "KXB-1-B was amended");
    }

    [Fact]
    public async Task An_answer_that_says_both_that_one_implies_the_other_and_that_they_exclude_each_other_says_nothing()
    {
        string both = Subset().Replace("\n]}", "]}", StringComparison.Ordinal).Replace(
            "]}", $$""",{"type":"EXCLUSIVE","reasoning":"r","quotes":{{JsonSerializer.Serialize(new[] { Narrow, Wide })}},"tickers":["KXA-1-A","KXB-1-B"],"confidence":0.9}]}""",
            StringComparison.Ordinal);
        JudgedPair judged = await Judge(ScriptedModel.Saying(both));
        Assert.Equal(2, judged.Refusals.Count(static refusal => refusal.Reason.Contains("contradicts itself", StringComparison.Ordinal)));
        Assert.Empty(judged.Proposals);
        Assert.Empty(judged.Claimed);
    }

    [Fact]
    public async Task A_claim_backwards_is_vetoed_before_anybody_is_paid_to_check_it()
    {
        ScriptedModel validate = ScriptedModel.Saying(Holds);
        Refused(await Judge(ScriptedModel.Saying(Subset("KXB-1-B", "KXA-1-A")), validate), "vetoed: ");
        Assert.Empty(validate.Asked);
    }

    [Theory]
    [InlineData("""{"attempts":[{"world":"w","blocked_by":"b","quote":"before July 1, 2026"}],"counter_world":"it lands and touches nothing","verdict":"holds","confidence":1}""", "a counter-world")]
    [InlineData("""{"attempts":[{"world":"w","blocked_by":"b","quote":"before July 1, 2026"}],"counter_world":null,"verdict":"unsure","confidence":1}""", "unsure")]
    [InlineData("""{"attempts":[{"world":"w","blocked_by":"b","quote":"before July 1, 2026"}],"counter_world":null,"verdict":"fails","confidence":1}""", "fails")]
    [InlineData("""{"attempts":[],"counter_world":null,"verdict":"holds","confidence":1}""", "without having tried")]
    [InlineData("""{"attempts":[{"world":"w","blocked_by":"b","quote":"the Moon is made of cheese"}],"counter_world":null,"verdict":"holds","confidence":1}""", "quotes what no rule says")]
    [InlineData("""{"verdict":"holds"}""", "cannot be read")]
    [InlineData("[]", "cannot be read")]
    public async Task The_validation_model_must_have_tried_and_failed_to_break_it(string answer, string words) =>
        Refused(await Judge(ScriptedModel.Saying(Subset()), ScriptedModel.Saying(answer)), words);

    [Fact]
    public async Task One_objection_of_two_is_enough()
    {
        ScriptedModel validate = new(static request => new ModelAnswer.Given(
            request.Purpose == "counter-world" ? Holds : Holds.Replace("\"holds\"", "\"fails\"", StringComparison.Ordinal), false));
        Refused(await Judge(ScriptedModel.Saying(Subset()), validate), "objects");
    }

    [Theory]
    [InlineData("""{"relationships":"none"}""", "no list")]
    [InlineData("""{"relationships":[7]}""", "no object")]
    [InlineData("""{"relationships":[{"type":"FRIENDS","reasoning":"","quotes":[],"tickers":[],"confidence":1}]}""", "no type")]
    [InlineData("""{"relationships":[{"type":"EQUIVALENCE","reasoning":"","quotes":[],"tickers":["KXA-1-A"],"confidence":1}]}""", "fewer than two")]
    [InlineData("""{"relationships":[{"type":"EQUIVALENCE","reasoning":"","quotes":[],"tickers":["KXA-1-A","KXA-1-A"],"confidence":1}]}""", "fewer than two")]
    [InlineData("""{"relationships":[{"type":"EQUIVALENCE","reasoning":"","quotes":[],"tickers":["KXA-1-A",5],"confidence":1}]}""", "else than tickers")]
    [InlineData("""{"relationships":[{"type":"EQUIVALENCE","quotes":[],"tickers":["KXA-1-A","KXB-1-B"],"confidence":1}]}""", "reasoning is missing")]
    public async Task An_answer_of_another_shape_drops_what_cannot_be_read(string answer, string words) =>
        Refused(await Judge(ScriptedModel.Saying(answer)), words);

    [Theory]
    [InlineData("KXA-1-A", "KXZ-9-Z", "0.9", "not supplied")]
    [InlineData("kxa-1-a", "KXB-1-B", "0.9", "not supplied")]
    [InlineData("KXA-1-A", "KXB-1-B", "7", "no probability")]
    [InlineData("KXA-1-A", "KXB-1-B", "-0.1", "no probability")]
    [InlineData("KXA-1-A", "KXB-1-B", "\"high\"", "no probability")]
    [InlineData("KXA-1-A", "KXB-1-B", "1e400", "no probability")]
    public async Task Tickers_must_be_supplied_and_confidence_a_probability(string narrow, string wide, string confidence, string words) =>
        Refused(await Judge(ScriptedModel.Saying(Subset(narrow, wide, confidence))), words);

    [Fact]
    public async Task Every_member_must_be_quoted_from_its_own_rules() => Refused(
        await Judge(ScriptedModel.Saying(Subset(quotes: JsonSerializer.Serialize(new[] { Narrow, "the Moon counts as reached" })))), "no sentence of the rules of KXB-1-B");

    [Fact]
    public async Task No_model_may_claim_certainty()
    {
        ProposedRelation proposal = Assert.Single((await Judge(ScriptedModel.Saying(Subset(confidence: "1.0")))).Proposals);
        Assert.Equal(Ratio.FromPartsPerMillion(950_000), proposal.Relation.Confidence);
    }

    [Fact]
    public async Task A_partition_is_two_relations_judged_apart()
    {
        VenueSnapshot snapshot = new Listing().Series("KXA").Choice("KXA-1", Some.Option("KXA-1-F", "Fischer"), Some.Option("KXA-1-R", "Ricketts")).Read();
        string rules = JsonSerializer.Serialize(snapshot.Markets.Select(static market => market.RulesPrimary.ToString()));
        string answer = $$"""{"relationships":[{"type":"PARTITION","reasoning":"r","quotes":{{rules}},"tickers":["KXA-1-F","KXA-1-R"],"confidence":0.9}]}""";
        string holds = Holds.Replace("before July 1, 2026", "wins the Nebraska Senate race", StringComparison.Ordinal);
        JudgedPair judged = await Judge(ScriptedModel.Saying(answer), ScriptedModel.Saying(holds), snapshot);
        Assert.Equal(RelationType.Exclusive, Assert.Single(judged.Proposals).Relation.Type);
        Assert.Contains(judged.Refusals, static refusal => refusal.Rule == "words-exhaustive" && refusal.Reason.Contains("Cover", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_implication_is_soft_with_the_lower_of_two_estimates_and_needs_no_counter_world()
    {
        ScriptedModel scan = new(static request => new ModelAnswer.Given($$"""
            {"relationships":[{"type":"IMPLICATION","reasoning":"r","quotes":{{JsonSerializer.Serialize(new[] { Narrow, Wide })}},"if_ticker":"KXA-1-A","then_ticker":"KXB-1-B",
            "estimated_conditional_prob":{{(request.Purpose == "pairs" ? "0.9" : "0.8")}},"confidence":0.7}]}
            """, false));
        ScriptedModel validate = ScriptedModel.Saying(Holds);
        ProposedRelation proposal = Assert.Single((await Judge(scan, validate)).Proposals);
        Assert.Equal((Strength.Soft, ReviewStage.Proposed), (proposal.Relation.Strength, proposal.Stage));
        Assert.Equal(Ratio.FromPartsPerMillion(800_000), proposal.Relation.ConditionalAtLeast);
        Assert.Empty(validate.Asked);
    }

    [Fact]
    public async Task Refusals_failures_and_an_empty_purse_are_told_apart()
    {
        JudgedPair refused = await Judge(new ScriptedModel(static _ => new ModelAnswer.Refused(false)));
        Assert.Equal((1, null), (refused.Answers["refused by the model"], refused.Stop));
        JudgedPair overBudget = await Judge(new ScriptedModel(static _ => new ModelAnswer.OverBudget("no more")));
        Assert.Equal("no more", overBudget.Stop);
        JudgedPair gone = await Judge(new ScriptedModel(static _ => new ModelAnswer.Failed(new ModelFailure(FailureKind.ModelGone, "404"))));
        Assert.NotNull(gone.Stop);
        JudgedPair busy = await Judge(new ScriptedModel(static _ => new ModelAnswer.Failed(new ModelFailure(FailureKind.Overloaded, "529"))));
        Assert.Null(busy.Stop);
    }

    [Fact]
    public void Approval_is_of_the_words_that_were_judged()
    {
        VenueSnapshot snapshot = Snapshot();
        string hash = RulesHash.Of(snapshot.Markets, new VenueIndex(snapshot));
        VenueSnapshot same = Snapshot();
        Assert.Equal(hash, RulesHash.Of(same.Markets.Reverse(), new VenueIndex(same)));
        VenueSnapshot changed = Snapshot(wide: Wide.Replace("surface", "Surface", StringComparison.Ordinal));
        Assert.NotEqual(hash, RulesHash.Of(changed.Markets, new VenueIndex(changed)));
    }
}
