using System.Text.Json;
using Dutchbook.Sandbox;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>`doctor` asks a server of models for those of the configuration.</summary>
public sealed class DoctorModelTests
{
    private static readonly string[] Models = ["claude-sonnet-5-5", "claude-opus-5-5"];

    [Fact]
    public async Task Models_that_are_there_are_in_order()
    {
        await using ModelServer server = await Start();
        Assert.Equal(("Ok", ""), await Check($"anthropic:\n  api_key: key\nllm:\n  base_url: {server.Address}\n", "answer to their names"));
        Assert.Equal(0, server.Asked);
    }

    [Fact]
    public async Task A_model_that_is_gone_is_named_with_its_setting_and_a_current_one()
    {
        await using ModelServer server = await Start();
        (string result, string mend) = await Check(
            $"anthropic:\n  api_key: key\n  scan_model: claude-sonnet-4-6\nllm:\n  base_url: {server.Address}\n",
            "anthropic.scan_model claude-sonnet-4-6: the provider does not have it");
        Assert.Equal("Warning", result);
        Assert.Equal("name a current model in anthropic.scan_model, such as claude-sonnet-5-5", mend);
    }

    [Fact]
    public async Task A_key_that_is_not_taken_is_told_for_what_it_is()
    {
        await using ModelServer server = await Start();
        (string _, string mend) = await Check(
            $"anthropic:\n  api_key: stolen\nllm:\n  base_url: {server.Address}\n", "the provider does not take the key");
        Assert.Contains("anthropic.api_key", mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_provider_out_of_reach_is_a_warning_and_nothing_waits_for_it()
    {
        ModelServer server = await Start();
        await server.DisposeAsync();
        (string result, string mend) = await Check(
            $"anthropic:\n  api_key: key\nllm:\n  base_url: {server.Address}\n", "the provider cannot be reached");
        Assert.Equal("Warning", result);
        Assert.Contains("everything structural works without", mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_all_is_well_until_a_model_is_wanted()
    {
        Assert.Equal("Ok", (await Check("mapping:\n  ask_models: false\n", "relations from structure need none")).Result);
        (string result, string mend) = await Check("mapping:\n  ask_models: true\n", "anthropic.api_key is not set");
        Assert.Equal("Warning", result);
        Assert.Contains("mapping.ask_models: false", mend, StringComparison.Ordinal);
    }

    private static Task<ModelServer> Start() => ModelServer.Start(
        "key", Models, static _ => ModelReply.Json("{}"), TestContext.Current.CancellationToken);

    private static async Task<(string Result, string Mend)> Check(string yaml, string words)
    {
        using Trial trial = new();
        trial.Config(yaml);
        Assert.Equal(0, await trial.Run("doctor", "--format", "json"));
        using JsonDocument document = JsonDocument.Parse(trial.Output);
        JsonElement check = document.RootElement.GetProperty("checks").EnumerateArray()
            .Single(static item => item.GetProperty("name").GetString() == "models");
        Assert.Contains(words, check.GetProperty("message").GetString(), StringComparison.Ordinal);
        return (check.GetProperty("result").GetString()!, check.TryGetProperty("mend", out JsonElement mend) ? mend.GetString() ?? "" : "");
    }
}
