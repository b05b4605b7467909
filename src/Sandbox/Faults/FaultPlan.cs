using System.Globalization;
using Dutchbook.Domain;

namespace Dutchbook.Sandbox;

/// <summary>How often a kind of fault fires: with a probability, or at stated occasions counted from 1.</summary>
/// <param name="Low">Amounts in thousandths of the kind's unit.</param>
public sealed record FaultRule(FaultEntry Entry, Ratio Probability, IReadOnlyList<int> At, long Low, long High);

/// <summary>
/// What shall go wrong, as text: items separated by commas, each <c>name=probability</c> or <c>name@occasion+occasion</c>, either
/// with <c>:amount</c> or <c>:from-to</c> behind it; besides <c>seed=number</c>, <c>on=orders</c> (faults of requests strike order
/// writes only) and <c>clock=seconds</c> (the exchange's clock for signatures is so far ahead).
/// </summary>
public sealed record FaultPlan
{
    public static FaultPlan None { get; } = new();

    public IReadOnlyList<FaultRule> Rules { get; private init; } = [];

    public ulong Seed { get; private init; } = 1;

    public bool IsForOrdersOnly { get; private init; }

    public TimeSpan ClockAhead { get; private init; }

    /// <summary>The text it was read from.</summary>
    public string Text { get; private init; } = "";

    /// <exception cref="FormatException">With the item that is wrong and why.</exception>
    public static FaultPlan Parse(string text)
    {
        FaultPlan plan = new() { Text = text };
        List<FaultRule> rules = [];
        foreach (string item in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            plan = item switch
            {
                _ when item.StartsWith("seed=", StringComparison.Ordinal) => plan with { Seed = Seeded(item) },
                _ when item.StartsWith("clock=", StringComparison.Ordinal) => plan with { ClockAhead = Clock(item) },
                "on=orders" => plan with { IsForOrdersOnly = true },
                "on=all" => plan with { IsForOrdersOnly = false },
                _ => Add(plan, rules, item),
            };
        }

        return plan with { Rules = rules };
    }

    public override string ToString() => Text;

    private static FaultPlan Add(FaultPlan plan, List<FaultRule> rules, string item)
    {
        int mark = item.IndexOfAny(['=', '@']);
        FaultEntry entry = FaultCatalogue.All.FirstOrDefault(known => mark > 0 && item.AsSpan(0, mark).SequenceEqual(known.Name))
            ?? throw Wrong(item, "names no fault");
        string[] parts = item[(mark + 1)..].Split(':');
        (long low, long high) = parts.Length switch
        {
            1 => (entry.Low, entry.High),
            2 when entry.Unit.Length > 0 => Amounts(item, parts[1]),
            _ => throw Wrong(item, "takes no such amount"),
        };
        rules.Add(item[mark] == '='
            ? new FaultRule(entry, Chance(item, parts[0]), [], low, high)
            : new FaultRule(entry, Ratio.Zero, Occasions(item, parts[0]), low, high));
        return plan;
    }

    private static Ratio Chance(string item, string text) =>
        Ratio.TryParse(text, out Ratio chance) && chance >= Ratio.Zero && chance <= Ratio.One
            ? chance : throw Wrong(item, "needs a probability between 0 and 1");

    private static IReadOnlyList<int> Occasions(string item, string text) => [.. text.Split('+').Select(part =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number : throw Wrong(item, "needs occasions counted from 1"))];

    private static (long Low, long High) Amounts(string item, string text)
    {
        string[] ends = text.Split('-');
        long low = Amount(item, ends[0]);
        long high = ends.Length == 2 ? Amount(item, ends[1]) : low;
        return ends.Length <= 2 && low <= high ? (low, high) : throw Wrong(item, "needs an amount, or from-to");
    }

    private static long Amount(string item, string text) => FixedPoint.TryParse(text, 3, signed: false, out long amount) && amount <= int.MaxValue
        ? amount : throw Wrong(item, "needs an amount with at most three decimals");

    private static ulong Seeded(string item) => ulong.TryParse(item.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed)
        ? seed : throw Wrong(item, "needs a whole number");

    private static TimeSpan Clock(string item) => FixedPoint.TryParse(item.AsSpan(6), 3, signed: true, out long millis) && Math.Abs(millis) < int.MaxValue
        ? TimeSpan.FromMilliseconds(millis) : throw Wrong(item, "needs seconds");

    private static FormatException Wrong(string item, string why) => new($"'{item}' {why}");
}
