using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Dutchbook.Unit.Enrichment;
using Dutchbook.Unit.Sandbox;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>A generated exchange read by the product's own scan: coherent prices give nothing, a known mistake is found.</summary>
public sealed class GeneratedScan
{
    [Fact]
    public async Task Coherent_prices_hold_no_opportunity_and_a_mistake_is_found_with_its_claims()
    {
        FakeTimeProvider time = new(Demo.At);
        SandboxOptions options = new()
        {
            Time = time,
            PrivateKeyPem = Demo.PrivateKeyPem,
            Crowd = new CrowdOptions
            {
                Seed = 5,
                ActionsPerSecond = 50,
                MispriceEvery = TimeSpan.FromSeconds(10),
                MispricedFor = TimeSpan.FromHours(1),
                LeastGapTicks = 1_000,
            },
        };
        await using SandboxServer server = await SandboxServer.StartAsync(
            Universe.Generated(Demo.At, markets: 150, seed: 2), options, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Empty((await Scan(server)).Select(Claims));

        for (int second = 0; second < 36; second++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
        }

        IReadOnlyList<PlantedTruth> truths = server.Truths;
        Assert.True(truths.Count >= 3, $"only {truths.Count} mistakes");
        List<HashSet<string>> found = [.. (await Scan(server)).Select(Claims)];
        Assert.True(
            truths.All(truth => found.Exists(claims => Claims(truth).All(claims.Contains))),
            $"made:\n{Lines(truths.Select(Claims))}\nfound:\n{Lines(found)}");
    }

    private static async Task<IReadOnlyList<Opportunity>> Scan(SandboxServer server)
    {
        RunningClock clock = new(Demo.At);
        using VenueConnection venue = VenueConnection.Live(
            new KalshiOptions { BaseUrl = server.RestBase.ToString().TrimEnd('/') }, clock, null);
        Scan scan = Scanner.Create(venue, new Configuration(), Scanner.Options(new Configuration(), nearMisses: 1), clock);
        ScanResult result = await scan.RunAsync(null, TestContext.Current.CancellationToken);
        return [.. result.Report.Opportunities, .. result.Report.BelowThreshold];
    }

    private static HashSet<string> Claims(Opportunity opportunity) =>
        [.. opportunity.Legs.Select(static leg => $"{leg.Claim.Side.Word()} {leg.Claim.Market.Ticker}")];

    private static HashSet<string> Claims(PlantedTruth truth) => [.. truth.Claims.Select(static claim => $"{claim.Side} {claim.Ticker}")];

    private static string Lines(IEnumerable<HashSet<string>> baskets) => string.Join('\n', baskets.Select(static claims => string.Join(" + ", claims)));
}
