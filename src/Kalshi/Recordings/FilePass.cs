using System.Collections.Concurrent;
using System.Threading.Channels;
using Dutchbook.Domain;
using Dutchbook.Ingestion;

namespace Dutchbook.Kalshi;

/// <summary>
/// Reads one file after the other: one thread finds the items, all others parse them, and what they found is joined in the order
/// of the file.
/// </summary>
internal sealed class FilePass(RecordingOptions options, SnapshotAssembler assembler, IProgress<ReadProgress>? progress)
{
    private const int PortionsInFlight = 4;

    private readonly ConcurrentBag<ItemParser> _parsers = [];
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
        Channel<Task<Portion>> portions = Channel.CreateBounded<Task<Portion>>(
            new BoundedChannelOptions(PortionsInFlight) { SingleReader = true, SingleWriter = true });
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task splitting = Task.Run(() => SplitAsync(splitter, file, name, portions.Writer, stop.Token), CancellationToken.None);
        int count = 0;
        try
        {
            await foreach (Task<Portion> parsing in portions.Reader.ReadAllAsync(cancellation))
            {
                Portion portion = await parsing;
                portion.Found.MoveTo(assembler);
                _waiting.AddRange(portion.Waiting);
                count += portion.Count;
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
        ItemParser parser = new(options.Era);
        foreach (WaitingBook book in _waiting)
        {
            parser.Parse(ItemKind.Book, book.Bytes, book.At ?? at, assembler, () => book.Place, book.Owner);
        }
    }

    /// <summary>Finds the items of the whole file and has them parsed, a portion at a time.</summary>
    private async Task SplitAsync(
        ItemSplitter splitter, RecordedFile file, string name, ChannelWriter<Task<Portion>> portions, CancellationToken stop)
    {
        try
        {
            int before = 0;
            while (splitter.Next(stop) is { } block)
            {
                int first = before + 1;
                long position = file.Position ?? splitter.BytesRead;
                before += block.Items.Count;
                await portions.WriteAsync(Task.Run(() => Parse(block, name, first, position), stop), stop);
            }

            portions.Complete();
        }
        catch (Exception problem)
        {
            portions.Complete(problem);
        }
    }

    private Portion Parse(ItemBlock block, string name, int first, long position)
    {
        ItemParser parser = _parsers.TryTake(out ItemParser? idle) ? idle : new ItemParser(options.Era);
        Portion portion = new(block.Items.Count, position);
        using (block)
        {
            for (int i = 0; i < block.Items.Count; i++)
            {
                Parse(block.Items[i], block.Bytes(block.Items[i]), name, first + i, parser, portion);
            }
        }

        _parsers.Add(parser);
        return portion;
    }

    private void Parse(ItemSpan item, ReadOnlyMemory<byte> bytes, string name, int number, ItemParser parser, Portion into)
    {
        DateTimeOffset? at = options.At ?? item.At;
        if (item.Kind == ItemKind.Book && at is null)
        {
            into.Waiting.Add(new WaitingBook(bytes.ToArray(), Place(item, name, number), item.Owner, At: null));
            return;
        }

        parser.Parse(item.Kind, bytes.Span, at, into.Found, () => Place(item, name, number), item.Owner);
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

    private static string? Trouble(ItemSplitter splitter, RecordedFile file, string path, int items) => splitter switch
    {
        { Damage: not null } when items == 0 && !file.BeginsLikeJson =>
            $"{path} is not JSON: it begins with '{Shown.Text(file.Head.Span)}'.",
        { Damage: { } damage } => $"{path}: {damage}.",
        { HasContent: false } => $"{path} holds no JSON.",
        _ when items == 0 => $"{path} holds no event, market, series or order book: is it a page of another endpoint?",
        _ => null,
    };

    /// <summary>What a stretch of the file held, and how far into the file it reaches.</summary>
    private sealed record Portion(int Count, long Position)
    {
        public FoundItems Found { get; } = new();

        public List<WaitingBook> Waiting { get; } = [];
    }

    private sealed record WaitingBook(byte[] Bytes, string Place, string? Owner, DateTimeOffset? At);
}

/// <summary>How many items a file had, and what was wrong with it; null when nothing was.</summary>
internal readonly record struct FileResult(int Items, string? Trouble);
