using System.CommandLine;

namespace Dutchbook.Cli;

/// <summary>The options every command has.</summary>
internal sealed class GlobalOptions
{
    public Option<string?> Home { get; } = new("--home")
    {
        Description = "The folder with config.yaml, .env, database and logs (default: DUTCHBOOK_HOME, else the user's "
            + "application data folder).",
        HelpName = "folder",
        Recursive = true,
    };

    public Option<string> Format { get; } = Words(new Option<string>("--format")
    {
        Description = "How results are written.",
        DefaultValueFactory = _ => "table",
        Recursive = true,
    });

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Say more.", Recursive = true };

    public Option<bool> NoColor { get; } =
        new("--no-color") { Description = "Write without colours.", Recursive = true };

    public IEnumerable<Option> All => [Home, Format, Verbose, NoColor];

    private static Option<string> Words(Option<string> option) => option.AcceptOnlyFromAmong("table", "json");
}
