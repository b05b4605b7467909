using System.Text.Json;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>A scan whose findings a validation model looks at, over real sockets to an exchange and to a model.</summary>
public sealed class ScanReviews
{
    private const string Veto =
        """{"reason":"The second market voids on a postponement.","still_valid":false,"mispriced":"none","fair":[],"confidence":9}""";

    private const string Assent =
        """{"reason":"Both settle on one print.","still_valid":true,"mispriced":"none","fair":[],"confidence":8}""";

    [Fact]
    public async Task What_the_model_vetoes_falls_below_and_the_rest_keeps_its_size_and_price()
    {
        await using ScanTrial scan = await ScanTrial.StartAsync();
        JsonElement plain = await scan.Document(0, "scan", "--no-store");
        await using ModelServer server = await Start(static call => ModelReply.Json(call.Before == 0 ? Veto : Assent));
        scan.Trial.Config(Settings(server, "1"));
        JsonElement reviewed = await scan.Document(0, "scan");
        JsonElement[] opinions = [.. reviewed.GetProperty("opinions").EnumerateArray()];
        Assert.Equal(server.Asked, opinions.Length);
        JsonElement vetoed = Assert.Single(opinions, static item => item.GetProperty("outcome").GetString() == "Vetoed");
        string id = vetoed.GetProperty("opportunity").GetString()!;
        Assert.Contains("vetoed by the validation model: The second market voids on a postponement.", Find(reviewed, "belowThreshold", id)!.Value
            .GetProperty("belowThreshold").EnumerateArray().Select(static reason => reason.GetString()));
        Assert.Null(Find(reviewed, "opportunities", id));
        Dictionary<string, string> before = Sizes(plain);
        Dictionary<string, string> after = Sizes(reviewed);
        Assert.NotEmpty(after);
        Assert.All(after, pair => Assert.Equal(before[pair.Key], pair.Value));

        // The same rules are asked about once: answers are kept, whatever prices do.
        int asked = server.Asked;
        await scan.Document(0, "scan");
        Assert.Equal(asked, server.Asked);
    }

    [Fact]
    public async Task A_model_without_budget_is_not_asked_and_everything_stays_as_it_was()
    {
        await using ScanTrial scan = await ScanTrial.StartAsync();
        await using ModelServer server = await Start(static _ => ModelReply.Json(Veto));
        scan.Trial.Config(Settings(server, "0"));
        JsonElement reviewed = await scan.Document(0, "scan");
        Assert.Equal(0, server.Asked);
        Assert.NotEmpty(reviewed.GetProperty("opportunities").EnumerateArray());
        Assert.All(reviewed.GetProperty("opinions").EnumerateArray(), static item =>
            Assert.Equal("Unanswered", item.GetProperty("outcome").GetString()));
        Assert.StartsWith("the budget is spent", reviewed.GetProperty("opinions")[0].GetProperty("words").GetString(), StringComparison.Ordinal);
    }

    private static string Settings(ModelServer server, string perDay) =>
        $"anthropic:\n  api_key: key\nllm:\n  base_url: {server.Address}\n  budget_per_day: {perDay}\nenrichment:\n  model_review: true\n  review_from: 0\n";

    private static Task<ModelServer> Start(Func<ModelCall, ModelReply> script) => ModelServer.Start(
        "key", ["claude-sonnet-5-5", "claude-opus-5-5"], script, TestContext.Current.CancellationToken);

    private static JsonElement? Find(JsonElement document, string list, string id) => document.GetProperty(list).EnumerateArray()
        .Where(item => item.GetProperty("id").GetString() == id).Select(static item => (JsonElement?)item).FirstOrDefault();

    private static Dictionary<string, string> Sizes(JsonElement document) => document.GetProperty("opportunities").EnumerateArray().ToDictionary(
        static item => item.GetProperty("id").GetString()!,
        static item => $"{item.GetProperty("cost").GetString()} {item.GetProperty("fees").GetString()} {item.GetProperty("edge").GetString()}",
        StringComparer.Ordinal);
}
