using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Dutchbook.Mapping;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Mapping;

/// <summary>
/// What real recordings prove. Every one of these relations was read by hand beside its rules: where a count changes, the
/// relations gained or lost want the same look.
/// </summary>
public sealed class RecordedRelations
{
    [Fact]
    public async Task The_snapshot_of_the_cents_era_proves_ladders_deadlines_and_ranges()
    {
        RelationMap map = await Map(Era.Cents, "kalshi-2025-08", "active_markets.jsonl.gz");

        Assert.Equal(["deadline-ladder 27", "disjoint-intervals 24", "threshold-ladder 111"], Counts(map));
        Assert.Equal((708, 0), Pairs(map, "threshold-ladder"));
        Assert.Equal((204, 0), Pairs(map, "deadline-ladder"));
        Assert.DoesNotContain(
            map.Relations, static relation => relation.Type is RelationType.Partition or RelationType.Exhaustive);
    }

    /// <summary>An independent count found 412 pairs of ladders, and one event whose asks sum to less than a dollar, which proves nothing.</summary>
    [Fact]
    public async Task Sports_prove_every_ladder_and_no_complete_list()
    {
        RelationMap map = await Map(Era.Current, "kalshi-2026-08", "events_sports_nested.json.gz");

        Assert.Equal(["exclusive-flag 17", "threshold-ladder 24"], Counts(map));
        Assert.Equal((412, 0), Pairs(map, "threshold-ladder"));
    }

    /// <summary>An independent count found 311.</summary>
    [Fact]
    public async Task Props_of_players_prove_every_ladder()
    {
        RelationMap map = await Map(Era.Current, "kalshi-2026-08", "events_mlb_props_nested.json.gz");

        Assert.Equal(["threshold-ladder 55"], Counts(map));
        Assert.Equal((311, 0), Pairs(map, "threshold-ladder"));
    }

    [Fact]
    public async Task Combos_are_conjunctions_where_all_their_legs_were_read()
    {
        RelationMap map = await Map(Era.Current, "kalshi-2026-08", "combo_priced_markets.json.gz");

        Assert.Equal(["combo-legs 12", "threshold-ladder 1"], Counts(map));
    }

    /// <summary>Whole degrees are how the thermometer is read, but these rules do not say so.</summary>
    [Fact]
    public async Task Six_ranges_of_temperature_are_exclusive_and_not_known_to_cover()
    {
        RelationMap map = await Map(Era.Current, "weather-2026-spring", "events.jsonl.gz", "markets.jsonl.gz");

        Assert.Equal(["exclusive-flag 68"], Counts(map));
        Assert.Equal(68, map.Refusals.Count(static refusal => refusal.Rule == "interval-cover"));
    }

    private static string[] Counts(RelationMap map) =>
        [.. map.Relations.GroupBy(static relation => relation.Rule, StringComparer.Ordinal)
            .Select(static group => $"{group.Key} {group.Count()}").Order(StringComparer.Ordinal)];

    /// <summary>Guarantees of two claims that both have an ask, and those of them that cost less than they must pay, before fees.</summary>
    private static (int Priced, int Crossing) Pairs(RelationMap map, string rule)
    {
        Guarantee[] priced = [.. map.Relations.Where(relation => relation.Rule == rule).SelectMany(static relation => relation.Guarantees())
            .Where(static guarantee => guarantee.Claims.All(static claim => Ask(claim) is not null))];
        return (priced.Length, priced.Count(static guarantee =>
            guarantee.Claims.Sum(static claim => Ask(claim)!.Value.Ticks) < guarantee.AtLeast * Price.TicksPerDollar));
    }

    private static Price? Ask(Claim claim)
    {
        Quote quote = claim.Market.Quote;
        return claim.Side == Side.Yes ? quote.HasYesAsk ? quote.YesAsk : null
            : quote.HasYesBid ? quote.YesBid.Complement() : null;
    }

    private static async Task<RelationMap> Map(Era era, string folder, params string[] files)
    {
        RecordedVenueSource source = new(
            [.. files.Select(file => Repository.Recorded("data", folder, file))],
            new RecordingOptions { At = new DateTimeOffset(2026, 8, 10, 0, 0, 0, TimeSpan.Zero), Era = era });
        VenueSnapshot snapshot = await source.ReadAsync(null, TestContext.Current.CancellationToken);
        return new StructuralMapper(new MappingOptions()).Map(snapshot);
    }
}
