using System.Threading.Channels;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// Recorded API responses as a source: one thread finds the items while another parses them. A recording is judged at its own
/// time; one that states none is refused, because a price without its time is no price.
/// </summary>
public sealed class RecordedVenueSource(IReadOnlyList<string> files, RecordingOptions options) : IVenueSource
{
    private const int BlocksInFlight = 4;

    public async Task<VenueSnapshot> ReadAsync(IProgress<ReadProgress>? progress, CancellationToken cancellation)
    {
        SnapshotAssembler assembler = new();
        ItemParser parser = new(options.Era);
        DateTimeOffset? stated = null;
        List<string> troubles = [];
        int items = 0;
        foreach (string file in files)
        {
            int before = items;
            (int found, DateTimeOffset? time, string? trouble) = await ReadFileAsync(file, parser, assembler, progress, cancellation);
            items = before + found;
            stated = Later(stated, time);
            if (found == 0)
            {
                troubles.Add(trouble ?? $"{file} holds no event, market, series or order book: is it a page of another endpoint?");
                assembler.Skip(Path.GetFileName(file), troubles[^1]);
            }
            else if (trouble is not null)
            {
                assembler.Skip(Path.GetFileName(file), trouble);
            }
        }

        if (items == 0)
        {
            throw new UnreadableSourceException(string.Join(Environment.NewLine, troubles));
        }

        VenueSnapshot snapshot = assembler.Build(
            options.At ?? stated ?? default, [.. files.Select(static file => Path.GetFileName(file))], isRecording: true, options.AssumedFee);
        RefuseWrongEra(snapshot);
        if (options.At is null && stated is null)
        {
            throw new UnreadableSourceException(
                "The recording does not say when it was made. Say it with --at, such as --at 2025-08-14T16:00:00Z.");
        }

        Assumptions.Note(assembler, snapshot, options);
        return snapshot;
    }

    private async Task<(int Items, DateTimeOffset? Time, string? Trouble)> ReadFileAsync(
        string path, ItemParser parser, SnapshotAssembler assembler, IProgress<ReadProgress>? progress, CancellationToken cancellation)
    {
        (Stream json, FileStream file) = RecordedFile.Open(path);
        await using Stream stream = json;
        string name = Path.GetFileName(path);
        ItemSplitter splitter = new(stream, name);
        Channel<ItemBlock> blocks = Channel.CreateBounded<ItemBlock>(
            new BoundedChannelOptions(BlocksInFlight) { SingleReader = true, SingleWriter = true });
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task splitting = Task.Run(() => SplitAsync(splitter, blocks.Writer, stop.Token), CancellationToken.None);
        int count = 0;
        try
        {
            await foreach (ItemBlock block in blocks.Reader.ReadAllAsync(cancellation))
            {
                using (block)
                {
                    foreach (ItemSpan item in block.Items)
                    {
                        count++;
                        parser.Parse(item.Kind, block.Bytes(item).Span, options.At ?? block.StatedTime ?? default, assembler,
                            () => $"{name}, item {count} at byte {item.Offset:N0}");
                    }
                }

                progress?.Report(new ReadProgress(name, SafePosition(file), file.Length, assembler.MarketCount));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await splitting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await splitting;
        return (count, splitter.StatedTime, Trouble(splitter, path));
    }

    private static async Task SplitAsync(ItemSplitter splitter, ChannelWriter<ItemBlock> blocks, CancellationToken stop)
    {
        try
        {
            while (splitter.Next() is { } block)
            {
                await blocks.WriteAsync(block, stop);
            }

            blocks.Complete();
        }
        catch (Exception problem)
        {
            blocks.Complete(problem);
        }
    }

    private static string? Trouble(ItemSplitter splitter, string path) => splitter switch
    {
        { Damage: { } damage } => damage,
        { Broken: > 0 } => $"{path}: {splitter.Broken} broken line(s) were stepped over, the first at {splitter.FirstBroken}",
        { HasContent: false } => $"{path} holds no JSON.",
        _ => null,
    };

    /// <summary>Wrong era for everything is bad usage, not a hundred thousand defects.</summary>
    private void RefuseWrongEra(VenueSnapshot snapshot)
    {
        if (options.Era == Era.Current && snapshot.Markets.Count > 0
            && snapshot.Markets.All(static market => market.Defects.Any(static defect => defect.Problem.Contains("--era cents", StringComparison.Ordinal))))
        {
            throw new UnreadableSourceException(
                "Every market of the recording has the integer-cent prices of before March 2026. Read it with --era cents.");
        }

        if (options.Era == Era.Cents && snapshot.Markets.Count > 0
            && snapshot.Markets.All(static market => market.Defects.Any(static defect => defect.Field is "yes_bid" && defect.Problem == "absent")))
        {
            throw new UnreadableSourceException(
                "No market of the recording has integer-cent prices: it is of today's era. Read it without --era cents.");
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null || right > left ? right ?? left : left;

    private static long SafePosition(FileStream file) => file.CanRead ? file.Position : 0;
}
