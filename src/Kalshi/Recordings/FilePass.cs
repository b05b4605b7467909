using System.Threading.Channels;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>Reads one file after the other: one thread finds the items while another parses them.</summary>
internal sealed class FilePass(RecordingOptions options, SnapshotAssembler assembler, IProgress<ReadProgress>? progress)
{
    private const int BlocksInFlight = 4;

    private readonly ItemParser _parser = new(options.Era);
    private readonly List<WaitingBook> _waiting = [];

    public DateTimeOffset? Earliest { get; private set; }

    public DateTimeOffset? Latest { get; private set; }

    /// <summary>What the file gave.</summary>
    /// <exception cref="UnreadableSourceException">The file is no recording.</exception>
    public async Task<FileResult> ReadAsync(string path, CancellationToken cancellation)
    {
        using RecordedFile file = RecordedFile.Open(path);
        string name = Path.GetFileName(path);
        ItemSplitter splitter = new(file.Json);
        Channel<Portion> portions = Channel.CreateBounded<Portion>(
            new BoundedChannelOptions(BlocksInFlight) { SingleReader = true, SingleWriter = true });
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task splitting = Task.Run(() => SplitAsync(splitter, file, portions.Writer, stop.Token), CancellationToken.None);
        int count = 0;
        try
        {
            await foreach (Portion portion in portions.Reader.ReadAllAsync(cancellation))
            {
                using ItemBlock block = portion.Block;
                foreach (ItemSpan item in block.Items)
                {
                    count++;
                    Parse(item, block.Bytes(item), name, count);
                }

                progress?.Report(new ReadProgress(name, portion.Position, file.Length, assembler.MarketCount));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await splitting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        progress?.Report(new ReadProgress(name, file.Length ?? splitter.BytesRead, file.Length, assembler.MarketCount));
        GiveTime(splitter.Times);
        return new FileResult(count, Trouble(splitter, file, path, count));
    }

    /// <summary>Parses the books that stood before any time was stated.</summary>
    public void ReadWaitingBooks(DateTimeOffset at)
    {
        foreach (WaitingBook book in _waiting)
        {
            _parser.Parse(ItemKind.Book, book.Bytes, book.At ?? at, assembler, () => book.Place, book.Owner);
        }
    }

    private void Parse(ItemSpan item, ReadOnlyMemory<byte> bytes, string name, int number)
    {
        if (item.Kind == ItemKind.Book && (options.At ?? item.At) is null)
        {
            _waiting.Add(new WaitingBook(bytes.ToArray(), Place(item, name, number), item.Owner, At: null));
            return;
        }

        _parser.Parse(item.Kind, bytes.Span, options.At ?? item.At, assembler, () => Place(item, name, number), item.Owner);
    }

    private static string Place(ItemSpan item, string name, int number) => $"{name}, item {number:N0} at byte {item.Offset:N0}";

    /// <summary>A time stated behind the books of its file is theirs all the same.</summary>
    private void GiveTime(TimeKeys times)
    {
        for (int i = 0; i < _waiting.Count; i++)
        {
            _waiting[i] = _waiting[i] with { At = _waiting[i].At ?? times.Latest };
        }

        Earliest = times.Earliest < (Earliest ?? DateTimeOffset.MaxValue) ? times.Earliest : Earliest;
        Latest = times.Latest > (Latest ?? DateTimeOffset.MinValue) ? times.Latest : Latest;
    }

    private static async Task SplitAsync(ItemSplitter splitter, RecordedFile file, ChannelWriter<Portion> portions, CancellationToken stop)
    {
        try
        {
            while (splitter.Next(stop) is { } block)
            {
                await portions.WriteAsync(new Portion(block, file.Position ?? splitter.BytesRead), stop);
            }

            portions.Complete();
        }
        catch (Exception problem)
        {
            portions.Complete(problem);
        }
    }

    private static string? Trouble(ItemSplitter splitter, RecordedFile file, string path, int items) => splitter switch
    {
        { Damage: not null } when items == 0 && !file.BeginsLikeJson =>
            $"{path} is not JSON: it begins with '{Shown.Text(file.Head.Span)}'.",
        { Damage: { } damage } => $"{path}: {damage}.",
        { HasContent: false } => $"{path} holds no JSON.",
        _ when items == 0 => $"{path} holds no event, market, series or order book: is it a page of another endpoint?",
        _ => null,
    };

    /// <summary>Items with how far into the file they reach.</summary>
    private readonly record struct Portion(ItemBlock Block, long Position);

    private sealed record WaitingBook(byte[] Bytes, string Place, string? Owner, DateTimeOffset? At);
}

/// <summary>How many items a file had, and what was wrong with it; null when nothing was.</summary>
internal readonly record struct FileResult(int Items, string? Trouble);
