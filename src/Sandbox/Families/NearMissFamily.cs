using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>True relations whose prices lean over the edge and still earn nothing.</summary>
internal static class NearMissFamily
{
    private const string Series = "KXCLAIMS";

    public static void List(UniverseBuilder builder)
    {
        Single.Series(builder, Series, "Initial jobless claims", "Department of Labor");
        for (int week = 0; week < 5; week++)
        {
            Ladder(builder, week);
        }

        string low = Rung(builder, 0, 215_000);
        string high = Rung(builder, 0, 220_000);
        builder.Requote(low, 5300, 5400);
        builder.Requote(high, 5400, 5500);
        builder.NearMiss("inside-the-spread", [PlantedClaim.Yes(low), PlantedClaim.No(high)], 1,
            "The middles are inverted by a cent, but the higher rung's bid only meets the lower one's ask.");

        low = Rung(builder, 1, 215_000);
        high = Rung(builder, 1, 220_000);
        builder.Requote(low, 4700, 4900);
        builder.Requote(high, 5100, 5300);
        builder.NearMiss("eaten-by-fees", [PlantedClaim.Yes(low), PlantedClaim.No(high)], 1,
            "Two cents gross near even money; two taker fees come to 3.5 cents.");

        low = Rung(builder, 2, 215_000);
        high = Rung(builder, 2, 220_000);
        builder.Requote(low, 4000, 4200);
        builder.Rebook(high, new ListedBook([], [new BookLevel(Price.FromTicks(3900), Quantity.FromContracts(50))]));
        builder.NearMiss("one-side-quoted", [PlantedClaim.Yes(low), PlantedClaim.No(high)], 1,
            "The higher rung is offered above the lower one, but nobody bids for it: there is no NO to buy.");

        low = Rung(builder, 3, 215_000);
        high = Rung(builder, 3, 220_000);
        builder.Rebook(low, new ListedBook(
            [new BookLevel(Price.FromTicks(4600), Quantity.FromContracts(80))],
            [
                new BookLevel(Price.FromTicks(5100), Quantity.FromHundredths(1)),
                new BookLevel(Price.FromTicks(4500), Quantity.FromContracts(80))
            ]));
        builder.Requote(high, 5300, 5400, 90m, 90m);
        builder.NearMiss("one-hundredth-deep", [PlantedClaim.Yes(low), PlantedClaim.No(high)], 1,
            "Four cents gross, on a hundredth of a contract: what is left after fees rounds to nothing.");

        string[] buckets = [.. WeatherFamily.Buckets(WeatherFamily.EventTicker(builder.Calendar, "KXHIGHCHI", 0), 35)];
        int[] asks = [700, 1700, 2600, 2500, 1500, 700];
        for (int i = 0; i < buckets.Length; i++)
        {
            builder.Requote(buckets[i], asks[i] - 200, asks[i]);
        }

        builder.NearMiss("partition-eaten-by-fees", [.. buckets.Select(PlantedClaim.Yes)], 1,
            "Six buckets that leave nothing out are offered for 97 cents; the six fees are more than the three cents.");

        string game = SportsFamily.Game(builder.Calendar, "KXMLS", 0, "GAME");
        string[] legs = [$"{game}-VAN", $"{game}-HOU", $"{game}-TIE"];
        int[] bids = [4200, 3400, 2600];
        for (int i = 0; i < legs.Length; i++)
        {
            builder.Requote(legs[i], bids[i], bids[i] + 200);
        }

        builder.NearMiss("exclusive-eaten-by-fees", [.. legs.Select(PlantedClaim.No)], 2,
            "Home, away and tie are bid 1.02 together; three fees come to 4.6 cents.");
    }

    private static string Name(UniverseBuilder builder, int week) =>
        $"{Series}-{Calendar.DayCode(builder.Calendar.Day(6 + (7 * week)))}";

    private static string Rung(UniverseBuilder builder, int week, int strike) => $"{Name(builder, week)}-{strike}";

    private static void Ladder(UniverseBuilder builder, int week)
    {
        DateOnly day = builder.Calendar.Day(6 + (7 * week));
        string name = Single.Event(builder, Series, Calendar.DayCode(day),
            $"Initial jobless claims released on {Calendar.Short(day)}?");
        Belief claims = Belief.Bell(120_000m, 340_000m, 1_000m, 218_000m, 6_000m + (1_500m * week));
        for (int strike = 205_000; strike <= 230_000; strike += 5_000)
        {
            ListedMarket market = Single.On(
                name,
                day,
                $"If initial jobless claims are above {strike} in the Department of Labor's report of "
                    + $"{Calendar.Short(day)}, then the market resolves to Yes.",
                "The Expiration Value is the seasonally adjusted advance figure of that report. Later "
                    + "revisions do not count.");
            builder.Market(
                Single.Above(market, $"{name}-{strike}", strike, "") with
                {
                    Title = $"Will initial jobless claims be above {strike}?",
                    CloseTime = Calendar.Eastern(day, 8, 29),
                },
                claims.Above(strike));
        }
    }
}
