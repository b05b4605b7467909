using CsCheck;
using Dutchbook.Mapping;
using Xunit;

namespace Dutchbook.Unit.Mapping;

public sealed class WordingTests
{
    private static readonly string[] Words = [" to No", "n't ", " no ", "nearest tenth", "one decimal", " \u00fcber "];

    private static readonly string[] Others = [" TO NO", "N'T ", "One Decimal", " \u00dcBER ", " to", " n", "o ", ". "];

    private static readonly Gen<string> Texts = Gen.OneOf(Gen.OneOf([.. Words.Concat(Others).Select(Gen.Const)]), Gen.String[0, 6])
        .Array[0, 12].Select(string.Concat);

    [Fact]
    public void It_finds_what_a_search_word_by_word_finds() => Texts.Sample(text =>
    {
        Wording wording = new(Words);
        int[] places = [.. Words.Select(word => text.IndexOf(word, StringComparison.OrdinalIgnoreCase)).Where(static at => at >= 0)];
        Assert.Equal(places.Length > 0, wording.IsIn(text));
        Assert.Equal(places.Length > 0 ? places.Min() : -1, wording.IndexIn(text));
        Assert.Equal(Array.Find(Words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase)), wording.FirstIn(text));
    });

    [Fact]
    public void The_first_that_counts_is_first_in_its_own_order()
    {
        Wording wording = new("one", "two", "three");
        Assert.Equal("one", wording.FirstIn("Three Two One"));
        Assert.Equal("two", wording.FirstIn("Three Two One", static word => word != "one"));
        Assert.Null(wording.FirstIn("One", static word => word != "one"));
        Assert.Null(wording.FirstIn(""));
    }
}
