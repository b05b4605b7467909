using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

/// <summary>Writes the history by time as it comes, and packs it by market when ten minutes are over.</summary>
internal sealed class QuoteHistoryWriter : IQuoteHistoryWriter
{
    /// <summary>Segments that are deleted in one turn; a day has 144.</summary>
    private const int SegmentsInTurn = 12;

    /// <summary>Free pages that are given back in one turn.</summary>
    private const int PagesInTurn = 4_096;

    private readonly Connection _connection;
    private readonly QuoteBlock _block = new();
    private readonly QuotePacking _packing;
    private readonly Statement _insertMarket;
    private readonly Statement _findMarket;
    private readonly Statement _insertBatch;
    private int[] _ids = new int[1_024];
    private long[] _keys = [];
    private QuoteChange[] _own = [];

    public QuoteHistoryWriter(Connection connection)
    {
        _connection = connection;
        _packing = new QuotePacking(connection, _block);
        _insertMarket = connection.Prepare("INSERT OR IGNORE INTO markets (ticker) VALUES (?)");
        _findMarket = connection.Prepare("SELECT id FROM markets WHERE ticker = ?");
        _insertBatch = connection.Prepare("INSERT INTO batches (segment, changes, body) VALUES (?, ?, ?)");

        // Whoever wrote before is gone: only one writes at a time.
        connection.Execute("UPDATE stretches SET ended = 'the process ended without a word' WHERE ended IS NULL");
    }

    public long NewestAt => _connection.Number("SELECT max(to_millis) FROM stretches");

    public void Append(QuoteBatch batch, IReadOnlyList<string> names)
    {
        try
        {
            _connection.Write(() => Write(batch, names));
        }
        catch
        {
            // New markets were taken back with everything else.
            Array.Clear(_ids);
            _insertMarket.Reset();
            _findMarket.Reset();
            _insertBatch.Reset();
            throw;
        }
    }

    public bool Pack(long now)
    {
        if (_connection.Number("SELECT min(segment) FROM batches") is > 0 and long segment && segment < HistorySegments.Of(now))
        {
            _connection.Write(() => _packing.Pack(segment));
            return true;
        }

        return false;
    }

    public bool Prune(long before)
    {
        long segment = HistorySegments.Of(before);
        bool isMore = false;
        _connection.Write(() =>
        {
            string oldest = $"SELECT segment FROM segments WHERE segment < {segment} ORDER BY segment LIMIT {SegmentsInTurn}";
            _connection.Execute($"DELETE FROM blocks WHERE segment IN ({oldest})");
            _connection.Execute($"DELETE FROM segments WHERE segment IN ({oldest})");
            isMore = _connection.Number($"SELECT count(*) FROM segments WHERE segment < {segment}") > 0;
            if (!isMore)
            {
                _connection.Execute($"DELETE FROM stretches WHERE ended IS NOT NULL AND to_millis < {before}");
            }
        });
        GiveBack();
        return isMore;
    }

    public void Dispose()
    {
        _insertMarket.Dispose();
        _findMarket.Dispose();
        _insertBatch.Dispose();
        _connection.Dispose();
    }

    private void Write(QuoteBatch batch, IReadOnlyList<string> names)
    {
        ReadOnlySpan<QuoteChange> rows = batch.Changes.Span;
        for (int first = 0; first < rows.Length;)
        {
            long segment = HistorySegments.Of(rows[first].At);
            int end = first;
            while (end < rows.Length && HistorySegments.Of(rows[end].At) == segment)
            {
                end++;
            }

            AppendRows(rows[first..end], segment, names);
            first = end;
        }

        foreach (StretchTurn turn in batch.Turns)
        {
            Turn(turn);
        }

        if (batch.WholeTo > 0)
        {
            using Statement whole = _connection.Prepare("UPDATE stretches SET to_millis = ? WHERE ended IS NULL");
            whole.Add(batch.WholeTo).Run();
        }
    }

    /// <summary>Free pages are used again by the next days; only where most of the file is free does it shrink.</summary>
    private void GiveBack()
    {
        if (_connection.Number("PRAGMA freelist_count") > _connection.Number("PRAGMA page_count") / 2)
        {
            // It gives back a page a step.
            using Statement giveBack = _connection.Prepare($"PRAGMA incremental_vacuum({PagesInTurn})");
            while (giveBack.Step())
            {
            }
        }
    }

    private void AppendRows(ReadOnlySpan<QuoteChange> rows, long segment, IReadOnlyList<string> names)
    {
        if (_keys.Length < rows.Length)
        {
            _keys = new long[Math.Max(rows.Length, 2 * _keys.Length)];
            _own = new QuoteChange[_keys.Length];
        }

        for (int i = 0; i < rows.Length; i++)
        {
            int id = IdOf(rows[i].Market, names);
            _own[i] = rows[i] with { Market = id };
            _keys[i] = ((long)id << 32) | (uint)i;
        }

        Span<long> keys = _keys.AsSpan(0, rows.Length);
        keys.Sort();
        ReadOnlySpan<byte> body = _block.Write(_own, keys, HistorySegments.Start(segment), isPacked: false);
        _insertBatch.Add(segment).Add(rows.Length).AddBlob(body).Run();
    }

    private int IdOf(int market, IReadOnlyList<string> names)
    {
        if (market >= _ids.Length)
        {
            Array.Resize(ref _ids, Math.Max(market + 1, 2 * _ids.Length));
        }

        if (_ids[market] == 0)
        {
            _insertMarket.Add(names[market]).Run();
            _findMarket.Add(names[market]).Step();
            _ids[market] = (int)_findMarket.Integer(0)!.Value;
            _findMarket.Reset();
        }

        return _ids[market];
    }

    private void Turn(StretchTurn turn)
    {
        if (turn.Ended is { } why)
        {
            using Statement end = _connection.Prepare("UPDATE stretches SET to_millis = ?, ended = ?, dropped = ? WHERE ended IS NULL");
            end.Add(turn.At).Add(why).Add(turn.Dropped).Run();
            return;
        }

        using Statement begin = _connection.Prepare(
            "INSERT INTO stretches (from_millis, to_millis, source, dropped) VALUES (?1, ?1, ?2, 0)");
        begin.Add(turn.At).Add(turn.Source.ToString()).Run();
    }
}
