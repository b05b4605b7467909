using System.CommandLine;
using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;

namespace Dutchbook.Cli;

/// <summary>Where a scan reads: a source for the pass, and books for the second look where there is a venue to ask.</summary>
internal sealed class VenueConnection(IVenueSource source, IBookSource? books, params IReadOnlyList<IDisposable> owned)
    : IDisposable
{
    /// <summary>The file that the raw pages are kept in; null where none are.</summary>
    public string? Pages { get; private init; }

    public IVenueSource Source { get; } = source;

    /// <summary>Books and states of a trade's markets; null for a recording.</summary>
    public IMarketReader? Markets { get; init; }

    /// <summary>The client behind it, which also trades when a key is configured; null for a recording.</summary>
    public KalshiRestClient? Client { get; init; }

    /// <summary>Null for a recording: it allows no second look.</summary>
    public IBookSource? Books { get; } = books;

    /// <summary>What may be asked of it; null for a recording.</summary>
    public IVenuePace? Pace { get; init; }

    /// <summary>Opens its stream on what is known of the markets; null where there is none to be had, for want of a key.</summary>
    public Func<LiveMarkets, ILiveTap?, LiveFeed>? OpenStream { get; init; }

    /// <summary>Lets somebody hear each page of a pass; null where there are none to hear.</summary>
    public Action<ILiveTap>? Listen { get; init; }

    /// <exception cref="CommandFailure">An option does not say what it must.</exception>
    public static VenueConnection Recorded(string[] files, ScanArguments inputs, ParseResult arguments)
    {
        FeeTerms? fee = null;
        if (arguments.GetValue(inputs.AssumeFee) is { } text && !FeeAssumption.TryParse(text, out fee))
        {
            throw new CommandFailure(ExitCode.Usage, $"--assume-fee {text} is not a fee. Write it like quadratic:1 or "
                + "quadratic_with_maker_fees:0.5.");
        }

        return new VenueConnection(
            new RecordedVenueSource(files, new RecordingOptions
            {
                Era = arguments.GetValue(inputs.Era) == "cents" ? Era.Cents : Era.Current,
                At = inputs.ReadAt(arguments),
                AssumedFee = fee,
            }),
            books: null);
    }

    /// <exception cref="CommandFailure">The key cannot be used, or the folder not be written.</exception>
    public static VenueConnection Live(KalshiOptions options, TimeProvider clock, string? saveFolder)
    {
        try
        {
            KalshiRestClient client = new(Place(options), clock, Random.Shared);
            PageSaver? saver = saveFolder is null ? null : PageSaver.Create(saveFolder, clock.GetUtcNow());
            LiveVenueSource source = new(client, options.Endpoint.Host, clock, saver);
            return new VenueConnection(source, source, saver is null ? [client] : [client, saver])
            {
                Pages = saver?.Path,
                Markets = new KalshiMarketReader(client, clock),
                Client = client,
                Pace = source,
                Listen = tap => source.Tap = tap,
                OpenStream = options.HasKey
                    ? (markets, tap) => new LiveFeed(Place(options), markets, new FeedOptions(), clock, Random.Shared, tap: tap)
                    : null,
            };
        }
        catch (KalshiException problem)
        {
            throw new CommandFailure(ExitCode.Usage, problem.Message);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed, $"--save {saveFolder}: {problem.Message}");
        }
    }

    /// <summary>The configured exchange and key in the words of the client.</summary>
    public static Dutchbook.Kalshi.KalshiOptions Place(KalshiOptions options) => new(options.Endpoint)
    {
        KeyId = options.KeyId,
        PrivateKeyPath = options.PrivateKeyPath,
        Subaccount = options.Subaccount,
    };

    public void Dispose()
    {
        foreach (IDisposable item in owned)
        {
            item.Dispose();
        }
    }
}
