using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Bench;

/// <summary>
/// An exchange in memory on which many relations across events can be proved: observables that two series cut at different strikes,
/// deadlines spread over events, and as many events that only look like them.
/// </summary>
internal sealed class CandidateUniverse
{
    private static readonly DateTimeOffset At = new(2026, 11, 2, 15, 0, 0, TimeSpan.Zero);
    private static readonly string[] Categories = ["Economics", "Politics", "Climate", "Companies", "Science"];
    private static readonly string[] Syllables =
    [
        "ba", "re", "ti", "mo", "lu", "sa", "ne", "vi", "ko", "da", "pe", "ri", "zo", "fu", "la", "ge", "hi", "no", "cu", "ta",
    ];

    private readonly List<Event> _events = [];
    private readonly List<Market> _markets = [];
    private readonly Dictionary<string, Series> _series = new(StringComparer.Ordinal);
    private readonly Random _random = new(11);

    public CandidateUniverse(int markets)
    {
        for (int number = 0; _markets.Count < markets; number++)
        {
            string name = $"{Name()} {Name()}";
            string category = Categories[number % Categories.Length];
            switch (number % 4)
            {
                case 0: Twins(number, name, category); break;
                case 1: Deadlines(number, name, category); break;
                case 2: Months(number, name, category); break;
                default: Choice(number, name, category); break;
            }
        }

        Snapshot = new VenueSnapshot { At = At, Events = _events, Markets = _markets, Series = _series, IsRecording = true };
    }

    public VenueSnapshot Snapshot { get; }

    /// <summary>Two series that cut one observable at the same instant.</summary>
    private void Twins(int number, string name, string category)
    {
        DateTimeOffset expected = At.AddDays(_random.Next(5, 300));
        for (int twin = 0; twin < 2; twin++)
        {
            Add($"KXT{number}{(char)('A' + twin)}", $"{name} level", category, expected, 14, i => (
                $"If the closing value of the {name} index on {expected:MMM d, yyyy} is above {(50 + (i * 10) + (twin * 5)).ToString(CultureInfo.InvariantCulture)}, "
                + "then the market resolves to Yes.", 50 + (i * 10) + (twin * 5)));
        }
    }

    /// <summary>One question with deadlines in three events.</summary>
    private void Deadlines(int number, string name, string category)
    {
        for (int part = 0; part < 3; part++)
        {
            DateTime deadline = At.UtcDateTime.AddDays(30 + (part * 60) + _random.Next(20));
            Add($"KXD{number}-{part}", $"When will {name} resign?", category, new DateTimeOffset(deadline, TimeSpan.Zero), 4, i => (
                $"If {name} resigns before {deadline.AddDays(i * 7).ToString("MMM d, yyyy", CultureInfo.InvariantCulture)}, then the market resolves to Yes.", null));
        }
    }

    /// <summary>The same question of other months: alike, and nothing follows.</summary>
    private void Months(int number, string name, string category)
    {
        for (int month = 0; month < 3; month++)
        {
            DateTimeOffset expected = At.AddMonths(month + 1);
            Add($"KXM{number}-{month}", $"{name} rate in {expected:MMMM}", category, expected, 8, i => (
                $"If the {name} rate for {expected:MMMM yyyy} is above {i + 2}%, then the market resolves to Yes.", i + 2));
        }
    }

    private void Choice(int number, string name, string category)
    {
        DateTimeOffset expected = At.AddDays(_random.Next(5, 300));
        Add($"KXC{number}", $"Who will win the {name} award?", category, expected, 10, _ => (
            $"If {Name()} {Name()} wins the {name} award, then the market resolves to Yes.", null));
    }

    private void Add(
        string ticker, string title, string category, DateTimeOffset expected, int count, Func<int, (string Rules, int? Strike)> market)
    {
        string series = ticker.Split('-')[0];
        _series.TryAdd(series, new Series
        {
            Ticker = series,
            Category = category,
            SettlementSources = [new SettlementSource("Bureau of Numbers", "https://example.org")],
        });
        List<Market> members = [];
        for (int i = 0; i < count; i++)
        {
            (string rules, int? strike) = market(i);
            members.Add(new Market
            {
                Ticker = $"{ticker}-{i}",
                EventTicker = ticker,
                SeriesTicker = series,
                Index = _markets.Count,
                Type = new Open<MarketType>(MarketType.Binary, "binary"),
                Title = Utf8Text.From(title),
                RulesPrimary = Utf8Text.From(rules),
                StrikeType = strike is null ? default : new Open<StrikeType>(StrikeType.Greater, "greater"),
                FloorStrike = strike,
                YesSubTitle = Utf8Text.From(strike is null ? "" : $"Above {strike}"),
                ExpectedExpirationTime = expected,
                CloseTime = expected,
            });
            _markets.Add(members[^1]);
        }

        _events.Add(new Event
        {
            Ticker = ticker,
            SeriesTicker = series,
            Title = Utf8Text.From(title),
            Category = category,
            Markets = members,
            IsWhole = true,
        });
    }

    private string Name()
    {
        string name = string.Concat(Enumerable.Range(0, 4).Select(_ => Syllables[_random.Next(Syllables.Length)]));
        return char.ToUpperInvariant(name[0]) + name[1..];
    }
}
