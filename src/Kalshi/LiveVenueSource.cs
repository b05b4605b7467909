using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// A full pass over the live venue: all series for their fees and sources, all open events with their nested markets (closed and
/// settled members included, which makes an event whole), and the combos, which are listed only as markets. Keeps the raw pages
/// when asked to. Also the books for a second look.
/// </summary>
public sealed class LiveVenueSource(KalshiRestClient client, string host, TimeProvider time, PageSaver? saver = null, ILiveTap? tap = null)
    : IVenueSource, IBookSource, IVenuePace
{
    private const int StatusAttempts = 3;
    private readonly PageReader _pages = new();

    /// <summary>Hears each page; null for nobody.</summary>
    public ILiveTap? Tap { get; set; } = tap;

    /// <inheritdoc/>
    public int RequestsPerMinute => Math.Max(1, client.Rate.PerSecond * 60 / TokenRate.DefaultCost);

    /// <inheritdoc/>
    public long Requests => client.Counters.Requests;

    /// <exception cref="VenueUnavailableException">The venue answered nothing usable.</exception>
    public async Task<VenueSnapshot> ReadAsync(IProgress<ReadProgress>? progress, CancellationToken cancellation)
    {
        Tap?.PassBegan(time.GetUtcNow());
        SnapshotAssembler assembler = new();
        Pass pass = new(assembler, progress, host);
        try
        {
            Take(await client.GetSeriesList(cancellation), pass);
            await foreach (RawPage page in client.GetEvents("open", cancellation))
            {
                Take(page, pass);
            }

            await foreach (RawPage page in client.GetCombos("open", cancellation))
            {
                Take(page, pass);
            }
        }
        catch (KalshiException problem) when (assembler.MarketCount == 0)
        {
            throw new VenueUnavailableException($"{host}: {problem.Message}", problem);
        }
        catch (KalshiException problem)
        {
            // What was read stands, and the reader is told that it is not everything.
            assembler.SkipSource($"the rest of {host}", problem.Message);
        }

        TradingHalt? halt = await ReadHaltAsync(cancellation);
        if (halt is not null)
        {
            assembler.SkipSource($"trading on {host}", halt.Reason);
        }

        return assembler.MarketCount > 0
            ? assembler.Build(time.GetUtcNow(), [host], isRecording: false, halt: halt)
            : throw new VenueUnavailableException($"{host} lists no market. Is it the right environment?");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, OrderBook>> ReadBooksAsync(
        IReadOnlyCollection<string> tickers, CancellationToken cancellation)
    {
        RawPage page;
        try
        {
            page = await client.GetOrderbooks([.. tickers], cancellation);
        }
        catch (KalshiException problem)
        {
            throw new VenueUnavailableException(problem.Message, problem);
        }

        SnapshotAssembler assembler = new();
        Take(page, new Pass(assembler, Progress: null, host, IsWhole: false));
        return assembler.Build(page.ReceivedAt, [host], isRecording: false).Books;
    }

    /// <summary>Asked after the pass, when it matters; an exchange that does not say counts as halted.</summary>
    private async Task<TradingHalt?> ReadHaltAsync(CancellationToken cancellation)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return Halt(await client.Exchange.GetStatus(cancellation));
            }
            catch (KalshiException) when (attempt < StatusAttempts)
            {
                // Nothing of the pass may be traded without it, so one lost answer is not the end of it.
            }
            catch (KalshiException problem)
            {
                return new TradingHalt($"whether the exchange trades is not known: {problem.Message}");
            }
        }
    }

    private static TradingHalt? Halt(ExchangeStatus status)
    {
        int[] shards = [.. status.Shards.Where(static shard => !shard.IsActive || !shard.IsTrading).Select(static shard => shard.Index)];
        string until = status.ResumesAt is { } resumes ? $"; it expects to resume at {resumes.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "";
        return !status.IsActive || !status.IsTrading ? new TradingHalt($"the exchange has halted trading{until}")
            : shards.Length > 0 ? new TradingHalt($"the exchange has halted trading on its parts {string.Join(", ", shards)}{until}", shards)
            : null;
    }

    private void Take(RawPage page, Pass pass)
    {
        saver?.Save(page.Path, page.ReceivedAt, page.Body.Span);
        if (pass.IsWhole)
        {
            Tap?.Page(page.Path, page.ReceivedAt, page.Body.Span);
        }

        _pages.Take(page, pass.Assembler);
        pass.Bytes += page.Body.Length;
        pass.Progress?.Report(new ReadProgress(pass.Host, pass.Bytes, null, pass.Assembler.MarketCount));
    }

    /// <param name="IsWhole">Of the whole venue; a second look at some books is not on a tape.</param>
    private sealed record Pass(SnapshotAssembler Assembler, IProgress<ReadProgress>? Progress, string Host, bool IsWhole = true)
    {
        public long Bytes { get; set; }
    }
}
