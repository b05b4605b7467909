using CsCheck;
using Dutchbook.Domain;
using Dutchbook.Mapping;
using Dutchbook.Storage;
using Xunit;

namespace Dutchbook.Unit.Mapping.Candidates;

public sealed class VectorTests
{
    private static readonly Gen<float[]> Vector = Gen.Float[-1, 1].Array[19].Where(static vector => vector.Any(static value => value != 0))
        .Select(static vector =>
        {
            float length = MathF.Sqrt(vector.Sum(static value => value * value));
            return vector.Select(value => value / length).ToArray();
        });

    [Fact]
    public void The_nearest_are_those_of_a_plain_sum_of_products() => Vector.Array[2, 12].Sample(static vectors =>
    {
        List<int> found = new VectorNeighbours(vectors, [.. vectors.Select(static _ => ("S", "C"))]).Nearest(0, VectorBlock.Series, 3);
        double[] likeness = [.. vectors.Select(vector => vector.Zip(vectors[0], static (one, two) => (double)one * two).Sum())];
        double[] expected = [.. likeness.Skip(1).Where(static value => value > 0.35).OrderDescending().Take(3)];

        // At the border of what counts, rounding may decide otherwise.
        Assert.InRange(found.Count, expected.Count(static value => value > 0.3501), likeness.Skip(1).Count(static value => value > 0.3499));
        for (int i = 0; i < Math.Min(found.Count, expected.Length); i++)
        {
            Assert.Equal(expected[i], likeness[found[i]], 1e-4);
        }
    });

    [Fact]
    public void Events_that_share_neither_words_nor_letters_meet_through_their_vectors()
    {
        VenueSnapshot snapshot = new Listing().Series("KXA").Series("KXB").Series("KXC")
            .Event("KXA-1", new Row("KXA-1-A") { Rules = "Vessel touches lunar soil", Title = "Vessel touches lunar soil" })
            .Event("KXB-1", new Row("KXB-1-B") { Rules = "Capsule arrives at Moon", Title = "Capsule arrives at Moon" })
            .Event("KXC-1", new Row("KXC-1-C") { Rules = "Bank cuts", Title = "Bank cuts" })
            .Read();
        CandidateOptions options = new();
        Assert.Empty(new CandidateFinder(options, static () => new SqliteTextSearch()).Find(snapshot).Pairs);
        Dictionary<string, float[]> vectors = new(StringComparer.Ordinal)
        {
            ["KXA-1"] = [1, 0, 0],
            ["KXB-1"] = [0.8f, 0.6f, 0],
            ["KXC-1"] = [0, 0, 1],
        };
        EventPair pair = Assert.Single(new CandidateFinder(options, static () => new SqliteTextSearch(), vectors).Find(snapshot).Pairs);
        Assert.Equal(("KXA-1", "KXB-1", "about the same"), (pair.First.Ticker, pair.Second.Ticker, pair.Why));

        // One that has none is found by the other ways alone.
        vectors.Remove("KXB-1");
        Assert.Empty(new CandidateFinder(options, static () => new SqliteTextSearch(), vectors).Find(snapshot).Pairs);
    }

    [Fact]
    public void Each_block_has_places_of_its_own_so_that_a_series_does_not_crowd_out_the_rest()
    {
        float[] vector = [1, 0];
        float[] less = [0.8f, 0.6f];
        (float[] Vector, string Series, string Category)[] events =
            [(vector, "A", "Science"), (vector, "A", "Science"), (vector, "A", "Science"), (less, "B", "science"), (less, "C", "Politics")];
        VectorNeighbours neighbours = new(
            [.. events.Select(static item => item.Vector)], [.. events.Select(static item => (item.Series, item.Category))]);
        Assert.Equal([1], neighbours.Nearest(0, VectorBlock.Series, 1));
        Assert.Equal([1, 2], neighbours.Nearest(0, VectorBlock.Series, 9));
        Assert.Equal([3], neighbours.Nearest(0, VectorBlock.Category, 9));
        Assert.Equal([4], neighbours.Nearest(0, VectorBlock.Across, 9));
    }

    [Fact]
    public void Across_categories_likeness_is_looked_for_only_where_that_pass_is_wanted()
    {
        Listing listing = new Listing().Series("KXA").Series("KXB")
            .Event("KXA-1", new Row("KXA-1-A") { Rules = "Vessel touches lunar soil", Title = "Vessel touches lunar soil" })
            .Event("KXB-1", new Row("KXB-1-B") { Rules = "Capsule arrives at Moon", Title = "Capsule arrives at Moon" });
        VenueSnapshot snapshot = listing.Read();
        Dictionary<string, float[]> vectors = new(StringComparer.Ordinal) { ["KXA-1"] = [1, 0], ["KXB-1"] = [1, 0] };
        Assert.Single(Find(MappingPass.Category).Pairs);
        Assert.Empty(Find(MappingPass.Event, MappingPass.Cross).Pairs);

        CandidateSet Find(params MappingPass[] passes) =>
            new CandidateFinder(new CandidateOptions { Passes = passes }, static () => new SqliteTextSearch(), vectors).Find(snapshot);
    }

    [Fact]
    public void In_a_large_block_the_truly_alike_are_still_found()
    {
        Random random = new(7);
        float[] Direction() => [.. Enumerable.Range(0, 256).Select(_ => random.NextSingle() - 0.5f)];
        float[] Unit(float[] vector)
        {
            float length = MathF.Sqrt(vector.Sum(static value => value * value));
            return [.. vector.Select(value => value / length)];
        }

        // Two thousand strangers, and a relative of the first at each of ten places.
        float[][] vectors = [.. Enumerable.Range(0, 2_000).Select(_ => Unit(Direction()))];
        int[] relatives = [.. Enumerable.Range(1, 10).Select(static i => i * 190)];
        foreach (int relative in relatives)
        {
            vectors[relative] = Unit([.. vectors[0].Zip(Unit(Direction()), static (own, noise) => own + (0.9f * noise))]);
        }

        VectorNeighbours neighbours = new(vectors, [.. vectors.Select(static (_, i) => (i == 0 ? "A" : "B", "C"))]);
        Assert.Equal(relatives, neighbours.Nearest(0, VectorBlock.Category, 10).Order());
    }
}
