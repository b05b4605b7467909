using System.Net;

namespace Dutchbook.Enrichment;

/// <summary>The sources that are switched on, with the connections they share.</summary>
public sealed class SourceSet : IDisposable
{
    /// <summary>The rate and the yield by which a year's forward of an index lies above its spot; small beside the error bar.</summary>
    private const double InterestRate = 0.038;
    private const double DividendYield = 0.012;

    private readonly HttpClient _http;
    private readonly List<SourceReader> _readers = [];
    private readonly List<(string Name, Func<CancellationToken, Task<string>> Ask)> _probes = [];

    public SourceSet(SourceSettings settings, TimeProvider time, HttpMessageHandler? handler = null)
    {
        _http = new HttpClient(handler ?? new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = settings.TimeOut,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            // Every request has an end of its own.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        SourceManners manners = new() { TimeOut = settings.TimeOut };
        List<IEvidenceSource> sources = [];
        SourceAddresses at = settings.Addresses;

        SourceReader fredReader = Reader(
            "fred", at.FredCharts, manners with { Pace = TimeSpan.FromMilliseconds(500), Fresh = TimeSpan.FromMinutes(10) }, time);
        FredClient fred = new(fredReader, settings.FredApiKey, at.FredApi, at.FredCharts);
        if (settings.Fred)
        {
            _readers.Add(fredReader);
            sources.Add(new FredSource(fred));
            sources.Add(new NowcastSource(fred));
            sources.Add(new TargetRangeSource(fred, FomcCalendar.Published));
            DateOnly today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            _probes.Add(("fred", stop => ProbeAsync(fred, today.AddDays(-14), stop)));
        }

        SourceReader yahooReader = Reader("yahoo", at.YahooCharts, manners with
        {
            Pace = TimeSpan.FromMilliseconds(600),
            Fresh = TimeSpan.FromMinutes(5),
            Rest = TimeSpan.FromMinutes(15),
            Attempts = 1,
        }, time);
        YahooCharts charts = new(yahooReader, at.YahooCharts);
        if (settings.Yahoo || settings.FundsQuotes == FundsQuotes.Yahoo)
        {
            _readers.Add(yahooReader);
            _probes.Add(("yahoo", async stop => $"^GSPC of {(await charts.Read("^GSPC", "5d", stop)).At:yyyy-MM-dd HH:mm} UTC"));
        }

        if (settings.Yahoo)
        {
            sources.Add(new VolatilitySource(charts, InterestRate, DividendYield));
        }

        AddFunds(settings, time, manners, sources, fred, charts);
        AddPolymarket(settings, time, manners, sources);
        Sources = sources;
    }

    public IReadOnlyList<IEvidenceSource> Sources { get; }

    /// <summary>Another venue to watch for gaps; null where none is switched on.</summary>
    public ICrossVenue? CrossVenue { get; private set; }

    public IReadOnlyList<SourceHealth> Health => [.. _readers.Select(static reader => reader.Health)];

    /// <summary>Asks each source for something small, all at once.</summary>
    public async Task<IReadOnlyList<SourceProbe>> ProbeAsync(CancellationToken cancellation) =>
        await Task.WhenAll(_probes.Select(async probe =>
        {
            try
            {
                return new SourceProbe(probe.Name, await probe.Ask(cancellation), null);
            }
            catch (SourceException problem)
            {
                return new SourceProbe(probe.Name, "", problem.Failure);
            }
        }));

    public void Dispose() => _http.Dispose();

    /// <summary>Pace is a courtesy to others: a source on this machine needs none.</summary>
    private SourceReader Reader(string name, Uri address, SourceManners manners, TimeProvider time) =>
        new(name, _http, address.IsLoopback ? manners with { Pace = TimeSpan.Zero } : manners, time);

    private void AddFunds(
        SourceSettings settings, TimeProvider time, SourceManners manners, List<IEvidenceSource> sources, FredClient fred, YahooCharts charts)
    {
        if (settings.FundsQuotes == FundsQuotes.Cme)
        {
            SourceReader reader = Reader("cme", settings.Addresses.CmeSettlements, manners with
            {
                Pace = TimeSpan.FromSeconds(1),
                Fresh = TimeSpan.FromMinutes(30),
                Attempts = 1,
            }, time);
            _readers.Add(reader);
            CmeSettlements settlements = new(reader, settings.Addresses.CmeSettlements);
            sources.Add(new FedWatchSource(settlements, fred, FomcCalendar.Published));
            DateOnly today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            _probes.Add(("cme", async stop => $"settlements of {(await settlements.Read(today, stop)).At:yyyy-MM-dd}"));
        }
        else if (settings.FundsQuotes == FundsQuotes.Yahoo)
        {
            sources.Add(new FedWatchSource(new YahooFunds(charts), fred, FomcCalendar.Published));
        }
    }

    private void AddPolymarket(SourceSettings settings, TimeProvider time, SourceManners manners, List<IEvidenceSource> sources)
    {
        if (!settings.Polymarket)
        {
            return;
        }

        SourceReader reader = Reader("polymarket", settings.Addresses.Gamma, manners with { Fresh = TimeSpan.FromSeconds(5) }, time);
        _readers.Add(reader);
        PolymarketSource source = new(
            new GammaMarkets(reader, settings.Addresses.Gamma, settings.PolymarketPages), new ClobBooks(reader, settings.Addresses.Clob), settings.Matches, time);
        sources.Add(source);
        CrossVenue = source;
        GammaMarkets first = new(reader, settings.Addresses.Gamma, mostPages: 1);
        _probes.Add(("polymarket", async stop =>
        {
            int markets = (await first.OpenMarkets(stop)).Count;
            return first.Skipped is { Count: > 0 and var bad, First: var why }
                ? $"{markets} markets on the first page, {bad} left out: {why}"
                : $"{markets} markets on the first page";
        }
        ));
    }

    /// <exception cref="SourceException">Two weeks without a value, or no table.</exception>
    private static async Task<string> ProbeAsync(FredClient fred, DateOnly from, CancellationToken cancellation)
    {
        IReadOnlyList<FredObservation> read = await fred.Observations(TargetRangeSource.Series, from, cancellation);
        return read.LastOrDefault(static item => item.Value is not null) is { } newest
            ? FormattableString.Invariant($"{TargetRangeSource.Series} {newest.Value} of {newest.Day:yyyy-MM-dd}")
            : throw new SourceException("fred", FailureKind.Missing, $"{TargetRangeSource.Series} has no value since {from:yyyy-MM-dd}");
    }
}
