using System.Text;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Xunit;
using static Dutchbook.Unit.Kalshi.Recording;

namespace Dutchbook.Unit.Kalshi;

/// <summary>A long file is parsed by several threads; what it says must not depend on how many there were, nor on who was first.</summary>
public sealed class ManyPortions
{
    private const int Events = 2_500;

    [Fact]
    public async Task Parsed_side_by_side_a_file_says_what_it_says_item_by_item()
    {
        string text = Long();
        using Recording recording = new();
        recording.With("long.json", text);
        VenueSnapshot together = await recording.ReadAsync();
        Assert.True(new FileInfo(recording.Files[0]).Length > 5 * ItemSplitter.DefaultWindow, "the file is too short to be shared out");

        VenueSnapshot alone = OneByOne(text);
        Assert.Equal(Told(alone), Told(together));
        Assert.Equal(alone.SkippedCount, together.SkippedCount);
        Assert.Equal(alone.Skipped, together.Skipped);
        Assert.Equal(alone.Series.Keys, together.Series.Keys);
        Assert.Equal(alone.Books.Keys, together.Books.Keys);
    }

    /// <summary>The straight way: one item after the other, straight into the snapshot.</summary>
    private static VenueSnapshot OneByOne(string text)
    {
        SnapshotAssembler assembler = new();
        ItemParser parser = new(Era.Current);
        ItemSplitter splitter = new(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        int number = 0;
        while (splitter.Next() is { } block)
        {
            foreach (ItemSpan item in block.Items)
            {
                number++;
                parser.Parse(item.Kind, block.Bytes(item).Span, At, assembler, () => $"long.json, item {number:N0} at byte {item.Offset:N0}");
            }
        }

        return assembler.Build(At, ["long.json"], isRecording: true);
    }

    /// <summary>Events, loose markets, series and books, some of them broken or told twice far apart.</summary>
    private static string Long()
    {
        StringBuilder page = new($"{{\"captured_at\":\"{Stamp}\",\"events\":[");
        for (int i = 0; i < Events; i++)
        {
            string grid = i % 3 == 0 ? "" : $"\"price_ranges\":[{{\"start\":\"0.0000\",\"end\":\"1.0000\",\"step\":\"0.0{i % 3}00\"}}]";
            string rules = $"\"rules_primary\":\"If {i} is above {i % 7}, {new string('x', 400)}\",\"rules_secondary\":\"\\u00fcber {i % 50}\"";
            string broken = i % 97 == 0 ? ",\"close_time\":\"soon\"" : "";
            string twice = i % 211 == 0 ? "M-0-1" : $"M-{i}-1";
            page.Append(i == 0 ? "" : ",").Append(Event($"E-{i}",
                Market($"M-{i}-0", $"{rules},{(grid.Length > 0 ? grid : "\"strike_type\":\"new\"")}{broken}", $"E-{i}"),
                Market(twice, rules, $"E-{i}"),
                Market(i % 89 == 0 ? "" : $"M-{i}-2", rules, i % 101 == 0 ? "E-0" : $"E-{i}")));
        }

        page.Append($"]}}\n{{\"markets\":[{string.Join(',', Enumerable.Range(0, 300).Select(static i => Market($"L-{i % 290}", parent: $"E-{i}")))}]}}");
        page.Append("\n{\"series\":[{\"ticker\":\"E\",\"fee_type\":\"quadratic\",\"fee_multiplier\":1}]}");
        page.Append("\n{\"orderbooks\":[{\"ticker\":\"M-1-0\",\"orderbook_fp\":{\"yes_dollars\":[[\"0.4000\",\"3.00\"]],\"no_dollars\":[]}}]}");
        return page.ToString();
    }

    private static IEnumerable<string> Told(VenueSnapshot snapshot) => snapshot.Events.SelectMany(static item => item.Markets.Select(
        market => $"{item.Ticker} {item.IsWhole} {market.Index} {market.Ticker} {market.RulesPrimary} {market.RulesSecondary} "
            + $"{market.TickGrid} {market.StrikeType} {market.CloseTime} {string.Join("; ", market.Defects)}"));
}
