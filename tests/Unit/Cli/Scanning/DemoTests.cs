using System.Text.Json;
using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Dutchbook.Unit.Enrichment;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>The whole path over loopback HTTP: the real client reads the embedded exchange, and the ground truth is known.</summary>
public sealed class DemoTests : IAsyncLifetime
{
    private readonly Universe _universe = Universe.Demo(new DateTimeOffset(2026, 11, 24, 2, 0, 0, TimeSpan.Zero));
    private ScanResult _result = null!;

    public async ValueTask InitializeAsync()
    {
        RunningClock clock = new(_universe.At);
        await using SandboxServer server = await SandboxServer.StartAsync(
            _universe, new SandboxOptions { Time = clock }, TestContext.Current.CancellationToken);
        using VenueConnection venue = VenueConnection.Live(
            new KalshiOptions { BaseUrl = server.RestBase.ToString().TrimEnd('/') }, clock, null);
        Scan scan = Scanner.Create(venue, new Configuration(), Scanner.Options(new Configuration(), nearMisses: 10), clock);
        _result = await scan.RunAsync(null, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Every_planted_mispricing_is_found()
    {
        // Of an exclusive set the detector takes the best subset, which may have another leg or one less than the planted one.
        Assert.Empty(_universe.Plants
            .Where(plant => !All().Any(opportunity => plant.Kind == PlantKind.Exclusive
                ? opportunity.Signal == Signal.SellAll && Claims(opportunity).Intersect(Claims(plant)).Count() >= 2
                : Claims(opportunity).SetEquals(Claims(plant))))
            .Select(static plant => plant.Name));
    }

    [Fact]
    public void A_joint_plant_is_shown_by_no_single_guarantee()
    {
        foreach (Plant plant in _universe.Plants.Where(static plant => plant.Kind == PlantKind.Joint))
        {
            Opportunity found = Assert.Single(All(), opportunity => Claims(opportunity).IsSubsetOf(Claims(plant)));
            Assert.Equal(Signal.Joint, found.Signal);
            Assert.Equal(RelationBasis.Together, found.Basis);
            Assert.NotEmpty(found.Worlds);
            Assert.Equal(2, found.Explanation.Count);
        }
    }

    [Fact]
    public void No_trap_is_reported()
    {
        HashSet<string> traps = [.. _universe.Traps.SelectMany(static trap => trap.Tickers)];
        Assert.Empty(All().Where(opportunity => opportunity.Legs.All(leg => traps.Contains(leg.Claim.Market.Ticker)))
            .Select(static opportunity => string.Join(" + ", opportunity.Legs.Select(static leg => leg.Claim.ToString()))));
    }

    [Fact]
    public void No_basket_is_reported_that_was_not_planted()
    {
        HashSet<string> planted = [.. _universe.Plants.SelectMany(static plant => plant.Claims).Select(static claim => claim.Ticker)];
        Assert.Empty(All().Where(opportunity => !opportunity.Legs.Any(leg => planted.Contains(leg.Claim.Market.Ticker)))
            .Select(static opportunity => string.Join(" + ", opportunity.Legs.Select(static leg => leg.Claim.ToString()))));
    }

    [Fact]
    public void What_survives_the_second_look_is_validated() =>
        Assert.All(All(), static opportunity => Assert.Equal(OpportunityStatus.Validated, opportunity.Status));

    [Fact]
    public void The_document_is_one_line_of_json()
    {
        string line = JsonText.Document(json => ScanJson.Write(json, _result));
        using JsonDocument document = JsonDocument.Parse(line);
        Assert.DoesNotContain('\n', line);
        Assert.Equal(1, document.RootElement.GetProperty("schema").GetInt32());
    }

    private IEnumerable<Opportunity> All() => _result.Report.Opportunities.Concat(_result.Report.BelowThreshold);

    private static HashSet<(string, string)> Claims(Opportunity opportunity) =>
        [.. opportunity.Legs.Select(static leg => (leg.Claim.Market.Ticker, leg.Claim.Side.Word()))];

    private static HashSet<(string, string)> Claims(Plant plant) =>
        [.. plant.Claims.Select(static claim => (claim.Ticker, claim.Side))];
}
