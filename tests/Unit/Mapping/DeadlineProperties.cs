using CsCheck;
using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Mapping;

/// <summary>Random deadline ladders against every instant at which the fact may happen, or never.</summary>
public sealed class DeadlineProperties
{
    private static readonly DateTime Start = new(2026, 12, 29, 0, 0, 0, DateTimeKind.Unspecified);

    [Fact]
    public void Deadlines_hold_for_every_instant_and_no_pair_is_missed()
    {
        int pairs = 0;
        Gen.Int.Sample(
            seed =>
            {
                Random random = new(seed);
                (Row Row, Func<DateTime, bool> IsMet)[] rungs = [.. Enumerable.Range(0, random.Next(2, 6)).Select(i => Rung(random, $"D-1-{i}"))];
                RelationMap map = new Listing().Event("D-1", [.. rungs.Select(static rung => rung.Row)]).Map();
                foreach (DateTime instant in Instants())
                {
                    string[] yes = [.. rungs.Where(rung => rung.IsMet(instant)).Select(static rung => rung.Row.Ticker)];
                    Assert.True(map.Against(yes).Length == 0, $"{instant:s} against {string.Join(", ", map.Against(yes))} of\n{Words(rungs)}");
                }

                foreach ((Row row, Func<DateTime, bool> isMet) in rungs)
                {
                    foreach ((Row wider, Func<DateTime, bool> isWider) in rungs.Where(rung => rung.Row != row))
                    {
                        if (Instants().All(instant => !isMet(instant) || isWider(instant)))
                        {
                            Interlocked.Increment(ref pairs);
                            Assert.True(map.Against(row.Ticker).Length > 0, $"{row.Ticker} implies {wider.Ticker} is not proven of\n{Words(rungs)}");
                        }
                    }
                }
            },
            iter: 500);

        Assert.True(pairs > 1_000, $"only {pairs} pairs were implied");
    }

    private static (Row Row, Func<DateTime, bool> IsMet) Rung(Random random, string ticker)
    {
        DateTime day = Start.AddDays(random.Next(6));
        string date = random.Next(2) == 0
            ? $"{day:MMM d, yyyy}" : day.ToString("MMMM dd, yyyy", System.Globalization.CultureInfo.InvariantCulture);
        (string words, DateTime end) = random.Next(5) switch
        {
            0 => ($"before {date}", day),
            1 => ($"prior to {date}", day),
            2 => ($"by {date}", day.AddDays(1)),
            3 => ($"on or before {date}", day.AddDays(1)),
            _ => ($"by {date} at 11:59 PM ET", day.AddDays(1).AddMinutes(-1)),
        };
        return (new Row(ticker) { Rules = $"If a comet is seen {words}, then the market resolves to Yes." }, instant => instant < end);
    }

    /// <summary>Midnight, noon and the last half minute of each day, and a day that never comes.</summary>
    private static IEnumerable<DateTime> Instants() =>
        Enumerable.Range(-1, 9).SelectMany(static day => new[] { 0d, 12d, 23.9999 }.Select(hour => Start.AddDays(day).AddHours(hour)))
            .Append(DateTime.MaxValue);

    private static string Words(IEnumerable<(Row Row, Func<DateTime, bool> IsMet)> rungs) =>
        string.Join('\n', rungs.Select(static rung => $"{rung.Row.Ticker}: {rung.Row.Rules}"));
}
