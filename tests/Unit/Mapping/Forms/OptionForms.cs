using System.Text.Json;
using System.Text.Json.Nodes;
using Dutchbook.Domain;
using Dutchbook.Llm;
using Dutchbook.Mapping;
using Dutchbook.Unit.Mapping.Words;
using Xunit;

namespace Dutchbook.Unit.Mapping.Forms;

/// <summary>Markets that are one option of a named set: the same option is the same question, another one excludes it.</summary>
public sealed class OptionForms
{
    private const string Only = "Only one candidate can win.";

    private static Row Wins(string ticker, string name, string secondary = "", string race = "the Nebraska Senate race") => new(ticker)
    {
        Rules = $"If {name} wins {race}, then the market resolves to Yes.",
        Sub = name,
        Title = "Nebraska Senate winner?",
        Secondary = secondary,
    };

    private static VenueSnapshot Two(Row[] first, Row[] second, bool exclusive = true, string source = "Officials")
    {
        Listing listing = new Listing().Series("KXA", "Officials").Series("KXB", source);
        return (exclusive ? listing.Choice("KXA-1", first).Choice("KXB-1", second) : listing.Event("KXA-1", first).Event("KXB-1", second)).Read();
    }

    private static async Task<(JudgedPair Judged, bool Settles)> Read(VenueSnapshot snapshot, Func<Market, JsonObject>? form = null)
    {
        form ??= static market => FormJson.Option(market.RulesPrimary.ToString(), market.YesSubTitle.ToString());
        VenueIndex venue = new(snapshot);
        ScriptedModel model = new(request => new ModelAnswer.Given(
            form(snapshot.Markets.Single(market => request.User.Contains($"\"ticker\":\"{market.Ticker}\"", StringComparison.Ordinal))).ToJsonString(),
            FromCache: false));
        ScriptedModel validate = new(request => new ModelAnswer.Given(Holds(snapshot.Markets.First(market =>
            request.User.Contains($"\"{market.Ticker}\"", StringComparison.Ordinal)).RulesPrimary.ToString()), FromCache: false));
        EventPair pair = new(snapshot.Events[0], snapshot.Events[^1], 1, "test");
        FormReader reader = new(model, new PairJudge(model, validate, venue), venue);
        JudgedPair judged = await reader.Read(pair, new HashSet<string>(), each: null, CancellationToken.None);
        return (judged, reader.Settles(pair));
    }

    private static string Holds(string quote) =>
        $$"""{"attempts":[{"world":"w","blocked_by":"b","quote":{{JsonSerializer.Serialize(quote)}}}],"counter_world":null,"verdict":"holds","confidence":0.9}""";

    [Fact]
    public async Task The_same_option_of_two_events_is_one_question()
    {
        (JudgedPair judged, bool settles) = await Read(Two([Wins("KXA-1-O", "Osborn")], [Wins("KXB-1-O", "Osborn")]));
        ProposedRelation proposal = Assert.Single(judged.Proposals);
        Assert.Equal((RelationType.Equivalence, "form-same-option", Tier.Proposed, ReviewStage.Checked),
            (proposal.Relation.Type, proposal.Relation.Rule, proposal.Relation.Tier, proposal.Stage));
        Assert.True(settles);
    }

