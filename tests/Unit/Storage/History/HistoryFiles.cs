using CsCheck;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Xunit;

namespace Dutchbook.Unit.Storage;

/// <summary>The file of the history of quotes: what comes back by market, what a crash leaves, what is refused.</summary>
public sealed class HistoryFiles : IDisposable
{
    private const long Day = 86_400_000;
    private const long Minute = 60_000;

    /// <summary>Noon of a day.</summary>
    private const long Noon = (20_000 * Day) + (720 * Minute);

    private static readonly string[] Names = ["A", "B", "C", "D", "E"];

    private readonly ScratchFolder _folder = new();

    private string History => _folder.File("history.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_read_by_market_and_by_day_is_what_was_written_before_and_after_packing() =>
        Gen.Select(Gen.Int[0, 4], Gen.Long[0, 40 * Minute], Gen.Int[1, 9_999]).Array[1, 60].Sample(drawn =>
        {
            string path = _folder.File($"{Guid.NewGuid():N}.db");
            QuoteChange[] rows = [.. drawn.Select(static item => Row(item.Item1, Noon + item.Item2, item.Item3)).OrderBy(static row => row.At)];
            using (IQuoteHistoryWriter writer = HistoryFile.OpenWriter(path))
            {
                writer.Append(Batch(rows[..(rows.Length / 2)], [new StretchTurn(Noon, QuoteSource.Stream, null, 0)], Noon + 1), Names);
                writer.Append(Batch(rows[(rows.Length / 2)..], [], Noon + (41 * Minute)), Names);
                Compare(path, rows);
                while (writer.Pack(Noon + (25 * Minute)))
                {
                }

                Compare(path, rows);
                while (writer.Pack(Noon + Day))
                {
                }
            }

            Compare(path, rows);
        }, iter: 12);

    [Fact]
    public void A_market_keeps_its_name_in_the_next_process_whatever_number_it_has_there()
    {
        using (IQuoteHistoryWriter first = HistoryFile.OpenWriter(History))
        {
            first.Append(Batch([Row(1, Noon, 4_000)], [], 0), ["A", "B"]);
        }

        using (IQuoteHistoryWriter second = HistoryFile.OpenWriter(History))
        {
            second.Append(Batch([Row(0, Noon + 1, 5_000)], [], 0), ["B", "A"]);
        }

        using IQuoteHistoryReader reader = HistoryFile.OpenReader(History);
        Assert.Equal([4_000, 5_000], reader.Read("B", Noon, Noon + Minute)!.Select(static row => row.YesBid));
        Assert.Null(reader.Read("A", Noon, Noon + Minute));
    }

    [Fact]
    public void A_process_that_died_leaves_a_stretch_that_ends_with_its_last_batch()
    {
        using (IQuoteHistoryWriter dies = HistoryFile.OpenWriter(History))
        {
            dies.Append(Batch([], [new StretchTurn(Noon, QuoteSource.Stream, null, 0)], Noon + Minute), Names);
        }

        using (IQuoteHistoryReader meanwhile = HistoryFile.OpenReader(History))
        {
            Assert.Null(Assert.Single(meanwhile.Stretches()).Ended);
        }

        using IQuoteHistoryWriter next = HistoryFile.OpenWriter(History);
        Assert.Equal(Noon + Minute, next.NewestAt);
        next.Append(Batch([], [new StretchTurn(Noon + Day, QuoteSource.Passes, null, 0)], Noon + Day), Names);
        using IQuoteHistoryReader reader = HistoryFile.OpenReader(History);
        Assert.Equal(
            [
                new QuoteStretch(Noon, Noon + Minute, QuoteSource.Stream, "the process ended without a word", 0),
                new QuoteStretch(Noon + Day, Noon + Day, QuoteSource.Passes, null, 0),
            ],
            reader.Stretches());
    }

    [Fact]
    public void An_end_may_take_back_what_was_thought_to_be_whole_and_says_what_was_dropped()
    {
        using IQuoteHistoryWriter writer = HistoryFile.OpenWriter(History);
        writer.Append(Batch([], [new StretchTurn(Noon, QuoteSource.Stream, null, 0)], Noon + 9_000), Names);
        writer.Append(
            Batch(
                [],
                [new StretchTurn(Noon + 2_000, QuoteSource.Stream, "lost", 7), new StretchTurn(Noon + 10_000, QuoteSource.Stream, null, 0)],
                Noon + 11_000),
            Names);
        using IQuoteHistoryReader reader = HistoryFile.OpenReader(History);
        Assert.Equal(
            [
                new QuoteStretch(Noon, Noon + 2_000, QuoteSource.Stream, "lost", 7),
                new QuoteStretch(Noon + 10_000, Noon + 11_000, QuoteSource.Stream, null, 0),
            ],
            reader.Stretches());
    }

    [Fact]
    public void Old_days_are_deleted_whole_and_a_little_at_a_time()
    {
        using IQuoteHistoryWriter writer = HistoryFile.OpenWriter(History);
        for (int day = 0; day < 3; day++)
        {
            long start = ((20_000 + day) * Day) + 1;
            writer.Append(
                Batch(
                    [.. Enumerable.Range(0, 144).Select(i => Row(0, start + (i * 10 * Minute), 1 + i + day))],
                    [new StretchTurn(start, QuoteSource.Stream, null, 0), new StretchTurn(start + Day - 2, QuoteSource.Stream, "over", 0)],
                    0),
                Names);
        }

        while (writer.Pack(20_003 * Day))
        {
        }

        int turns = 1;
        while (writer.Prune(20_002 * Day))
        {
            turns++;
        }

        Assert.InRange(turns, 12, 48);
        using IQuoteHistoryReader reader = HistoryFile.OpenReader(History);
        QuoteDay left = Assert.Single(reader.Totals().Days);
        Assert.Equal((new DateOnly(2024, 10, 6), 144L), (left.Day, left.Changes));
        Assert.Equal(144, reader.Read("A", 20_000 * Day, 20_004 * Day)!.Count);
        Assert.Equal(20_002 * Day, Assert.Single(reader.Stretches()).From - 1);
    }

    [Fact]
    public void A_full_disk_costs_the_batch_and_nothing_before_it()
    {
        HistoryFile.OpenWriter(History).Dispose();
        using Connection small = Connection.Open(History, readOnly: false);
        using QuoteHistoryWriter writer = new(small);
        writer.Append(Batch([Row(0, Noon, 4_000)], [], 0), Names);

        // A page limit makes SQLite report a full disk without filling one.
        small.Execute($"PRAGMA max_page_count = {small.Number("PRAGMA page_count")}");
        QuoteBatch big = Batch([.. Enumerable.Range(0, 20_000).Select(static i => Row(i % 2, Noon + 1 + i, 1 + (i % 9_000)))], [], 0);
        Assert.Equal(StorageProblem.DiskFull, Assert.Throws<StorageException>(() => writer.Append(big, Names)).Problem);
        using (IQuoteHistoryReader reader = HistoryFile.OpenReader(History))
        {
            Assert.Single(reader.Read("A", Noon, Noon + Day)!);
            Assert.Null(reader.Read("B", Noon, Noon + Day));
        }

        // With room again the same batch is written, its new markets too.
        small.Execute("PRAGMA max_page_count = 100000");
        writer.Append(big, Names);
        using IQuoteHistoryReader after = HistoryFile.OpenReader(History);
        Assert.Equal((10_001, 10_000), (after.Read("A", Noon, Noon + Day)!.Count, after.Read("B", Noon, Noon + Day)!.Count));
    }

    [Fact]
    public void A_damaged_block_is_named_with_its_file()
    {
        using (IQuoteHistoryWriter writer = HistoryFile.OpenWriter(History))
        {
            writer.Append(Batch([Row(0, Noon, 4_000)], [], 0), Names);
        }

        using (Connection torn = Connection.Open(History, readOnly: false))
        {
            torn.Execute("UPDATE batches SET body = substr(body, 1, length(body) - 1)");
        }

        using IQuoteHistoryReader reader = HistoryFile.OpenReader(History);
        StorageException problem = Assert.Throws<StorageException>(() => reader.Read("A", Noon, Noon));
        Assert.Equal((StorageProblem.Corrupt, History), (problem.Problem, problem.Store));
    }

    [Fact]
    public void Neither_the_main_database_nor_another_file_is_taken_for_a_history()
    {
        SqliteDatabase.OpenWriter(History).Dispose();
        Assert.Equal(StorageProblem.NotADatabase, Assert.Throws<StorageException>(() => HistoryFile.OpenWriter(History)).Problem);
        Assert.Equal(StorageProblem.NotADatabase, Assert.Throws<StorageException>(() => HistoryFile.OpenReader(History)).Problem);
        string other = _folder.File("other.db");
        HistoryFile.OpenWriter(other).Dispose();
        Assert.Equal(StorageProblem.NotADatabase, Assert.Throws<StorageException>(() => SqliteDatabase.OpenWriter(other)).Problem);
        Assert.Equal(
            StorageProblem.Missing, Assert.Throws<StorageException>(() => HistoryFile.OpenReader(_folder.File("none.db"))).Problem);
    }

    private static void Compare(string path, QuoteChange[] rows)
    {
        using IQuoteHistoryReader reader = HistoryFile.OpenReader(path);
        for (int market = 0; market < Names.Length; market++)
        {
            (long, int)[] expected = [.. rows.Where(row => row.Market == market).Select(static row => (row.At, row.YesBid))];
            IReadOnlyList<QuoteChange> read = reader.Read(Names[market], Noon, Noon + Day) ?? [];
            Assert.Equal(expected, read.Select(static row => (row.At, row.YesBid)));
            long until = Noon + (20 * Minute);
            Assert.Equal(
                expected.Where(row => row.Item1 <= until),
                (reader.Read(Names[market], Noon, until) ?? []).Select(static row => (row.At, row.YesBid)));
        }

        Assert.Equal(
            rows.GroupBy(static row => Names[row.Market]).OrderBy(static group => group.Key, StringComparer.Ordinal)
                .SelectMany(static group => group.Select(row => (group.Key, row.At, row.YesBid))),
            reader.ReadDay(new DateOnly(2024, 10, 4)).OrderBy(static market => market.Ticker, StringComparer.Ordinal)
                .SelectMany(static market => market.Changes.Select(row => (market.Ticker, row.At, row.YesBid))));
        Assert.Equal(rows.Length, reader.Totals().Days.Sum(static day => day.Changes));
    }

    private static QuoteChange Row(int market, long at, int bid) => new(market, at, QuoteWord.Changed, bid, 100 * bid, 10_000, 0);

    private static QuoteBatch Batch(QuoteChange[] rows, StretchTurn[] turns, long wholeTo) =>
        new() { Changes = rows, Turns = turns, WholeTo = wholeTo };
}
