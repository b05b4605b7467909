namespace Dutchbook.Cli;

/// <summary>What a key asks for beyond the screen itself.</summary>
internal enum ScreenWish
{
    None = 0,
    Quit,
    Halt,
}

/// <summary>What the terminal dashboard is set to.</summary>
internal sealed record ScreenState
{
    public ScreenSort Sort { get; init; }

    public string Filter { get; init; } = "";

    /// <summary>Letters go to the filter.</summary>
    public bool IsTyping { get; init; }

    /// <summary>The row that the arrows are on.</summary>
    public int Row { get; init; }

    /// <summary>The row is shown in full.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Whether trading shall halt is being asked.</summary>
    public bool IsAsking { get; init; }

    /// <summary>The last word to the reader.</summary>
    public string Message { get; init; } = "";

    /// <summary>One key. Nothing but y confirms a halt.</summary>
    /// <param name="key">What was pressed.</param>
    /// <param name="rows">How many there are.</param>
    public (ScreenState State, ScreenWish Wish) Press(ConsoleKeyInfo key, int rows)
    {
        if (IsAsking)
        {
            return key.KeyChar is 'y' or 'Y'
                ? (this with { IsAsking = false, Message = "" }, ScreenWish.Halt)
                : (this with { IsAsking = false, Message = "not halted" }, ScreenWish.None);
        }

        return IsTyping ? (Type(key), ScreenWish.None) : key switch
        {
            { KeyChar: 'q' or 'Q' } => (this, ScreenWish.Quit),
            { KeyChar: 'h' or 'H' } => (this with { IsAsking = true, Message = "" }, ScreenWish.None),
            { KeyChar: 's' or 'S' } => (this with { Sort = (ScreenSort)(((int)Sort + 1) % Enum.GetValues<ScreenSort>().Length), Row = 0 },
                ScreenWish.None),
            { KeyChar: 'f' or 'F' or '/' } => (this with { IsTyping = true, IsOpen = false, Row = 0 }, ScreenWish.None),
            { Key: ConsoleKey.UpArrow } => (this with { Row = Math.Max(0, Row - 1) }, ScreenWish.None),
            { Key: ConsoleKey.DownArrow } => (this with { Row = Math.Clamp(Row + 1, 0, Math.Max(0, rows - 1)) }, ScreenWish.None),
            { Key: ConsoleKey.Enter } => (this with { IsOpen = !IsOpen && rows > 0 }, ScreenWish.None),
            { Key: ConsoleKey.Escape } => (this with { IsOpen = false, Filter = IsOpen ? Filter : "", Message = "" }, ScreenWish.None),
            _ => (this, ScreenWish.None),
        };
    }

    private ScreenState Type(ConsoleKeyInfo key) => key switch
    {
        { Key: ConsoleKey.Enter } => this with { IsTyping = false },
        { Key: ConsoleKey.Escape } => this with { IsTyping = false, Filter = "" },
        { Key: ConsoleKey.Backspace } => this with { Filter = Filter.Length > 0 ? Filter[..^1] : "" },
        _ => char.IsControl(key.KeyChar) || Filter.Length >= 30 ? this : this with { Filter = Filter + key.KeyChar, Row = 0 },
    };
}
