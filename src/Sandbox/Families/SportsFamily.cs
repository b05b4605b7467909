namespace Dutchbook.Sandbox;

/// <summary>
/// Games: winners with and without a tie, winning margins and totals, each game priced from one margin and one total.
/// </summary>
internal static class SportsFamily
{
    private sealed record League(
        string Prefix, string Name, string Words, string Tag, string StrikeKey, int ExchangeIndex, string Unit,
        decimal Scale, decimal Step, decimal Total, decimal TotalScale, decimal TotalStep, bool HasTie,
        (string Code, string Name)[] Teams);

    private static readonly League Football = new(
        "KXNFL", "Pro Football", "professional football", "Football", "football_team", 0,
        "points", 9m, 3m, 44m, 8m, 3m, false,
        [
            ("DEN", "Denver"), ("KC", "Kansas City"), ("BUF", "Buffalo"), ("MIA", "Miami"), ("DET", "Detroit"),
            ("GB", "Green Bay"), ("SF", "San Francisco"), ("SEA", "Seattle"), ("DAL", "Dallas"),
            ("PHI", "Philadelphia"), ("BAL", "Baltimore"), ("CIN", "Cincinnati")
        ]);

    private static readonly League Baseball = new(
        "KXMLB", "Pro Baseball", "professional baseball", "Baseball", "baseball_team", 3,
        "runs", 2.6m, 1m, 8m, 2.8m, 1m, false,
        [
            ("HOU", "Houston"), ("SD", "San Diego"), ("TOR", "Toronto"), ("BOS", "Boston"), ("ATL", "Atlanta"),
            ("NYM", "New York M"), ("CLE", "Cleveland"), ("MIN", "Minnesota")
        ]);

    private static readonly League Soccer = new(
        "KXMLS", "MLS", "professional MLS soccer", "Soccer", "soccer_team", 0,
        "goals", 1.2m, 1m, 2m, 1.2m, 1m, true,
        [
            ("VAN", "Vancouver"), ("HOU", "Houston"), ("LA", "Los Angeles"), ("SEA", "Seattle"), ("CLB", "Columbus"),
            ("MIA", "Miami"), ("ATL", "Atlanta"), ("NYC", "New York City")
        ]);

    public static void List(UniverseBuilder builder)
    {
        Season(builder, Football, "quadratic_with_maker_fees", 1m);
        Season(builder, Baseball, "quadratic", 0.5m);
        Season(builder, Soccer, "quadratic", 1m);
        Plants(builder);
    }

    public static string Game(Calendar calendar, string prefix, int game, string kind)
    {
        League league = prefix == "KXNFL" ? Football : prefix == "KXMLB" ? Baseball : Soccer;
        string teams = league.Teams[2 * game].Code + league.Teams[(2 * game) + 1].Code;
        return $"{prefix}{kind}-{Calendar.DayCode(calendar.Day(4 + game))}{teams}";
    }

    private static void Season(UniverseBuilder builder, League league, string feeType, decimal multiplier)
    {
        foreach ((string kind, string title) in (ReadOnlySpan<(string, string)>)
            [("GAME", "Game"), ("SPREAD", "Spread"), ("TOTAL", "Total")])
        {
            builder.Series(new ListedSeries
            {
                Ticker = league.Prefix + kind,
                Title = $"{league.Name} {title}",
                Category = "Sports",
                Tags = [league.Tag],
                Sources = [new("ESPN", "https://www.espn.com")],
                FeeType = feeType,
                FeeMultiplier = multiplier,
                ExchangeIndex = league.ExchangeIndex,
            });
        }

        for (int game = 0; game < league.Teams.Length / 2; game++)
        {
            DateOnly day = builder.Calendar.Day(4 + game);
            (string Code, string Name) away = league.Teams[2 * game];
            (string Code, string Name) home = league.Teams[(2 * game) + 1];
            decimal tilt = (((game * 7) % 5) - 2) * league.Scale / 4m;

            // The home side's margin; without a tie leg a drawn game is left out of the belief.
            Belief margin = Belief.Of([.. Enumerable.Range(-60, 121)
                .Where(value => league.HasTie || value != 0)
                .Select(value => ((decimal)value, Root((value - tilt) / league.Scale)))]);
            Winner(builder, league, day, away, home, game, margin);
            Spread(builder, league, day, away, home, game, margin);
            Total(
                builder, league, day, away, home, game,
                Belief.Bell(0m, 110m, 1m, league.Total + (game % 3), league.TotalScale));
        }
    }

