using System.CommandLine;

namespace Dutchbook.Cli;

/// <summary>Which rows of a list of what binds markets are wanted, and how many.</summary>
internal sealed class ListOptions
{
    private readonly Option<string?> ticker;

    private readonly Option<int> top = new Option<int>("--top")
    {
        Description = "How many rows to show; JSON always has all.",
        DefaultValueFactory = static _ => 50,
        HelpName = "count",
    }.AtLeast(1);

    /// <param name="only">What `--ticker` leaves, in words.</param>
    public ListOptions(string only) => ticker = new("--ticker") { Description = only, HelpName = "text" };

    public void AddTo(Command list)
    {
        list.Options.Add(ticker);
        list.Options.Add(top);
    }

    /// <summary>Part of a ticker, in whichever case; null for all.</summary>
    public string? Ticker(ParseResult arguments) => arguments.GetValue(ticker);

    public int Top(ParseResult arguments) => arguments.GetValue(top);
}
