using CsCheck;
using Dutchbook.Storage;
using Xunit;

namespace Dutchbook.Unit.Storage;

public sealed class FigureHashes
{
    private static readonly Gen<long?> Figure = Gen.OneOf(
        Gen.Const((long?)null), Gen.Long[-2, 2].Select(static value => (long?)value), Gen.Long[long.MinValue + 1, long.MaxValue].Select(static value => (long?)value));

    [Fact]
    public void A_change_of_one_figure_always_changes_the_hash() => Gen.Select(Figure.Array[1, 8], Gen.Int[0, 7], Figure).Sample(
        static (figures, at, other) =>
        {
            long?[] changed = [.. figures];
            changed[at % changed.Length] = other;
            Assert.Equal(figures.SequenceEqual(changed), Hash(figures) == Hash(changed));
        });

    [Fact]
    public void The_place_of_a_figure_counts() => Gen.Select(Figure, Figure).Sample(
        static (first, second) => Assert.Equal(first == second, Hash([first, second]) == Hash([second, first])));

    [Fact]
    public void Absent_is_not_zero() => Assert.NotEqual(Hash([null]), Hash([0]));

    [Fact]
    public void One_hash_says_nothing_of_the_next()
    {
        HashedFigures figures = new();
        figures.Add(3);
        long first = figures.Take();
        figures.Add(3);
        Assert.Equal(first, figures.Take());
    }

    private static long Hash(long?[] figures)
    {
        HashedFigures hashed = new();
        foreach (long? figure in figures)
        {
            hashed.Add(figure);
        }

        return hashed.Take();
    }
}
