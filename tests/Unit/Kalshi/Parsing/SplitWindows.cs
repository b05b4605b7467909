using System.Text;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Where a buffer happens to end must not decide what is found.</summary>
public sealed class SplitWindows
{
    private const string Page = """
        {"captured_at":"2026-08-01T00:00:00Z","events":[
        {"event_ticker":"A-1","series_ticker":"A","title":"é \" }","markets":[{"ticker":"A-1-X","event_ticker":"A-1"}]},
        {"can_close_early":true,"event_ticker":"B-1","ticker":"B-1-X"},
        {"fee_type":"quadratic","ticker":"A"}],"cursor":""}
        {"ticker":"A-1-X","orderbook_fp":{"yes_dollars":[],"no_dollars":[]}}
        """;

    [Fact]
    public void Every_window_finds_the_same_items()
    {
        List<string> whole = Items(1 << 20);
        Assert.Equal(["Event", "Market", "Series", "Book"], whole.Select(static item => item[..item.IndexOf(' ', StringComparison.Ordinal)]));
        for (int window = 16; window < 700; window++)
        {
            Assert.Equal(whole, Items(window));
        }
    }

    private static List<string> Items(int window)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(Page));
        ItemSplitter splitter = new(stream, window);
        List<string> found = [];
        while (splitter.Next() is { } block)
        {
            using (block)
            {
                found.AddRange(block.Items.Select(item =>
                    $"{item.Kind} {item.Offset} {Encoding.UTF8.GetString(block.Bytes(item).Span)}"));
            }
        }

        Assert.Null(splitter.Damage);
        return found;
    }
}
