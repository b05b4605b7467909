using System.Text;
using Dutchbook.Cli;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>Tables for spreadsheets.</summary>
public sealed class CsvCells
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("-2.6578", "-2.6578")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("+1", "'+1")]
    [InlineData("@x", "'@x")]
    [InlineData("-x", "'-x")]
    public void A_cell_stays_a_cell(string text, string written)
    {
        CsvText csv = new("head");
        csv.Add(text);
        Assert.Equal($"head\r\n{written}\r\n", Encoding.UTF8.GetString(csv.Answer("x.csv").Body.Span));
    }
}
