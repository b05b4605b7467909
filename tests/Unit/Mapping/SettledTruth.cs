using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Mapping;

/// <summary>A proven relation is refuted by a single settled recording that contradicts it; none may.</summary>
public sealed class SettledTruth
{
    [Fact]
    public Task New_York_temperatures_contradict_no_relation() => Check(68,
        Repository.Recorded("data", "weather-2026-spring", "events.jsonl.gz"),
        Repository.Recorded("data", "weather-2026-spring", "markets.jsonl.gz"));

    private static async Task Check(int leastChecked, params string[] files)
    {
        RecordedVenueSource source = new(files, new RecordingOptions { At = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero) });
        VenueSnapshot snapshot = await source.ReadAsync(null, TestContext.Current.CancellationToken);
        RelationMap map = new StructuralMapper(new MappingOptions()).Map(snapshot);
        int guarantees = 0;
        foreach (Guarantee guarantee in map.Relations.SelectMany(static relation => relation.Guarantees()))
        {
            if (guarantee.Claims.All(static claim => claim.Market.Result.Value is MarketResult.Yes or MarketResult.No))
            {
                guarantees++;
                int paid = guarantee.Claims.Count(static claim =>
                    (claim.Market.Result.Value == MarketResult.Yes) == (claim.Side == Side.Yes));
                Assert.True(paid >= guarantee.AtLeast, $"{guarantee}, but only {paid} paid");
            }
        }

        Assert.True(guarantees >= leastChecked, $"only {guarantees} guarantees could be checked");
    }
}
