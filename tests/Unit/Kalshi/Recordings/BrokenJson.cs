using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;
using static Dutchbook.Unit.Kalshi.Recording;

namespace Dutchbook.Unit.Kalshi;

/// <summary>A broken line costs itself, whatever broke it and however long it is; a broken page costs what follows the break.</summary>
public sealed class BrokenJson
{
    private static readonly RecordingOptions Now = new() { At = At };

    public static TheoryData<string, string, int> BrokenLines => new()
    {
        { "cut in a field", Market("BAD")[..^60], 0 },
        { "cut in a string", """{"ticker":"BAD","event_ticker":"E-1","title":"Will""", 0 },
        { "cut in a list", """{"ticker":"BAD","event_ticker":"E-1","price_ranges":[{"start":"0.0000"},""", 1 },
        { "cut in a page", $$"""{"at":"{{Stamp}}","body":{"markets":[""", 1 },
        { "cut after its first letter", "{", 0 },
        { "one brace too many", Market("BAD", "\"x\":1").Insert(1, "{"), 0 },
        { "a comma too many", """{"ticker":"BAD",,"event_ticker":"E-1"}""", 0 },
        { "not JSON", "Fetching page 3 of 9 ...", 0 },
        { "a word JSON has not", """{"ticker":"BAD","event_ticker":"E-1","title":"x","floor_strike":NaN}""", 0 },
        { "a number JSON has not", """{"ticker":"BAD","event_ticker":"E-1","title":"x","floor_strike":+1}""", 0 },
        { "a control character", "{\"ticker\":\"BAD\",\"event_ticker\":\"E-1\",\"title\":\"a\u0001b\"}", 0 },
        { "a line end in a string", "{\"ticker\":\"BAD\",\"event_ticker\":\"E-1\",\"title\":\"a\nb\"}", 0 },
        { "longer than the read window", "{\"ticker\":\"BAD\",\"event_ticker\":\"E-1\",\"title\":\"" + new string('x', 3 << 20) + "\",}", 0 },
        { "longer than the window, cut", "{\"ticker\":\"BAD\",\"event_ticker\":\"E-1\",\"title\":\"" + new string('x', 3 << 20), 0 },
    };

