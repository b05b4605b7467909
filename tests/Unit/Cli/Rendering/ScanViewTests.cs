using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>What a scan looks like in a file or a pipe: plain text that a person reads from the top.</summary>
public sealed class ScanViewTests
{
    private const int LinesOfAScreen = 24;

    [Fact]
    public void The_first_screen_says_what_is_mispriced_why_how_much_it_makes_and_why_nothing_else()
    {
        string[] screen = Shown(Some.Scan())[..LinesOfAScreen];

        Assert.Contains(screen, static line => line.StartsWith("1 opportunity: ", StringComparison.Ordinal));
        int row = Array.FindIndex(screen, static line => line.StartsWith("1  $0.95  $9.04  10.5 %  2026-12-06", StringComparison.Ordinal));
        Assert.EndsWith("a higher bar is harder", screen[row], StringComparison.Ordinal);
        Assert.Equal("   YES X-T60 + NO X-T61", screen[row + 1]);
        Assert.Contains("1 crossing after fees", Sentence(screen, "Why nothing else: 1 guarantee from"), StringComparison.Ordinal);
        Assert.Contains(screen, static line => line.StartsWith("    buy YES X-T60 ", StringComparison.Ordinal) && line.Contains("10.00 @ 42c", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_an_opportunity_the_first_screen_says_how_far_the_best_came()
    {
        ScanResult result = Some.Scan();
        DetectionReport report = result.Report with { Opportunities = [], BelowThreshold = result.Report.Opportunities };
        string[] screen = Shown(result with { Report = report })[..LinesOfAScreen];

        Assert.Contains(screen, static line => line.StartsWith("No opportunity above the trading thresholds.", StringComparison.Ordinal));
        Assert.Contains("1 positive but below a threshold", Sentence(screen, "Why nothing else:"), StringComparison.Ordinal);
    }

    [Fact]
    public void No_line_is_wider_than_100_columns_or_ends_in_spaces() => Assert.All(Shown(Some.Scan()), static line =>
    {
        Assert.InRange(line.Length, 0, 100);
        Assert.Equal(line.TrimEnd(), line);
    });

    [Fact]
    public void Away_from_a_terminal_nothing_is_drawn() =>
        Assert.All(Shown(Some.Scan()), static line => Assert.All(line, static letter => Assert.InRange(letter, ' ', '~')));

    private static string Sentence(string[] lines, string start)
    {
        int first = Array.FindIndex(lines, line => line.StartsWith(start, StringComparison.Ordinal));
        return string.Join(' ', lines.Skip(first).TakeWhile(static line => line.Length > 0));
    }

    private static string[] Shown(ScanResult result)
    {
        StringWriter writer = new();
        new ScanView(CommandOutput.CreateConsole(writer, terminal: false, color: false, width: 100), top: 5).Show(result);
        return writer.ToString().ReplaceLineEndings("\n").Split('\n');
    }
}
