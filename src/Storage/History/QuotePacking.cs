using System.Runtime.InteropServices;
using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

/// <summary>Turns what was written by time into blocks by market.</summary>
internal sealed class QuotePacking(Connection connection, QuoteBlock block)
{
    /// <summary>Packs one segment, within the transaction of the caller.</summary>
    public void Pack(long segment)
    {
        List<QuoteChange> rows = Read(segment);
        long[] keys = new long[rows.Count];
        for (int i = 0; i < keys.Length; i++)
        {
            keys[i] = ((long)rows[i].Market << 32) | (uint)i;
        }

        Array.Sort(keys);
        long bytes = 0;
        using Statement insert = connection.Prepare("INSERT INTO blocks (bucket, segment, body) VALUES (?, ?, ?)");
        for (int first = 0; first < keys.Length;)
        {
            int bucket = BucketOf(keys[first]);
            int end = first;
            while (end < keys.Length && BucketOf(keys[end]) == bucket)
            {
                end++;
            }

            ReadOnlySpan<byte> body = block.Write(
                CollectionsMarshal.AsSpan(rows), keys.AsSpan(first, end - first), HistorySegments.Start(segment), isPacked: true);
            insert.Add(bucket).Add(segment).AddBlob(body).Run();
            bytes += body.Length;
            first = end;
        }

        using Statement total = connection.Prepare(
            "INSERT INTO segments (segment, changes, bytes) VALUES (?, ?, ?) "
            + "ON CONFLICT (segment) DO UPDATE SET changes = changes + excluded.changes, bytes = bytes + excluded.bytes");
        total.Add(segment).Add(rows.Count).Add(bytes).Run();
        connection.Execute($"DELETE FROM batches WHERE segment = {segment}");
    }

    private List<QuoteChange> Read(long segment)
    {
        List<QuoteChange> rows = new((int)connection.Number($"SELECT sum(changes) FROM batches WHERE segment = {segment}"));
        using Statement batch = connection.Prepare($"SELECT id, body FROM batches WHERE segment = {segment} ORDER BY id");
        while (batch.Step())
        {
            BlockReading.Into(rows, connection, batch.Blob(1), segment, only: null);
        }

        return rows;
    }

    private static int BucketOf(long key) => HistorySegments.BucketOf((int)(key >> 32));
}

/// <summary>Reads a block of the file; one that is damaged is named as the file's damage.</summary>
internal static class BlockReading
{
    public static void Into(List<QuoteChange> rows, Connection connection, ReadOnlySpan<byte> body, long segment, int? only)
    {
        try
        {
            QuoteBlock.Read(body, HistorySegments.Start(segment), only, rows);
        }
        catch (Exception problem) when (problem is InvalidDataException or OverflowException)
        {
            throw new StorageException(
                StorageProblem.Corrupt, connection.Path, $"the history is damaged: {problem.Message}",
                "Move the file away; a new one is begun, and nothing else needs it.", problem);
        }
    }
}
