using System.Globalization;
using System.Text;
using CsCheck;
using Dutchbook.Cli;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("Will CPI rise > 3.0%?", "Will CPI rise > 3.0%?")]
    [InlineData("S\u00e3o Paulo \u6771\u4eac \U0001F600", "S\u00e3o Paulo \u6771\u4eac \U0001F600")]
    [InlineData("a\u001b[31mred\u001b[0mb", "aredb")]
    [InlineData("a\u001b]0;title\u0007b", "ab")]
    [InlineData("a\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\b", "alinkb")]
    [InlineData("a\u001bPq#0\u001b\\b", "ab")]
    [InlineData("a\u009b2Jb", "ab")]
    [InlineData("a\u001bcb", "acb")]
    [InlineData("a\u001b]unfinished", "aunfinished")]
    [InlineData("end\u001b", "end")]
    [InlineData("end\u001b[", "end")]
    [InlineData("two\nlines\r\nand\ttab", "two lines  and tab")]
    [InlineData("a\u0000\u0008\u007fb", "ab")]
    [InlineData("a\u202eb\u2066c\u2069d\u200fe\u200ef", "abcdef")]
    [InlineData("z\u200be\u200dr\ufeffo\u2060", "zero")]
    [InlineData("a\u2028b", "a b")]
    [InlineData("tag\U000E0041\U000E0042", "tag")]
    [InlineData("hangul\u3164filler", "hangulfiller")]
    public void Text_from_outside_is_cleaned(string text, string expected) =>
        Assert.Equal(expected, TerminalText.Clean(text, 100));

    [Theory]
    [InlineData("1234567890", 10, "1234567890")]
    [InlineData("12345678901", 10, "1234567...")]
    [InlineData("12345\U0001F600", 5, "12...")]
    [InlineData("1234\u200b\u200b", 4, "1234")]
    [InlineData("", 4, "")]
    public void Long_text_ends_in_dots(string text, int length, string expected) =>
        Assert.Equal(expected, TerminalText.Clean(text, length));

    [Fact]
    public void Half_a_surrogate_pair_becomes_the_replacement_character() =>
        Assert.Equal("a\ufffdb", TerminalText.Clean("a\ud800b", 100));

    [Fact]
    public void Markup_signs_are_text() => Assert.Equal("[[red]]x[[/]]", TerminalText.Markup("[red]x[/]", 50));

    [Fact]
    public void No_text_leaves_anything_a_terminal_would_obey()
    {
        Gen<string> dangerous = Gen.OneOf(
            Gen.Char.Select(letter => letter.ToString()),
            Gen.OneOf("\u001b[", "\u001b]", "\u0007", "\u009b", "\u001b\\", "\u202e", "\n", "m", "\ud83d", "\ude00"));
        dangerous.Array[0, 40].Select(string.Concat).Sample(text =>
        {
            string clean = TerminalText.Clean(text, 20);
            Assert.True(clean.EnumerateRunes().Count() <= 20);
            foreach (Rune rune in clean.EnumerateRunes())
            {
                Assert.True(Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control
                    or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate));
            }
        });
    }
}
