using System.Globalization;

namespace Dutchbook.Sandbox;

/// <summary>The events of a generated universe: what each kind lists, and the belief behind it.</summary>
internal static class GeneratedEvents
{
    public const int Kinds = 5;

    private const int Deadlines = 3;

    private static readonly string[] Marks = ["KXGLADDER", "KXGRANGE", "KXGLIST", "KXGDATE", "KXGONE"];
    private static readonly string[] Words = ["Index", "Gauge", "Contest", "Project", "Question"];

    public static string SeriesTicker(int kind, int series) => Marks[kind] + series.ToString(CultureInfo.InvariantCulture);

    public static string Subject(int kind, int series) => $"{Words[kind]} {series}";

    public static string Category(int kind) => kind switch { 0 or 1 => "Economics", 2 => "Elections", 3 => "Science", _ => "World" };

    /// <summary>Lists an event and returns how many markets it has, at most as many as are wanted.</summary>
    public static int List(UniverseBuilder builder, Chance chance, int kind, int series, int number, int most, int? wanted = null)
    {
        int size = Math.Min(Math.Max(1, most), wanted ?? kind switch
        {
            0 => chance.Between(4, 18),
            1 => chance.Between(4, 8),
            2 => chance.Between(3, 24),
            3 => chance.Between(2, 6),
            _ => 1,
        });
        DateOnly day = builder.Calendar.Day(3 + number);
        string ticker = $"{SeriesTicker(kind, series)}-{Calendar.DayCode(day)}";
        string subject = Subject(kind, series);
        if (kind == Deadlines)
        {
            // The date of the event is none of the question: two events on one project would be one question at two prices.
            subject = $"{subject}, part {(char)('A' + number)}";
        }

        bool isExclusive = kind is 1 or 2;
        builder.Event(new ListedEvent
        {
            Ticker = ticker,
            SeriesTicker = SeriesTicker(kind, series),
            Title = $"{subject} on {Calendar.Short(day)}?",
            SubTitle = $"On {Calendar.Short(day)}",
            MutuallyExclusive = isExclusive,
            CollateralReturnType = isExclusive ? "MECNET" : kind == 0 ? "DIRECNET" : "",
        });
        ListedMarket[] markets = [.. Enumerable.Range(0, size).Select(i => Market(kind, subject, ticker, day, i, size))];
        CellFamily family = Belief(chance, kind, markets);
        foreach ((ListedMarket market, CellMember member) in markets.Zip(family.Members))
        {
            builder.Market(market, CellFamily.Fair(family.Weights, member), family.Width);
        }

        builder.Family(family);
        return size;
    }

    /// <summary>
    /// Ladders have a cell below, between and above their rungs; ranges are the cells themselves; a list has a cell more, for
    /// somebody who is not on it; a deadline is met in one of the dates or never.
    /// </summary>
    private static CellFamily Belief(Chance chance, int kind, ListedMarket[] markets)
    {
        int cells = kind == 1 && markets.Length > 1 ? markets.Length : markets.Length + 1;
        int peak = chance.Between(0, cells - 1);
        long[] weights = [.. Enumerable.Range(0, cells).Select(cell =>
            1L + (chance.Between(200, 1_000) * 100L / (1 + ((cell - peak) * (cell - peak)))))];
        CellMember[] members = [.. markets.Select((market, i) => kind switch
        {
            0 => new CellMember(market.Ticker, i + 1, cells),
            3 => new CellMember(market.Ticker, 0, i + 1),
            _ => new CellMember(market.Ticker, i, i + 1),
        })];
        Width width = chance.Between(1, 10) switch { <= 6 => Width.Front, <= 9 => Width.Far, _ => Width.Tail };
        return new CellFamily(weights, members, width);
    }

    private static ListedMarket Market(int kind, string subject, string name, DateOnly day, int i, int size)
    {
        ListedMarket on = Single.On(name, day, "", "The Generated Office's first report counts; later revisions do not.");
        string when = Calendar.Long(day);
        int strike = 100 + (10 * i);
        return kind switch
        {
            0 => Single.Above(on, $"{name}-T{strike}", strike, "") with
            {
                Title = $"Will {subject} be above {strike} on {Calendar.Short(day)}?",
                RulesPrimary = $"If {subject} for {when} is above {strike}, then the market resolves to Yes.",
            },
            1 => Range(on, subject, name, when, i, size),
            2 => on with
            {
                Ticker = $"{name}-C{i}",
                Title = $"Will Candidate {i} win {subject}?",
                YesSubTitle = $"Candidate {i}",
                StrikeType = "structured",
                CustomStrike = [new("candidate", $"Candidate {i}")],
                RulesPrimary = $"If Candidate {i} wins {subject} of {when}, then the market resolves to Yes.",
            },
            3 => Dated(on, subject, name, day.AddDays(30 * (i + 1))),
            _ => on with
            {
                Ticker = $"{name}-Y",
                Title = $"Will {subject} be answered on {Calendar.Short(day)}?",
                YesSubTitle = "Yes",
                RulesPrimary = $"If {subject} is answered on {when}, then the market resolves to Yes.",
            },
        };
    }

    /// <summary>Whole numbers in runs of ten; the first and the last range are open.</summary>
    private static ListedMarket Range(ListedMarket on, string subject, string name, string when, int i, int size)
    {
        (int low, int high) = (100 + (10 * i), 109 + (10 * i));
        string rules = $"If {subject} for {when}, a whole number, is ";
        return i == 0 ? on with
        {
            Ticker = $"{name}-L",
            Title = $"{subject} below {high + 1}?",
            YesSubTitle = $"{high} or below",
            StrikeType = "less",
            CapStrike = high + 1,
            RulesPrimary = $"{rules}less than {high + 1}, then the market resolves to Yes.",
        }
        : i == size - 1 ? on with
        {
            Ticker = $"{name}-H",
            Title = $"{subject} above {low - 1}?",
            YesSubTitle = $"{low} or above",
            StrikeType = "greater",
            FloorStrike = low - 1,
            RulesPrimary = $"{rules}greater than {low - 1}, then the market resolves to Yes.",
        }
        : on with
        {
            Ticker = $"{name}-B{low}",
            Title = $"{subject} from {low} to {high}?",
            YesSubTitle = $"{low} to {high}",
            StrikeType = "between",
            FloorStrike = low,
            CapStrike = high,
            RulesPrimary = $"{rules}between {low}-{high}, then the market resolves to Yes.",
        };
    }

    private static ListedMarket Dated(ListedMarket on, string subject, string name, DateOnly end) => on with
    {
        Ticker = $"{name}-{Calendar.DayCode(end)}",
        Title = $"Will {subject} be finished before {Calendar.Short(end)}?",
        YesSubTitle = $"Before {Calendar.Short(end)}",
        CloseTime = Calendar.Eastern(end, 10, 0),
        ExpectedExpirationTime = Calendar.Eastern(end, 10, 0),
        LatestExpirationTime = Calendar.Eastern(end.AddDays(7), 10, 0),
        EarlyCloseCondition = "This market will close and expire early if the event occurs.",
        RulesPrimary = $"If {subject} is finished before {Calendar.Long(end)}, then the market resolves to Yes.",
    };
}
