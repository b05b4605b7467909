using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

/// <summary>Reads the history as it stood at the first question, of what is packed and of what is not yet.</summary>
internal sealed class QuoteHistoryReader(Connection connection) : IQuoteHistoryReader
{
    public QuoteTotals Totals()
    {
        SortedDictionary<DateOnly, (long Changes, long Bytes)> days = [];
        using Statement row = connection.Prepare(
            "SELECT segment, changes, bytes FROM segments UNION ALL "
            + "SELECT segment, sum(changes), sum(length(body)) FROM batches GROUP BY segment");
        while (row.Step())
        {
            DateOnly day = HistorySegments.DayOf(HistorySegments.Start(Number(row, 0)));
            (long changes, long bytes) = days.GetValueOrDefault(day);
            days[day] = (changes + Number(row, 1), bytes + Number(row, 2));
        }

        long page = connection.Number("PRAGMA page_size");
        return new QuoteTotals(
            page * connection.Number("PRAGMA page_count"),
            page * connection.Number("PRAGMA freelist_count"),
            connection.Number("SELECT count(*) FROM markets"),
            [.. days.Select(static day => new QuoteDay(day.Key, day.Value.Changes, day.Value.Bytes))]);
    }

    public IReadOnlyList<QuoteStretch> Stretches()
    {
        using Statement row = connection.Prepare("SELECT from_millis, to_millis, source, ended, dropped FROM stretches ORDER BY id");
        List<QuoteStretch> found = [];
        while (row.Step())
        {
            found.Add(new QuoteStretch(
                Number(row, 0), Number(row, 1), connection.Word<QuoteSource>(row, 2), row.IsNull(3) ? null : row.Text(3), Number(row, 4)));
        }

        return found;
    }

    public IReadOnlyList<QuoteChange>? Read(string ticker, long from, long to)
    {
        using Statement market = connection.Prepare("SELECT id FROM markets WHERE ticker = ?");
        if (!market.Add(ticker).Step())
        {
            return null;
        }

        int id = (int)Number(market, 0);
        List<QuoteChange> rows = [];
        Blocks(HistorySegments.BucketOf(id), HistorySegments.StartOf(HistorySegments.DayOf(from)), to, id, rows);
        Batches(HistorySegments.StartOf(HistorySegments.DayOf(from)), to, id, rows);
        return [.. rows.TakeWhile(row => row.At <= to)];
    }

    public IEnumerable<MarketQuotes> ReadDay(DateOnly day)
    {
        long start = HistorySegments.StartOf(day);
        long end = start + HistorySegments.Day - 1;
        List<QuoteChange> unpacked = [];
        Batches(start, end, only: null, unpacked);
        ILookup<int, QuoteChange> byBucket = unpacked.ToLookup(static row => HistorySegments.BucketOf(row.Market));
        foreach (int bucket in Buckets(start, end).Concat(byBucket.Select(static group => group.Key)).Distinct().Order().ToArray())
        {
            List<QuoteChange> rows = [];
            Blocks(bucket, start, end, only: null, rows);
            rows.AddRange(byBucket[bucket]);
            foreach (IGrouping<int, QuoteChange> market in rows.GroupBy(static row => row.Market).OrderBy(static group => group.Key))
            {
                yield return new MarketQuotes(NameOf(market.Key), [.. market]);
            }
        }
    }

    public void Dispose() => connection.Dispose();

    private List<int> Buckets(long from, long to)
    {
        using Statement row = connection.Prepare("SELECT DISTINCT bucket FROM blocks WHERE segment BETWEEN ? AND ?");
        row.Add(HistorySegments.Of(from)).Add(HistorySegments.Of(to));
        List<int> buckets = [];
        while (row.Step())
        {
            buckets.Add((int)Number(row, 0));
        }

        return buckets;
    }

    private void Blocks(int bucket, long from, long to, int? only, List<QuoteChange> rows)
    {
        using Statement block = connection.Prepare(
            "SELECT segment, body FROM blocks WHERE bucket = ? AND segment BETWEEN ? AND ? ORDER BY segment, id");
        block.Add(bucket).Add(HistorySegments.Of(from)).Add(HistorySegments.Of(to));
        while (block.Step())
        {
            BlockReading.Into(rows, connection, block.Blob(1), Number(block, 0), only);
        }
    }

    private void Batches(long from, long to, int? only, List<QuoteChange> rows)
    {
        using Statement batch = connection.Prepare("SELECT segment, body FROM batches WHERE segment BETWEEN ? AND ? ORDER BY segment, id");
        batch.Add(HistorySegments.Of(from)).Add(HistorySegments.Of(to));
        while (batch.Step())
        {
            BlockReading.Into(rows, connection, batch.Blob(1), Number(batch, 0), only);
        }
    }

    private string NameOf(int market)
    {
        using Statement name = connection.Prepare("SELECT ticker FROM markets WHERE id = ?");
        return name.Add(market).Step()
            ? name.Text(0)
            : throw new StorageException(
                StorageProblem.Corrupt, connection.Path, $"the history is damaged: market {market} has no name",
                "Move the file away; a new one is begun, and nothing else needs it.");
    }

    private static long Number(Statement row, int column) => row.Integer(column) ?? 0;
}