    [Theory]
    [MemberData(nameof(BrokenLines))]
    public async Task A_broken_line_costs_itself(string what, string broken, int later)
    {
        Assert.NotEmpty(what);
        using Recording recording = new();
        recording.With("tape.jsonl", string.Join('\n', Market("A"), broken, Market("B"), Market("C"), ""));
        VenueSnapshot snapshot = await recording.ReadAsync(Now);
        Assert.Equal(["A", "B", "C"], snapshot.Markets.Select(static market => market.Ticker));
        SkippedItem skipped = Assert.Single(snapshot.Skipped);
        Assert.Equal("tape.jsonl", skipped.Item);
        Assert.Contains($"a broken line was stepped over; the break shows at line {2 + later}, byte", skipped.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(skipped.Reason, char.IsControl);
    }

    [Theory]
    [MemberData(nameof(BrokenLines))]
    public async Task A_broken_first_line_costs_itself(string what, string broken, int later)
    {
        Assert.NotEmpty(what);
        using Recording recording = new();
        recording.With("tape.jsonl", $"{broken}\n{Market("A")}\n{Market("B")}\n");
        VenueSnapshot snapshot = await recording.ReadAsync(Now);
        Assert.Equal(["A", "B"], snapshot.Markets.Select(static market => market.Ticker));
        Assert.Contains($"shows at line {1 + later}, byte", Assert.Single(snapshot.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_broken_line_is_counted_and_the_first_named()
    {
        using Recording recording = new();
        string[] lines = [.. Enumerable.Range(0, 3_000).Select(static i => i % 10 == 4 ? Market($"M{i}")[..^1] : Market($"M{i}"))];
        VenueSnapshot snapshot = await recording.With("tape.jsonl", string.Join("\r\n", lines)).ReadAsync(Now);
        Assert.Equal(2_700, snapshot.Markets.Count);
        Assert.Contains(
            "300 broken lines were stepped over; the first break shows at line 5,", Assert.Single(snapshot.Skipped).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tape.jsonl", false)]
    [InlineData("tape.jsonl.gz", true)]
    public async Task A_recording_cut_off_at_its_end_gives_what_stood_before(string name, bool packed)
    {
        using Recording recording = new();
        string text = string.Join('\n', Enumerable.Range(0, 5_000).Select(static i => Market($"M{i}")));
        byte[] bytes = packed ? Gzip(text) : System.Text.Encoding.UTF8.GetBytes(text);
        VenueSnapshot snapshot = await recording.With(name, bytes.AsSpan(0, bytes.Length * 2 / 3)).ReadAsync(Now);
        Assert.InRange(snapshot.Markets.Count, 2_000, 4_500);
        Assert.Contains("cut off", Assert.Single(snapshot.Skipped).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_page_cut_off_gives_the_items_before_the_break_and_its_place()
    {
        using Recording recording = new();
        string page = Page(Enumerable.Range(0, 20_000).Select(static i => Market($"M{i}")));
        VenueSnapshot snapshot = await recording.With("page.json", page[..(page.Length / 2)]).ReadAsync();
        Assert.InRange(snapshot.Markets.Count, 9_900, 10_100);
        string reason = Assert.Single(snapshot.Skipped).Reason;
        Assert.StartsWith("the JSON is broken or cut off at line 1, byte", reason, StringComparison.Ordinal);
        Assert.Contains("what stood before it was read", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_line_in_a_list_of_one_item_a_line_costs_itself()
    {
        using Recording recording = new();
        string page = $"{{\"markets\":[\n{Market("A")},\n{Market("BAD")[..^1]},\n{Market("B")},\n{Market("C")}\n],\"cursor\":\"\"}}\n";
        VenueSnapshot snapshot = await recording.With("page.json", page).ReadAsync(Now);
        Assert.Equal(["A", "B", "C"], snapshot.Markets.Select(static market => market.Ticker));
        Assert.Contains("a broken line was stepped over; the break shows at line 3", Assert.Single(snapshot.Skipped).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5_000)]
    [InlineData(1_500_000)]
    public async Task Deep_nesting_costs_nothing(int depth)
    {
        using Recording recording = new();
        string deep = $"\"custom_strike\":{{\"x\":{new string('[', depth)}{new string(']', depth)}}}";
        string wrapper = $"{{\"note\":{new string('[', depth)}{new string(']', depth)},\"markets\":[{Market("D")}]}}";
        recording.With("page.json", Page(Market("A"), Market("B", deep), Market("C")) + wrapper);
        VenueSnapshot snapshot = await recording.ReadAsync();
        Assert.Equal(["A", "B", "C", "D"], snapshot.Markets.Select(static market => market.Ticker));
        Assert.Empty(snapshot.Skipped);
    }

    [Fact]
    public async Task Whole_page_envelopes_bare_lists_and_documents_in_a_row_read_alike()
    {
        string list = $"[{Market("A")},{Market("B")}]";
        string[] forms =
        [
            list,
            $"{Market("A")}\n{Market("B")}\n",
            $"{Market("A")} {Market("B")}",
            $$"""{"captured_at":"{{Stamp}}","markets":{{list}}}""",
            "{\"note\":\"x\",\"pages\":[{\"payload\":{\"market\":" + Market("A") + "}},{\"body\":[" + Market("B") + "]}]}",
            "{\"queries\":{\"one\":{\"response\":{\"markets\":" + list + ",\"cursor\":\"x\"}}}}",
        ];
        foreach (string form in forms)
        {
            using Recording recording = new();
            VenueSnapshot snapshot = await recording.With("form.json", form).ReadAsync(Now);
            Assert.Equal(["A", "B"], snapshot.Markets.Select(static market => market.Ticker));
            Assert.Empty(snapshot.Skipped);
        }
    }
}