    [Fact]
    public async Task Different_options_of_two_events_exclude_each_other()
    {
        (JudgedPair judged, _) = await Read(Two([Wins("KXA-1-O", "Osborn")], [Wins("KXB-1-R", "Ricketts")]));
        ProposedRelation proposal = Assert.Single(judged.Proposals);
        Assert.Equal((RelationType.Exclusive, "form-options-exclusive"), (proposal.Relation.Type, proposal.Relation.Rule));
        Assert.Equal(["KXA-1-O", "KXB-1-R"], proposal.Relation.Tickers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lists_that_share_some_options_give_both_and_never_that_one_must_be_the_one()
    {
        (JudgedPair judged, _) = await Read(Two(
            [Wins("KXA-1-O", "Osborn"), Wins("KXA-1-R", "Ricketts")], [Wins("KXB-1-R", "Ricketts"), Wins("KXB-1-S", "Smith")]));
        Assert.Equal(
            ["Equivalence KXA-1-R KXB-1-R", "Exclusive KXA-1-O KXA-1-R KXB-1-S"],
            judged.Proposals.Select(static proposal =>
                $"{proposal.Relation.Type} {string.Join(' ', proposal.Relation.Tickers.Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_sentence_that_says_that_only_one_can_win_serves_where_the_venue_has_no_flag()
    {
        (JudgedPair judged, _) = await Read(Two([Wins("KXA-1-O", "Osborn", Only)], [Wins("KXB-1-R", "Ricketts", Only)], exclusive: false));
        Assert.Equal(RelationType.Exclusive, Assert.Single(judged.Proposals).Relation.Type);
    }

    public static TheoryData<string, string> Traps => new()
    {
        { "no flag and no sentence", "Cover" },
        { "a tie", "Tie" },
        { "another race", "Subject" },
        { "another source", "" },
        { "a name within the other", "Subject" },
        { "another day", "Instant" },
        { "another clause", "Void" },
    };

    [Theory]
    [MemberData(nameof(Traps))]
    public async Task Options_that_could_both_win_are_vetoed(string trap, string aspect)
    {
        (Row one, Row two) = (Wins("KXA-1-O", "Osborn"), Wins("KXB-1-R", "Ricketts"));
        VenueSnapshot snapshot = trap switch
        {
            "no flag and no sentence" => Two([one], [two], exclusive: false),
            "a tie" => Two([one with { Secondary = "In a tie both resolve to Yes." }], [two with { Secondary = "In a tie both resolve to Yes." }]),
            "another race" => Two([one], [Wins("KXB-1-R", "Ricketts", race: "the Nebraska Senate primary")]),
            "another source" => Two([one], [two], source: "Somebody else"),
            "a name within the other" => Two([one], [Wins("KXB-1-R", "Osborn Jr")]),
            "another day" => Two([one], [two with { Expected = "2027-01-05T15:00:00Z" }]),
            _ => Two([one], [two with { Secondary = "If the election is moved, the market resolves to No." }]),
        };
        (JudgedPair judged, _) = await Read(snapshot);
        Assert.Empty(judged.Proposals);

        // By sources code tells before anything is derived; the others fall at the check.
        if (aspect.Length > 0)
        {
            Assert.Contains(judged.Refusals, refusal => refusal.Reason.StartsWith($"vetoed: {aspect}", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_denied_option_and_a_name_that_the_sentence_does_not_have_spoil_the_form()
    {
        (JudgedPair denied, bool settles) = await Read(Two(
            [Wins("KXA-1-O", "Osborn") with { Rules = "If Osborn does not win the Nebraska Senate race, then the market resolves to Yes." }],
            [Wins("KXB-1-R", "Ricketts")]));
        Assert.Contains("no choice of one", Assert.Single(denied.Refusals).Reason, StringComparison.Ordinal);
        Assert.False(settles);
        (JudgedPair other, _) = await Read(
            Two([Wins("KXA-1-O", "Osborn")], [Wins("KXB-1-R", "Ricketts")]),
            static market => FormJson.Option(market.RulesPrimary.ToString(), "Smith"));
        Assert.All(other.Refusals, static refusal => Assert.Contains("does not name \"smith\"", refusal.Reason, StringComparison.Ordinal));
        Assert.Empty(other.Proposals);
    }

    [Fact]
    public async Task Two_markets_of_one_event_that_are_read_as_the_same_option_say_nothing()
    {
        (JudgedPair judged, _) = await Read(Two([Wins("KXA-1-O", "Osborn"), Wins("KXA-1-P", "Osborn")], [Wins("KXB-1-O", "Osborn")]));
        Assert.Empty(judged.Proposals);
        Assert.Empty(judged.Refusals);
    }

    [Fact]
    public async Task An_answer_about_another_set_leaves_the_pair_open()
    {
        (JudgedPair judged, bool settles) = await Read(
            Two([Wins("KXA-1-O", "Osborn")], [Wins("KXB-1-R", "Ricketts")]),
            static market => FormJson.Option(market.RulesPrimary.ToString(), market.YesSubTitle.ToString(), $"set of {market.Ticker}"));
        Assert.Empty(judged.Proposals);
        Assert.False(settles);
    }
}
