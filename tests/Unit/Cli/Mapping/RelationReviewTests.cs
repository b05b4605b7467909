using System.Text.Json;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>What people decide about proposals, and how decisions travel.</summary>
public sealed class RelationReviewTests : MapTrial
{
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

    [Fact]
    public async Task The_queue_is_walked_by_keyboard_with_both_rules_side_by_side_and_no_profit_in_sight()
    {
        WithKey();
        string id = await Propose();
        _trial.Answers = ["", "x", "a", "a read both rules"];
        int from = _trial.Output.Length;
        Assert.Equal(0, await _trial.Run("relations", "review", "--by", "ada"));
        Assert.Contains("0 decisions, 1 left to review", _trial.Output[from..], StringComparison.Ordinal);
        _trial.Answers = ["x", "a", "a read both rules"];
        from = _trial.Output.Length;
        Assert.Equal(0, await _trial.Run("relations", "review", "--by", "ada"));
        string shown = _trial.Output[from..];
        Assert.Contains("KXNARROW-1-A  bid 0.6000  ask 0.6200", shown, StringComparison.Ordinal);
        string line = shown.Split('\n').First(static text => text.Contains("KXNARROW-1-A  bid", StringComparison.Ordinal));
        Assert.Contains("KXWIDE-1-B  bid 0.2800  ask 0.3000", line, StringComparison.Ordinal);
        Assert.Contains("\u00BBIf the Orion capsule", shown, StringComparison.Ordinal);
        Assert.Contains("differs", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("profit", shown, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"x\" is none of these.", _trial.Errors, StringComparison.Ordinal);
        Assert.Contains("wants to know why", _trial.Errors, StringComparison.Ordinal);
        Assert.Contains("1 decision, 0 left to review", shown, StringComparison.Ordinal);
        Assert.Equal("Active", Text((await Document("relations", "show", id)).GetProperty("review"), "status"));
    }

    [Fact]
    public async Task What_no_second_model_has_tried_to_break_is_approved_only_by_saying_so()
    {
        WithKey();
        await Propose();
        int from = _trial.Output.Length;
        await _trial.Run("relations", "export");
        using Trial other = new();
        other.Write("in.json", _trial.Output[from..]);
        Assert.Equal(0, await other.Run("relations", "import", Path.Combine(other.Folder, "in.json")));
        Assert.Equal(2, await other.Run("relations", "review", "--by", "bob"));
        other.Answers = ["a trust", "a! read it", "q"];
        Assert.Equal(0, await other.Run("relations", "review", "--by", "bob"));
        Assert.Contains("No second model has tried to break", other.Errors, StringComparison.Ordinal);
        Assert.Contains("1 decision, 0 left to review", other.Output, StringComparison.Ordinal);
    }
}
