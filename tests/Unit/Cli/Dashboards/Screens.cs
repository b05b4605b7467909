using System.Text.Json;
using Dutchbook.Cli;
using Spectre.Console;
using Xunit;

namespace Dutchbook.Unit.Cli;

/// <summary>The terminal dashboard without a terminal: keys, and what is drawn.</summary>
public sealed class Screens
{
    private const string State = """
        {"live": LIVE, "host": "h", "at": "2026-03-01T12:00:00Z", "mode": {"mode": "MODE", "reason": "why"},
         "layers": [{"name": "detect", "health": "Degraded", "text": "TEXT"}], "desk": null}
        """;

    private const string Item = """
        {"id": "ID234567890", "grade": "A", "edge": "EDGE", "cost": "100.00", "fees": "1.00", "minPayout": "110.00", "confidence": "CONF",
         "title": "TITLE", "firstSeen": "SEEN", "above": true, "explanation": ["Because."], "caveats": [], "notTraded": "too small",
         "legs": [{"side": "yes", "ticker": "KX-1", "quantity": "3.00", "cost": "1.00", "fee": "0.01"}]}
        """;

    [Fact]
    public void Nothing_but_y_confirms_a_halt()
    {
        (ScreenState asking, ScreenWish wish) = new ScreenState().Press(Key('h'), 0);
        Assert.True(asking.IsAsking);
        Assert.Equal(ScreenWish.None, wish);
        Assert.Equal(ScreenWish.Halt, asking.Press(Key('y'), 0).Wish);
        foreach (ConsoleKeyInfo key in new[] { Key('n'), Key('h'), Key('q'), Key('\r', ConsoleKey.Enter), Key('\u001b', ConsoleKey.Escape) })
        {
            (ScreenState after, ScreenWish then) = asking.Press(key, 0);
            Assert.Equal(ScreenWish.None, then);
            Assert.False(after.IsAsking);
        }
    }

    [Fact]
    public void While_a_filter_is_typed_letters_are_letters()
    {
        ScreenState state = new();
        foreach (char letter in "fhq")
        {
            (state, ScreenWish wish) = state.Press(Key(letter), 3);
            Assert.Equal(ScreenWish.None, wish);
        }

        Assert.Equal("hq", state.Filter);
        (state, _) = state.Press(Key('\b', ConsoleKey.Backspace), 3);
        (state, _) = state.Press(Key('\r', ConsoleKey.Enter), 3);
        Assert.Equal("h", state.Filter);
        Assert.Equal(ScreenWish.Quit, state.Press(Key('q'), 3).Wish);
    }

    [Fact]
    public void The_arrows_stay_among_the_rows()
    {
        ScreenState state = new();
        for (int i = 0; i < 5; i++)
        {
            (state, _) = state.Press(Key('\0', ConsoleKey.DownArrow), 3);
        }

        Assert.Equal(2, state.Row);
        for (int i = 0; i < 5; i++)
        {
            (state, _) = state.Press(Key('\0', ConsoleKey.UpArrow), 3);
        }

        Assert.Equal(0, state.Row);
        Assert.False(state.Press(Key('\r', ConsoleKey.Enter), 0).State.IsOpen);
    }

    [Fact]
    public void Sorting_and_filtering_do_what_they_say()
    {
        ScreenContent content = Content("false", "Active", "", Opportunity("a", "1.00", "0.90", "one", "2026-03-01T11:00:00Z"),
            Opportunity("b", "10.00", "0.80", "two", "2026-03-01T10:00:00Z"), Opportunity("c", "9.00", "0.99", "three", "2026-03-01T11:30:00Z"));
        Assert.Equal("abc", Order(content, new ScreenState()));
        Assert.Equal("bca", Order(content, new ScreenState { Sort = ScreenSort.Edge }));
        Assert.Equal("cab", Order(content, new ScreenState { Sort = ScreenSort.Confidence }));
        Assert.Equal("cab", Order(content, new ScreenState { Sort = ScreenSort.Newest }));
        Assert.Equal("b", Order(content, new ScreenState { Filter = "TWO" }));
        Assert.Equal("abc", Order(content, new ScreenState { Filter = "kx-1" }));
    }

    [Theory]
    [InlineData("false", "Active", "DRY RUN  trading")]
    [InlineData("true", "Active", "LIVE  trading")]
    [InlineData("true", "Halted", "LIVE  HALTED: why")]
    public void The_mode_is_in_words(string live, string mode, string words) =>
        Assert.Contains(words, Draw(Content(live, mode, "", Opportunity("a", "1.00", "0.9", "one", "")), new ScreenState()), StringComparison.Ordinal);

    [Fact]
    public void Text_from_outside_is_never_markup_and_never_too_wide()
    {
        string hostile = "[red]\\u001b[31m" + new string('x', 300) + "[/]";
        ScreenContent content = Content("false", "Active", hostile, Opportunity("a", "1.00", "0.9", hostile, "2026-03-01T11:59:50Z"));
        foreach (ScreenState state in new[] { new ScreenState(), new ScreenState { IsOpen = true } })
        {
            string drawn = Draw(content, state);
            Assert.Contains("[red]", drawn, StringComparison.Ordinal);
            Assert.DoesNotContain('\u001b', drawn);
            Assert.All(drawn.Split('\n'), static line => Assert.InRange(line.TrimEnd().Length, 0, 80));
        }

        Assert.Contains("not traded: too small", Draw(content, new ScreenState { IsOpen = true }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("199.86964", "199.86")]
    [InlineData("-2.6578", "-2.66")]
    [InlineData("", "?")]
    public void Figures_are_never_flattered(string exact, string shown) => Assert.Equal(shown, ScreenView.Cents(exact));

    [Fact]
    public void A_stage_of_the_funnel_is_a_sentence()
    {
        JsonElement stage = JsonElement.Parse("""
            {"stage": "guarantees priced", "in": 15489, "out": 7169, "reasons": {"no ask": 5754, "no bid": 2558, "fee is unknown": 8}}
            """);
        Assert.Equal("guarantees priced: 7,169 of 15,489; of the others most: no ask (5,754), no bid (2,558).", RunningView.Sentence(stage));
    }

    private static string Order(ScreenContent content, ScreenState state) =>
        string.Concat(content.Shown(state).Select(static item => item.GetProperty("id").GetString()![0]));

    private static ScreenContent Content(string live, string mode, string text, params JsonElement[] opportunities) => new(
        JsonElement.Parse(State.Replace("LIVE", live, StringComparison.Ordinal).Replace("MODE", mode, StringComparison.Ordinal)
            .Replace("TEXT", text, StringComparison.Ordinal)),
        opportunities,
        []);

    private static JsonElement Opportunity(string id, string edge, string confidence, string title, string seen) =>
        JsonElement.Parse(Item.Replace("ID", id, StringComparison.Ordinal).Replace("EDGE", edge, StringComparison.Ordinal)
            .Replace("CONF", confidence, StringComparison.Ordinal).Replace("TITLE", title, StringComparison.Ordinal)
            .Replace("SEEN", seen, StringComparison.Ordinal));

    private static string Draw(ScreenContent content, ScreenState state)
    {
        using StringWriter writer = new();
        IAnsiConsole console = CommandOutput.CreateConsole(writer, terminal: false, color: false, width: 80);
        console.Write(new ScreenView(content, state, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)).Render(forKeys: true));
        return writer.ToString();
    }

    private static ConsoleKeyInfo Key(char letter, ConsoleKey key = ConsoleKey.NoName) => new(letter, key, false, false, false);
}
