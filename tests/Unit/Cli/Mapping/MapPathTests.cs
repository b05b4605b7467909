using System.Text.Json;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>The whole path beyond structure, as a user walks it: candidates, normal forms, questions, counter-worlds,
/// check, review, approval, a scan that uses it, and suspension when the rules change.</summary>
public sealed class MapPathTests : MapTrial
{
    [Fact]
    public async Task A_relation_goes_from_candidate_to_scan_and_out_again()
    {
        WithKey();
        JsonElement report = await Document("map", "--llm-budget", "1", "--yes");
        JsonElement proposal = Assert.Single(report.GetProperty("proposals").EnumerateArray());
        string id = proposal.GetProperty("id").GetString()!;
        Assert.Equal(("Subset", "Proposed", "Pending"), (Text(proposal, "type"), Text(proposal, "tier"), Text(proposal, "status")));
        Assert.Equal(6, _server.Asked);

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

        Assert.Equal(0, await Run("scan"));
        Assert.Contains("Proved 0 relations; 1 that people approved: 1 Subset", _trial.Output, StringComparison.Ordinal);
        Assert.Contains("Reviewed; for review", _trial.Output, StringComparison.Ordinal);

        // Asked again, nothing is paid again.
        report = await Document("map", "--llm-budget", "1", "--yes");
        Assert.Equal("0.0000", Text(report, "spent"));
        Assert.Equal(6, _server.Asked);
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
        _script = Orion.Reader;
        JsonElement report = await Document("map", "--llm-budget", "1", "--yes");
        JsonElement proposal = Assert.Single(report.GetProperty("proposals").EnumerateArray());
        Assert.Equal(("form-deadline-ladder", "Subset"), (Text(proposal, "rule"), Text(proposal, "type")));

        // Two forms and two counter-worlds: the forms left nothing open about the pair.
        Assert.Equal((4, 1), (_server.Asked, report.GetProperty("settledByForms").GetInt32()));

        // Where the answers are known, nothing is left to be asked, and so it is told.
        report = await Document("map");
        Assert.Equal(0, report.GetProperty("questions").GetInt32());
    }

    [Fact]
    public async Task Pairs_alone_are_asked_about_where_that_is_wanted()
    {
        WithKey();
        _script = Orion.Reader;
        JsonElement report = await Document("map", "--llm-budget", "1", "--yes", "--pairs-only");
        Assert.Equal("words-subset", Text(Assert.Single(report.GetProperty("proposals").EnumerateArray()), "rule"));
        Assert.Equal(4, _server.Asked);
    }

    [Fact]
    public async Task A_liar_proposes_nothing()
    {
        WithKey();
        _script = static call => Orion.IsForm(call) ? Orion.Honest(call) : ModelReply.Json(Orion.IsPairs(call)
            ? Orion.Claim("KXWIDE-1-B", "KXNARROW-1-A")
            : """{"attempts":[],"counter_world":null,"verdict":"holds","confidence":1}""");
        JsonElement report = await Document("map", "--llm-budget", "1", "--yes");
        Assert.Empty(report.GetProperty("proposals").EnumerateArray());
        Assert.Contains(report.GetProperty("refusals").EnumerateArray(), static refusal => Text(refusal, "reason").StartsWith("vetoed", StringComparison.Ordinal));
    }
}
