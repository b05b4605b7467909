namespace Dutchbook.Sandbox;

/// <summary>
/// Pairs that read alike and are not: one word of the rules, the source or the hour makes the difference.
/// </summary>
internal static class WordingTraps
{
    public static void List(UniverseBuilder builder)
    {
        DateOnly end = new(builder.Calendar.NextYear, 12, 31);
        string year = $"{end.Year}";
        Pair(
            builder, "by-and-before", "KXTREATYBY", "KXTREATYBEFORE", year, end,
            $"Trade treaty in {year}?", "the White House",
            $"If a trade treaty with Ruritania is signed by {Calendar.Short(end)}, then the market resolves to Yes.",
            $"If a trade treaty with Ruritania is signed before {Calendar.Short(end)}, then the market resolves "
                + "to Yes.",
            "\"By\" the last day includes it and \"before\" does not: a signature on that very day pays the "
                + "first market only.");
        Pair(
            builder, "nber-in-name-only", "KXRECSSNBER", "KXNBERDECLARES", year, end,
            $"Recession in {year}?", "the Bureau of Economic Analysis",
            $"If two quarters in a row of {year} show negative growth of real GDP in the advance estimates, then "
                + "the market resolves to Yes.",
            $"If the NBER's Business Cycle Dating Committee declares that a recession began in {year}, then the "
                + "market resolves to Yes.",
            "Despite the ticker the first does not use the NBER: two negative quarters and a declared "
                + "recession are different facts.");
        Pair(
            builder, "two-sources-one-coin", "KXETHLAST", "KXETHAVG",
            Calendar.DayCode(builder.Calendar.Day(5)), builder.Calendar.Day(5),
            "Ether above 3,000?", "a named exchange",
            $"If the last trade of Ether on Coinbase before 5 PM ET on {Calendar.Short(builder.Calendar.Day(5))} "
                + "is above 3000, then the market resolves to Yes.",
            "If the simple average of the sixty seconds of the ERTI before 5 PM ET on "
                + $"{Calendar.Short(builder.Calendar.Day(5))} is above 3000, then the market resolves to Yes.",
            "One settles on the last trade of one exchange, the other on a minute's average of an index: "
                + "either can be above alone.");
        Pair(
            builder, "first-print-and-revised", "KXGDPADVANCE", "KXGDPTHIRD", year, builder.Calendar.Month(4, 20),
            "GDP growth last quarter above 2.0%?", "the Bureau of Economic Analysis",
            "If real GDP growth of last quarter is above 2.0% in the Advance Estimate, then the market resolves "
                + "to Yes.",
            "If real GDP growth of last quarter is above 2.0% in the Third Estimate, then the market resolves to Yes.",
            "The advance and the third estimate of one quarter are two numbers.");
        Pair(
            builder, "fallback-to-last-price", "KXHURRICANE", "KXHURRICANEALT", year, end,
            $"Hurricane landfall in {year}?", "the National Hurricane Center",
            $"If a hurricane makes landfall in Florida in {year} according to the National Hurricane Center, "
                + "then the market resolves to Yes.",
            $"If a hurricane makes landfall in Florida in {year} according to the National Hurricane Center, "
                + "then the market resolves to Yes. If no report is published within a week of closing, the market "
                + "resolves to its last traded price.",
            "The second may settle at its last traded price, so the two can pay different amounts for one fact.");
        Months(builder);
        AtLeastAndAbove(builder);
        WrongTitle(builder);
    }

    /// <summary>Two markets with one title, quoted far apart.</summary>
    private static void Pair(
        UniverseBuilder builder, string trap, string first, string second, string suffix, DateOnly day, string title,
        string source, string firstRules, string secondRules, string explanation)
    {
        Single.Series(builder, first, title, source);
        Single.Series(builder, second, title, source);
        string high = List(builder, first, suffix, title, day, firstRules, 5600, 5800);
        string low = List(builder, second, suffix, title, day, secondRules, 4000, 4200);
        builder.Trap(trap, [high, low], explanation);
    }

    private static string List(
        UniverseBuilder builder, string series, string suffix, string title, DateOnly day, string rules, int bid,
        int ask)
    {
        string name = Single.Event(builder, series, suffix, title);
        return Single.Quoted(
            builder,
            Single.On(name, day, rules) with { Ticker = $"{name}-Y", Title = title, YesSubTitle = "Yes" },
            bid,
            ask);
    }