    private static decimal Root(decimal distance)
    {
        decimal root = 1m / (1m + (distance * distance));
        return root * root;
    }

    private static ListedMarket Played(string name, League league, DateOnly day) => new()
    {
        EventTicker = name,
        CloseTime = Calendar.Eastern(day, 20, 15).AddDays(2),
        ExpectedExpirationTime = Calendar.Eastern(day, 23, 15),
        LatestExpirationTime = Calendar.Eastern(day, 20, 15).AddDays(2),
        OccurrenceTime = Calendar.Eastern(day, 23, 15),
        SettlementTimerSeconds = league.HasTie ? 30 : 60,
        CanCloseEarly = true,
        EarlyCloseCondition = "This market will close and expire after a winner is declared.",
    };

    private static ListedEvent Occasion(
        string name, string series, League league, DateOnly day, string away, string home, string scope) => new()
        {
            Ticker = name,
            SeriesTicker = series,
            Title = scope == "Game" ? $"{away} vs {home}" : $"{away} vs {home}: {scope}",
            SubTitle = $"{away} vs {home} ({day:MMM d})",
            Competition = league.Name,
            CompetitionScope = scope,
            StrikeDate = Calendar.Eastern(day, 20, 15),
        };

    private static void Winner(
        UniverseBuilder builder, League league, DateOnly day, (string Code, string Name) away,
        (string Code, string Name) home, int game, Belief margin)
    {
        string name = Game(builder.Calendar, league.Prefix, game, "GAME");
        builder.Event(Occasion(name, league.Prefix + "GAME", league, day, away.Name, home.Name, "Game") with
        {
            MutuallyExclusive = true,
            CollateralReturnType = "MECNET",
        });
        string occasion =
            $"the {away.Name} vs {home.Name} {league.Words} game originally scheduled for {Calendar.Short(day)}";
        string settles = league.HasTie
            ? "Ninety minutes and stoppage time count. If they end level, the market called \"Tie\" resolves to Yes."
            : league == Football ? "If the game ends in a tie, each team's market resolves to $0.50."
            : "Extra innings count.";
        ListedMarket template = Played(name, league, day) with
        {
            Title = $"{away.Name} vs {home.Name} Winner?",
            StrikeType = "structured",
            RulesSecondary =
                $"{settles} If the game is not played within 48 hours of that date, the markets resolve to a "
                + "fair price.",
        };
        Side(away, margin.Below(0m));
        Side(home, margin.Above(0m));
        if (league.HasTie)
        {
            builder.Market(
                template with
                {
                    Ticker = $"{name}-TIE",
                    YesSubTitle = "Tie",
                    CustomStrike = [new(league.StrikeKey, "tie")],
                    RulesPrimary = $"If {occasion} ends in a tie, then the market resolves to Yes.",
                },
                margin.Between(0m, 0m));
        }

        void Side((string Code, string Name) team, decimal fair) => builder.Market(
            template with
            {
                Ticker = $"{name}-{team.Code}",
                YesSubTitle = team.Name,
                CustomStrike = [new(league.StrikeKey, $"{league.Prefix}-{team.Code}")],
                RulesPrimary = $"If {team.Name} wins {occasion}, then the market resolves to Yes.",
            },
            fair);
    }

