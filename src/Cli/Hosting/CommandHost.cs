namespace Dutchbook.Cli;

/// <summary>What a process gives a command: streams, environment, clock. Tests give it their own.</summary>
internal sealed record CommandHost
{
    /// <summary>Results.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Logs, progress and complaints.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>What a person answers.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The platform's folder for application data; empty where the user has none.</summary>
    public required string ApplicationData { get; init; }

    public required TimeProvider Clock { get; init; }

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    public int Width { get; init; } = CommandOutput.WidestTable;

    /// <summary>Whose shell it is, as far as his environment says; empty where it does not.</summary>
    public string User => (Environment.GetValueOrDefault("USER") ?? Environment.GetValueOrDefault("USERNAME") ?? "").Trim();

    /// <summary>The host of this process.</summary>
    public static CommandHost OfProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        In = Console.In,
        Environment = ConfigurationLoader.ProcessEnvironment(),
        ApplicationData = System.Environment.GetFolderPath(
            System.Environment.SpecialFolder.LocalApplicationData, System.Environment.SpecialFolderOption.DoNotVerify),
        Clock = TimeProvider.System,
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected ? CommandOutput.WidestTable : Console.WindowWidth,
    };
}
