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
}