    private static void Spread(
        UniverseBuilder builder, League league, DateOnly day, (string Code, string Name) away,
        (string Code, string Name) home, int game, Belief margin)
    {
        string name = Game(builder.Calendar, league.Prefix, game, "SPREAD");
        builder.Event(Occasion(name, league.Prefix + "SPREAD", league, day, away.Name, home.Name, "Spread"));
        for (int rung = 0; rung < 4; rung++)
        {
            decimal over = (rung * league.Step) + league.Step - 0.5m;
            Side(home, over, margin.Above(over));
            Side(away, over, margin.Below(-over));
        }

        void Side((string Code, string Name) team, decimal over, decimal fair) => builder.Market(
            Played(name, league, day) with
            {
                Ticker = $"{name}-{team.Code}{Math.Ceiling(over):0}",
                Title = $"{team.Name} wins by over {over:0.0} {league.Unit}?",
                YesSubTitle = $"{team.Name} wins by over {over:0.0} {league.Unit}",
                StrikeType = "greater",
                FloorStrike = over,
                CustomStrike = [new(league.StrikeKey, $"{league.Prefix}-{team.Code}")],
                RulesPrimary =
                    $"If {team.Name} wins by more than {over:0.0} {league.Unit} in the {away.Name} vs "
                    + $"{home.Name} {league.Words} game originally scheduled for {Calendar.Short(day)}, then the "
                    + "market resolves to Yes.",
                RulesSecondary = "The Expiration Value is the official final score, whenever the game is played.",
            },
            fair,
            over < 2m * league.Step ? Width.Front : Width.Far);
    }

    private static void Total(
        UniverseBuilder builder, League league, DateOnly day, (string Code, string Name) away,
        (string Code, string Name) home, int game, Belief total)
    {
        string name = Game(builder.Calendar, league.Prefix, game, "TOTAL");
        builder.Event(Occasion(name, league.Prefix + "TOTAL", league, day, away.Name, home.Name, "Totals") with
        {
            CollateralReturnType = "DIRECNET",
        });
        for (int rung = -3; rung <= 3; rung++)
        {
            decimal over = league.Total + (rung * league.TotalStep) + 0.5m;
            if (over < 0m)
            {
                continue;
            }

            builder.Market(
                Played(name, league, day) with
                {
                    Ticker = $"{name}-{Math.Ceiling(over):0}",
                    Title = $"Over {over:0.0} {league.Unit} scored?",
                    YesSubTitle = $"Over {over:0.0} {league.Unit} scored",
                    StrikeType = "greater",
                    FloorStrike = over,
                    RulesPrimary =
                        $"If more than {over:0.0} {league.Unit} are scored by both sides in the {away.Name} vs "
                        + $"{home.Name} {league.Words} game originally scheduled for {Calendar.Short(day)}, then "
                        + "the market resolves to Yes.",
                    RulesSecondary = "The Expiration Value is the official final score, whenever the game is played.",
                },
                total.Above(over),
                Math.Abs(rung) < 3 ? Width.Front : Width.Far);
        }
    }

    private static void Plants(UniverseBuilder builder)
    {
        // 51 cents over 48: 3 cents gross. Two legs near even cost 1.75 cents at half fees and 3.5 cents at full fees.
        string total = Game(builder.Calendar, "KXMLB", 1, "TOTAL");
        builder.Requote($"{total}-9", 4600, 4800, 300m, 260m);
        builder.Requote($"{total}-10", 5100, 5300, 240m, 90m);
        builder.Plant(
            "threshold-half-fee", PlantKind.Threshold,
            [PlantedClaim.Yes($"{total}-9"), PlantedClaim.No($"{total}-10")], 1,
            "Three cents between two totals near even pay only because this series' fee multiplier is 0.5.");

        string game = Game(builder.Calendar, "KXMLS", 2, "GAME");
        string[] legs = [$"{game}-CLB", $"{game}-MIA", $"{game}-TIE"];
        builder.Requote(legs[0], 4200, 4400, 210m, 100m);
        builder.Requote(legs[1], 4100, 4300, 180m, 100m);
        builder.Requote(legs[2], 3300, 3500, 160m, 100m);
        builder.Plant("exclusive-soccer", PlantKind.Exclusive, [.. legs.Select(PlantedClaim.No)], 2,
            "Home, away and tie exclude each other and are bid 1.16 together.");
    }
}
