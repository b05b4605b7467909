using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>
/// Combos that users built from legs of different games, each in an event of its own on the combo shard.
/// </summary>
internal static class ComboFamily
{
    private const string Series = "KXMVESPORTSMULTIGAMEEXTENDED";

    public static void List(UniverseBuilder builder)
    {
        builder.Series(new ListedSeries
        {
            Ticker = Series,
            Title = "Combos",
            Category = "Exotics",
            FeeType = "quadratic_with_combo_maker_fees",
            ExchangeIndex = 1,
        });
        for (int i = 0; i < 6; i++)
        {
            ListedLeg first = Winner(builder, "KXNFL", i % 6, home: i % 2 == 0, Side.Yes);
            ListedLeg second = Winner(builder, "KXMLB", i % 4, home: i % 3 == 0, i == 5 ? Side.No : Side.Yes);
            Combo(builder, i, [first, second]);
        }

        Plants(builder);
        Joint(builder);
    }

    private static string Ticker(int number) => $"{Series}-S2027{number:X4}C0DE{number:X2}-{number:X4}BBA5E";

    private static ListedLeg Winner(UniverseBuilder builder, string prefix, int game, bool home, Side side)
    {
        string name = SportsFamily.Game(builder.Calendar, prefix, game, "GAME");
        string teams = name[(name.IndexOf('-', StringComparison.Ordinal) + 8)..];
        string market = builder.TickersOf(name).Single(ticker =>
            home
                ? teams.EndsWith(Code(ticker), StringComparison.Ordinal)
                : teams.StartsWith(Code(ticker), StringComparison.Ordinal));
        return new ListedLeg(name, market, side);
    }

    private static string Code(string ticker) => ticker[(ticker.LastIndexOf('-') + 1)..];

    private static void Combo(UniverseBuilder builder, int number, IReadOnlyList<ListedLeg> legs)
    {
        string ticker = Ticker(number);
        string name = ticker[..ticker.LastIndexOf('-')];
        string words = string.Join(',', legs.Select(leg => $"{leg.Side.Word()} {builder.SubTitle(leg.MarketTicker)}"));
        builder.Event(new ListedEvent
        {
            Ticker = name,
            SeriesTicker = Series,
            Title = "Combo",
            SubTitle = "MVE",
            CollectionTicker = Series + "-R",
        });

        // Games are independent, so the fair value is the product of the legs', each taken from the middle of its book.
        decimal fair = legs.Aggregate(1m, (product, leg) => product * Fair(builder, leg));
        builder.Market(
            new ListedMarket
            {
                EventTicker = name,
                Ticker = ticker,
                Title = words,
                YesSubTitle = words,
                StrikeType = "custom",
                CustomStrike =
                [
                    new("Associated Events", string.Join(',', legs.Select(leg => leg.EventTicker))),
                    new("Associated Market Sides", string.Join(',', legs.Select(leg => leg.Side.Word()))),
                    new("Associated Markets", string.Join(',', legs.Select(leg => leg.MarketTicker))),
                ],
                CollectionTicker = Series + "-R",
                Legs = legs,
                IsProvisional = true,
                Grid = ListedGrid.DeciCent,
                CloseTime = builder.Calendar.Now.AddDays(14),
                ExpectedExpirationTime = builder.Calendar.Now.AddDays(12),
                LatestExpirationTime = builder.Calendar.Now.AddDays(14),
                SettlementTimerSeconds = 5,
                CanCloseEarly = true,
                RulesSecondary =
                    "The market resolves to Yes only if every selected market settles on its selected side.",
            },
            fair,
            Width.Front);
    }

    private static decimal Fair(UniverseBuilder builder, ListedLeg leg)
    {
        decimal middle = (builder.Bid(leg.MarketTicker) + builder.Ask(leg.MarketTicker)) / 20_000m;
        return leg.Side == Side.Yes ? middle : 1m - middle;
    }

    private static void Plants(UniverseBuilder builder)
    {
        string combo = Ticker(0);
        string leg = Winner(builder, "KXNFL", 0, home: true, Side.Yes).MarketTicker;
        builder.Requote(combo, builder.Ask(leg) + 700, builder.Ask(leg) + 900, 35m, 50m);
        builder.Plant("conjunction-combo", PlantKind.Conjunction, [PlantedClaim.Yes(leg), PlantedClaim.No(combo)], 1,
            "The combo needs this leg and another, yet it is bid seven cents above what the leg alone is offered at.");

        string first = SportsFamily.Game(builder.Calendar, "KXNFL", 2, "TOTAL") + "-42";
        string second = SportsFamily.Game(builder.Calendar, "KXMLB", 2, "TOTAL") + "-8";
        string cheap = Ticker(6);
        Combo(builder, 6, [Leg(first), Leg(second)]);
        int ask = builder.Bid(first) + builder.Bid(second) - 10_000 - 800;
        builder.Requote(cheap, ask - 200, ask, 60m, 60m);
        builder.Plant("conjunction-from-below", PlantKind.Conjunction,
            [PlantedClaim.Yes(cheap), PlantedClaim.No(first), PlantedClaim.No(second)], 1,
            "Either both legs come in and the combo pays, or a failing leg's NO does; the three cost eight "
                + "cents less than a dollar.");
    }

    /// <summary>
    /// Three games and the three combos of two of them: whatever binds the games, the chances of the three less those of the pairs
    /// add up to one at most.
    /// </summary>
    private static void Joint(UniverseBuilder builder)
    {
        ListedLeg[] games = [Favourite(builder, 3), Favourite(builder, 4), Underdog(builder, 5)];
        string[] combos = [Ticker(7), Ticker(8), Ticker(9)];
        (ListedLeg First, ListedLeg Second)[] pairs = [(games[0], games[1]), (games[0], games[2]), (games[1], games[2])];
        for (int i = 0; i < pairs.Length; i++)
        {
            // Three cents above what the two legs alone demand of their combo, so that no pair gives it away.
            Combo(builder, 7 + i, [pairs[i].First, pairs[i].Second]);
            int ask = Math.Max(
                200, builder.Bid(pairs[i].First.MarketTicker) + builder.Bid(pairs[i].Second.MarketTicker) - 10_000 + 300);
            builder.Requote(combos[i], ask - 150, ask, 70m, 70m);
        }

        // Deep enough for every combo, else the other team's YES takes a game's place where its book ends.
        foreach (ListedLeg game in games)
        {
            string ticker = game.MarketTicker;
            builder.Requote(ticker, builder.Bid(ticker), builder.Ask(ticker), 400m, 400m);
        }

        builder.Plant("joint-combos", PlantKind.Joint,
            [.. games.Select(game => PlantedClaim.No(game.MarketTicker)), .. combos.Select(PlantedClaim.Yes)], 2,
            "If at most one of the three teams wins, two NO pay; if two win, one NO and their combo; if all win, three combos: "
                + "at least two of the six contracts come in, and they cost less than two dollars.");
    }

    private static ListedLeg Favourite(UniverseBuilder builder, int game) =>
        Teams(builder, game).MaxBy(team => builder.Bid(team.MarketTicker))!;

    private static ListedLeg Underdog(UniverseBuilder builder, int game) =>
        Teams(builder, game).MinBy(team => builder.Bid(team.MarketTicker))!;

    private static ListedLeg[] Teams(UniverseBuilder builder, int game) =>
        [Winner(builder, "KXNFL", game, home: true, Side.Yes), Winner(builder, "KXNFL", game, home: false, Side.Yes)];

    private static ListedLeg Leg(string ticker) => new(ticker[..ticker.LastIndexOf('-')], ticker, Side.Yes);
}