    private static void Months(UniverseBuilder builder)
    {
        DateOnly data = builder.Calendar.Month(2);
        Single.Series(builder, "KXRENTDATA", "Rent index by month of data", "Bureau of Labor Statistics");
        Single.Series(builder, "KXRENTREL", "Rent index by month of release", "Bureau of Labor Statistics");
        string high = Rent(
            "KXRENTDATA",
            $"If the rent index for {Calendar.MonthName(data)} rises by more than 0.3%, then the market resolves to Yes.",
            6100, 6300);
        string low = Rent(
            "KXRENTREL",
            $"If the rent index released in {Calendar.MonthName(data)} rises by more than 0.3%, "
                + "then the market resolves to Yes.",
            3800, 4000);
        builder.Trap("data-month-and-release-month", [high, low],
            "One ticker names the month the data are about, the other the month they are published in: the "
                + "numbers are a month apart.");

        string Rent(string series, string rules, int bid, int ask)
        {
            string name = Single.Event(
                builder, series, Calendar.MonthCode(data), $"Rent index in {Calendar.MonthName(data)}?");
            ListedMarket market = Single.On(name, data.AddMonths(1).AddDays(10), rules);
            return Single.Quoted(
                builder,
                Single.Above(market, $"{name}-T0.3", 0.3m, "%") with
                {
                    Title = $"Rent index in {Calendar.MonthName(data)}?",
                },
                bid, ask);
        }
    }

    private static void AtLeastAndAbove(UniverseBuilder builder)
    {
        int year = builder.Calendar.NextYear;
        DateOnly end = new(year + 1, 1, 13);
        Single.Series(
            builder, "KXHIGHINFLATION", "How high will inflation get, at least", "Bureau of Labor Statistics");
        Single.Series(builder, "KXLCPIMAXYOY", "How high will inflation get, above", "Bureau of Labor Statistics");
        string name = Single.Event(
            builder, "KXHIGHINFLATION", $"{year % 100}", $"How high will inflation get in {year}?");
        string atLeast = Single.Quoted(
            builder,
            Single.On(
                name, end,
                $"If CPI year over year is at least 3.5% in any month of {year}, to one decimal place, "
                    + "then the market resolves to Yes.") with
            {
                Ticker = $"{name}-P3.5",
                Title = $"Inflation of 3.5% in {year}?",
                YesSubTitle = "At least 3.5%",
                StrikeType = "greater_or_equal",
                FloorStrike = 3.5m,
            },
            5200,
            5400);
        name = Single.Event(builder, "KXLCPIMAXYOY", $"{year % 100}", $"How high will inflation get in {year}?");
        ListedMarket market = Single.On(name, end,
            $"If CPI year over year is above 3.5% in any month of {year}, to one decimal place, then the market "
            + "resolves to Yes.");
        string above = Single.Quoted(
            builder,
            Single.Above(market, $"{name}-P3.5", 3.5m, "%") with { Title = $"Inflation of 3.5% in {year}?" }, 3900,
            4100);
        builder.Trap("above-and-at-least", [atLeast, above],
            "With one decimal, exactly 3.5 pays the first market and not the second: the dearer one is rightly "
                + "dearer.");
    }

    /// <summary>
    /// An unemployment event under the title of inflation, beside the real inflation event of its month.
    /// </summary>
    private static void WrongTitle(UniverseBuilder builder)
    {
        DateOnly data = builder.Calendar.Month(5);
        Single.Series(builder, "KXU6", "Underemployment", "Bureau of Labor Statistics");
        string name = Single.Event(
            builder, "KXU6", Calendar.MonthCode(data), $"CPI inflation in {Calendar.MonthName(data)}?");
        ListedMarket market = JobsFamily.Report(name, data) with
        {
            Title = $"Above 2.9% in {Calendar.MonthName(data)}?",
            RulesPrimary =
                $"If the underemployment rate (U-6) for {Calendar.MonthName(data)} is above 2.9%, then the "
                + "market resolves to Yes.",
        };
        string odd = Single.Quoted(builder, Single.Above(market, $"{name}-T2.9", 2.9m, "%"), 9700, 9800);
        builder.Trap("event-title-of-another-question", [odd, InflationFamily.Yearly(builder.Calendar, 5, "2.9")],
            "The event is titled as inflation, its rules settle underemployment: the same words and strike, "
                + "another observable.");
    }
}
