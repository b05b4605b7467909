namespace Dutchbook.Unit.Mapping;

/// <summary>Rows in the structures the venue really lists.</summary>
internal static class Some
{
    private const string Report = "In the case of a delay in data the market's latest Expiration Date will be extended.";

    /// <summary>One rung of yearly inflation, which is published to one decimal place.</summary>
    public static Row Inflation(string ticker, string strike) => new(ticker)
    {
        StrikeType = "greater",
        Floor = strike,
        Rules = $"If the Consumer Price Index (CPI) increases by more than {strike}% in the twelve months ending November 2026 "
            + "(as represented by the one-decimal place value reported by the Bureau of Labor Statistics), then the market "
            + "resolves to Yes.",
        Secondary = Report,
        Title = $"Will the rate of CPI inflation be above {strike}% for the year ending in November 2026?",
        Sub = $"Above {strike}%",
    };

    /// <summary>A rung, range or tail of one observable, with the comparison as the rules word it.</summary>
    public static Row Cut(string ticker, string strikeType, string? floor, string? cap, string comparison, string sub) => new(ticker)
    {
        StrikeType = strikeType,
        Floor = floor,
        Cap = cap,
        Rules = $"If the end-of-day Widget index value on December 9, 2026 is {comparison}, then the market resolves to Yes.",
        Secondary = "The Expiration Value is rounded to a whole number.",
        Title = "Widget index on Dec 9, 2026?",
        Sub = sub,
    };

    public static Row Above(string ticker, string strike) => Cut(ticker, "greater", strike, null, $"above {strike}", $"Above {strike}");

    public static Row Below(string ticker, string strike) => Cut(ticker, "less", null, strike, $"below {strike}", $"Below {strike}");

    public static Row AtLeast(string ticker, string strike) =>
        Cut(ticker, "greater_or_equal", strike, null, $"at least {strike}", $"At least {strike}");

    public static Row AtMost(string ticker, string strike) =>
        Cut(ticker, "less_or_equal", null, strike, $"at most {strike}", $"At most {strike}");

    public static Row Between(string ticker, string floor, string cap) =>
        Cut(ticker, "between", floor, cap, $"between {floor}-{cap}", $"{floor} to {cap}");

    /// <summary>One rung of a deadline ladder; the rules alone say until when.</summary>
    public static Row Deadline(string ticker, string deadline, string sub = "") => new(ticker)
    {
        Rules = $"If SpaceX launches Starship flight test number 12 {deadline}, then the market resolves to Yes.",
        Title = "When will SpaceX launch Starship flight test number 12?",
        Sub = sub,
    };

    /// <summary>One option of a choice.</summary>
    public static Row Option(string ticker, string name, string rules = "") => new(ticker)
    {
        StrikeType = "structured",
        Custom = ("option", name),
        Rules = rules.Length > 0 ? rules : $"If {name} wins the Nebraska Senate race, then the market resolves to Yes.",
        Title = $"Will {name} win the Nebraska Senate race?",
        Sub = name,
    };
}
