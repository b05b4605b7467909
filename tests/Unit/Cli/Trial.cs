using System.CommandLine;
using Dutchbook.Cli;
using Dutchbook.Enrichment;
using Microsoft.Extensions.Time.Testing;

namespace Dutchbook.Unit.Cli;

/// <summary>
/// A home folder of its own with everything a command is given, and the command line run in this process.
/// </summary>
internal sealed class Trial : IDisposable
{
    private readonly SharedText output = new();
    private readonly SharedText errors = new();

    public string Folder { get; } = Directory.CreateTempSubdirectory("dutchbook-trial-").FullName;

    public Dictionary<string, string> Environment { get; } = [];

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    /// <summary>The time that commands have where it is not the clock's, such as the real one over real connections.</summary>
    public TimeProvider? Time { get; set; }

    public FakeExchange Exchange { get; } = new();

    /// <summary>Where `scan` and `demo` connect to, when it is not what the configuration says.</summary>
    public Func<KalshiOptions, TimeProvider, string?, VenueConnection>? ConnectVenue { get; set; }

    /// <summary>Opens the outside sources, when they are not those of the internet.</summary>
    public Func<SourceSettings, TimeProvider, SourceSet>? OpenSources { get; set; }

    /// <summary>Lines that a person at a terminal types; null where nobody is there to ask.</summary>
    public string[]? Answers { get; set; }

    public HomeFolder Home => HomeFolder.Find(Folder, null, "");

    public string Output => output.ToString();

    public string Errors => errors.ToString();

    public Trial Config(string yaml) => Write("config.yaml", yaml);

    public Trial DotEnv(string text) => Write(".env", text);

    public Trial Variable(string name, string value)
    {
        Environment[name] = value;
        return this;
    }

    public Trial Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(Folder, name), text);
        return this;
    }

    public LoadedConfiguration Load(params FlagValue[] flags) => new ConfigurationLoader(Home, Environment).Load(flags);

    public Task<int> Run(params string[] arguments) => Run(CancellationToken.None, arguments);

    public Task<int> Run(CancellationToken interrupt, params string[] arguments)
    {
        Environment.TryAdd(HomeFolder.Variable, Folder);
        Composition composition = CompositionRoot.Create() with { Exchange = Exchange, Account = static _ => new NoAccount() };
        if (ConnectVenue is not null)
        {
            composition = composition with { ConnectVenue = ConnectVenue };
        }

        if (OpenSources is not null)
        {
            composition = composition with { OpenSources = OpenSources };
        }

        return CommandLine.Run(arguments, Host, composition, interrupt);
    }

    public CommandHost Host => new()
    {
        Out = output,
        Error = errors,
        Environment = Environment,
        ApplicationData = "",
        Clock = Time ?? Clock,
        In = Answers is null ? TextReader.Null : new StringReader(string.Join('\n', Answers)),
        OutIsTerminal = Answers is not null,
        ErrorIsTerminal = Answers is not null,
    };

    /// <summary>A scope as a command opens it.</summary>
    public CommandScope Open(params string[] arguments)
    {
        GlobalOptions globals = new();
        RootCommand root = new();
        foreach (Option option in globals.All)
        {
            root.Options.Add(option);
        }

        return CommandScope.Open(Host, globals, root.Parse(["--home", Folder, .. arguments]));
    }

    public void Dispose()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}

/// <summary>An exchange that says what the test wants, and counts how often it is asked.</summary>
internal sealed class FakeExchange : IExchangeProbe
{
    public ExchangeAnswer? Answer { get; set; } =
        new(200, new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero), true);

    public int Asked { get; private set; }

    public Uri? Endpoint { get; private set; }

    public Action Before { get; set; } = static () => { };

    public Task<ExchangeAnswer> Ask(Uri endpoint, CancellationToken cancellation)
    {
        Before();
        cancellation.ThrowIfCancellationRequested();
        Asked++;
        Endpoint = endpoint;
        return Answer is null ? throw new HttpRequestException("no route to host") : Task.FromResult(Answer);
    }
}

/// <summary>An account that nobody must ask: a test would reach the network otherwise.</summary>
internal sealed class NoAccount : IAccountProbe
{
    public Task<Dutchbook.Kalshi.ApiKeys> ReadKeys(KalshiOptions options, CancellationToken cancellation) =>
        throw new Dutchbook.Kalshi.KalshiException(Dutchbook.Kalshi.KalshiErrorKind.Network, "no network in a trial");

    public Task<string?> OpenStream(KalshiOptions options, CancellationToken cancellation) =>
        Task.FromResult<string?>("no network in a trial");
}
