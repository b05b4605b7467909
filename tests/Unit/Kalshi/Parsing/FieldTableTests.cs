using System.Text;
using CsCheck;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

public sealed class FieldTableTests
{
    private static readonly Gen<string> Names = Gen.OneOf(Gen.String[Gen.Char["abc_"], 0, 3], Gen.String[Gen.Char["abc_"], 4, 20]);

    /// <summary>Names with the same ends and the same length share a place in the table, and are told apart all the same.</summary>
    [Fact]
    public void It_finds_what_a_dictionary_finds() => Gen.Select(Names.Array[1, 60], Names.Array[0, 40]).Sample(static (known, others) =>
    {
        string[] names = [.. known.Distinct(StringComparer.Ordinal)];
        FieldTable table = new([.. names.Select(static (name, number) => (name, number))]);
        foreach (string name in names.Concat(others))
        {
            Assert.Equal(Array.IndexOf(names, name), table.Find(Encoding.UTF8.GetBytes(name)));
        }
    });

    [Fact]
    public void Names_that_differ_only_in_the_middle_are_told_apart()
    {
        FieldTable table = new(("beginning_a_ending__", 1), ("beginning_b_ending__", 2), ("", 3));
        Assert.Equal(1, table.Find("beginning_a_ending__"u8));
        Assert.Equal(2, table.Find("beginning_b_ending__"u8));
        Assert.Equal(-1, table.Find("beginning_c_ending__"u8));
        Assert.Equal(3, table.Find(""u8));
    }
}
