using CsCheck;
using Dutchbook.Pipeline;
using Xunit;

namespace Dutchbook.Unit.Pipeline;

/// <summary>A market's line of time against a question asked instant by instant.</summary>
public sealed class QuoteTimelines
{
    private const int End = 60;

    /// <summary>Rows and stretches over a minute of milliseconds; rows stand in stretches, as they are written.</summary>
    private static readonly Gen<(QuoteChange[] Rows, QuoteStretch[] Stretches)> world = Gen.Select(
        Gen.Bool.Array[End], Gen.Int[0, 5].Array[End], Gen.Bool, static (isWhole, draws, goesOn) =>
        {
            List<QuoteStretch> stretches = [];
            for (int at = 0; at < End; at++)
            {
                int from = at;
                while (at < End && isWhole[at])
                {
                    at++;
                }

                if (at > from)
                {
                    stretches.Add(new QuoteStretch(from, at - 1, QuoteSource.Stream, at == End && goesOn ? null : "lost", 0));
                }
            }

            QuoteChange[] rows = [.. Enumerable.Range(0, End).Where(at => isWhole[at] && draws[at] < 3).Select(at =>
                draws[at] == 0 ? QuoteChange.Unknown(1, at) : new QuoteChange(1, at, QuoteWord.Changed, 100 * (1 + at), 100, 10_000, 0))];
            return (rows, stretches.ToArray());
        });

    [Fact]
    public void A_price_is_known_where_a_row_of_the_same_stretch_told_it_last_and_nowhere_else() => world.Sample(static world =>
    {
        QuoteChange[] line = [.. QuoteTimeline.Of(world.Rows, world.Stretches)];
        Assert.Equal(line, line.OrderBy(static row => row.At).ToArray());
        for (int at = 0; at < End; at++)
        {
            Assert.Equal(Known(world, at), Last(line, at));
        }
    });

    [Fact]
    public void A_part_of_it_says_the_same_at_every_instant_of_the_part() =>
        Gen.Select(world, Gen.Int[0, End], Gen.Int[0, End]).Sample(static (world, one, other) =>
        {
            (int from, int to) = (Math.Min(one, other), Math.Max(one, other));
            QuoteChange[] line = [.. QuoteTimeline.Of(world.Rows, world.Stretches)];
            QuoteChange[] part = [.. QuoteTimeline.Within(line, from, to)];
            Assert.All(part, row => Assert.InRange(row.At, from, to));
            for (int at = from; at <= to; at++)
            {
                Assert.Equal(Last(line, at), Last(part, at));
            }
        });

    [Theory]
    [InlineData(6, false)]
    [InlineData(7, true)]
    public void Between_two_stretches_without_time_between_them_only_a_row_at_once_leaves_nothing_unknown(int next, bool isUnknown)
    {
        QuoteChange[] rows = [new(1, 2, QuoteWord.Changed, 100, 100, 10_000, 0), new(1, next, QuoteWord.Held, 100, 100, 10_000, 0)];
        QuoteStretch[] stretches = [new(0, 5, QuoteSource.Stream, "full", 1), new(6, 9, QuoteSource.Stream, null, 0)];
        QuoteChange[] line = [.. QuoteTimeline.Of(rows, stretches)];
        Assert.Equal(isUnknown ? [rows[0], QuoteChange.Unknown(1, 6), rows[1]] : rows, line);
    }

    private static int? Last(QuoteChange[] line, int at) =>
        line.LastOrDefault(row => row.At <= at) is { Word: not QuoteWord.Unknown, YesBid: > 0 and var bid } ? bid : null;

    private static int? Known((QuoteChange[] Rows, QuoteStretch[] Stretches) world, int at)
    {
        QuoteStretch? stretch = world.Stretches.FirstOrDefault(item => item.From <= at && at <= item.To);
        return stretch is null ? null : Last([.. world.Rows.Where(row => row.At >= stretch.From)], at);
    }
}
