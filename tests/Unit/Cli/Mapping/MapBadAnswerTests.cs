using System.Text.Json;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>What models do wrong: each handled, counted and shown.</summary>
public sealed class MapBadAnswerTests : MapTrial
{
    [Fact]
    public async Task A_model_that_is_gone_is_told_before_anything_is_asked()
    {
        WithKey("claude-sonnet-4-6");
        Assert.Equal(1, await Run("map", "--llm-budget", "1", "--yes"));
        Assert.Contains("claude-sonnet-4-6 cannot be used", _trial.Errors, StringComparison.Ordinal);
        Assert.Equal(0, _server.Asked);
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "a refusal", "1 refused by the model" },
        { "nothing", "1 Malformed" },
        { "half a document", "1 Malformed" },
        { "a list", "1 Malformed" },
        { "more than fits", "1 too long" },
        { "an error", "1 BadRequest" },
        { "another schema", "relationships" },
        { "a stranger", "the ticker \"KXNOSUCH-1-A\" was not supplied" },
        { "a confidence of 7", "confidence is no probability: 7" },
        { "a contradiction", "the answer contradicts itself" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_a_model_does_wrong_is_counted_shown_and_proposes_nothing(string what, string shown)
    {
        WithKey();
        _script = call => Orion.IsPairs(call) ? Bad(what) : Orion.Honest(call);
        Assert.Equal(0, await Run("map", "--llm-budget", "1", "--yes"));
        Assert.Contains(shown, Squeezed(_trial.Output), StringComparison.Ordinal);
        Assert.Contains("0 proposals for review", _trial.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Stopped:", _trial.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a refusal", "1 refused by the model")]
    [InlineData("nothing", "1 Malformed")]
    [InlineData("more than fits", "1 too long")]
    [InlineData("another schema", "the form cannot be read")]
    public async Task A_form_that_is_none_leaves_the_pair_open(string what, string shown)
    {
        WithKey();
        _script = call => Orion.IsForm(call) && call.User.Contains("KXNARROW-1-A", StringComparison.Ordinal) ? Bad(what) : Orion.Reader(call);
        Assert.Equal(0, await Run("map", "--llm-budget", "1", "--yes"));
        Assert.Contains(shown, Squeezed(_trial.Output), StringComparison.Ordinal);
        Assert.Contains("1 proposal for review", _trial.Output, StringComparison.Ordinal);
    }

    private static ModelReply Bad(string what) => what switch
    {
        "a refusal" => ModelReply.Refusal,
        "nothing" => ModelReply.Json(""),
        "half a document" => ModelReply.Json("{\"relationships\":[{\"type\":\"SUB"),
        "a list" => ModelReply.Json("[]"),
        "more than fits" => new ModelReply { Text = "{\"relationships\":[", StopReason = "max_tokens" },
        "an error" => ModelReply.Error(400, "invalid_request_error", "no"),
        "another schema" => ModelReply.Json("""{"answer":"yes"}"""),
        "a stranger" => ModelReply.Json(Orion.Claim("KXNOSUCH-1-A", "KXWIDE-1-B")),
        "a confidence of 7" => ModelReply.Json(Orion.Claim("KXNARROW-1-A", "KXWIDE-1-B").Replace("0.9", "7", StringComparison.Ordinal)),
        _ => ModelReply.Json(Orion.Claim("KXNARROW-1-A", "KXWIDE-1-B").Replace("]}", $$"""
            ,{"type":"EXCLUSIVE","reasoning":"one","quotes":["{{Narrow}}","{{Wide}}"],"tickers":["KXNARROW-1-A","KXWIDE-1-B"],"confidence":0.9}]}
            """, StringComparison.Ordinal)),
    };

    /// <summary>Tables wrap their cells.</summary>
    private static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
