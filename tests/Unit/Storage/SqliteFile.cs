using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Xunit;

namespace Dutchbook.Unit.Storage;

/// <summary>What is particular to a database in a file: versions, damage, locks, readers beside a writer.</summary>
public sealed class SqliteFile : IDisposable
{
    private readonly ScratchFolder _folder = new();

    private string Database => _folder.File("dutchbook.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_saved_is_there_after_reopening()
    {
        using (SqliteDatabase writer = SqliteDatabase.OpenWriter(Database))
        {
            writer.Markets.Save(Stored.Snapshot(Stored.Noon, Stored.Market("A", Stored.Quote(4_000, 4_300))));
        }

        using SqliteDatabase again = SqliteDatabase.OpenWriter(Database);
        Assert.Equal(
            new SaveSummary(0, 0, 0, 0),
            again.Markets.Save(Stored.Snapshot(Stored.Noon, Stored.Market("A", Stored.Quote(4_000, 4_300)))));
        Assert.Null(again.FindDamage());
    }

    [Fact]
    public void A_missing_folder_is_made()
    {
        using SqliteDatabase writer = SqliteDatabase.OpenWriter(_folder.File(Path.Combine("new", "home", "dutchbook.db")));

        Assert.Equal(0, writer.Markets.Count().Markets);
    }

    [Fact]
    public void Nobody_else_can_read_it_whatever_its_folder_allows()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("files have no modes here");
            return;
        }

        using SqliteDatabase writer = SqliteDatabase.OpenWriter(Database);
        writer.Markets.Save(Stored.Snapshot(Stored.Noon, new Market { Ticker = "A" }));
        foreach (string file in (string[])[Database, $"{Database}-wal", $"{Database}-shm"])
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public void Absent_values_are_NULL_in_the_file()
    {
        using (SqliteDatabase writer = SqliteDatabase.OpenWriter(Database))
        {
            writer.Markets.Save(Stored.Snapshot(Stored.Noon, new Market { Ticker = "A" }));
        }

        using Connection connection = Connection.Open(Database, readOnly: true);
        Assert.Equal(1, connection.Number(
            "SELECT count(*) FROM markets WHERE yes_bid_ticks IS NULL AND no_ask_ticks IS NULL AND volume_hundredths IS NULL "
            + "AND rules_primary IS NULL AND close_time_micros IS NULL AND settlement_timer_micros IS NULL"));
    }

    [Fact]
    public void NO_prices_are_the_complement_of_YES_prices()
    {
        using (SqliteDatabase writer = SqliteDatabase.OpenWriter(Database))
        {
            writer.Markets.Save(Stored.Snapshot(Stored.Noon, Stored.Market("A", Stored.Quote(4_000, 4_300))));
        }

        // 1 - 0.40 = 0.60 buys NO; 1 - 0.43 = 0.57 is the bid for NO.
        using Connection connection = Connection.Open(Database, readOnly: true);
        Assert.Equal(6_000, connection.Number("SELECT no_ask_ticks FROM markets"));
        Assert.Equal(5_700, connection.Number("SELECT no_bid_ticks FROM markets"));
    }

    [Fact]
    public void A_reader_needs_a_file_and_never_writes()
    {
        Assert.Equal(StorageProblem.Missing, Problem(() => SqliteDatabase.OpenReader(Database)));
        SqliteDatabase.OpenWriter(Database).Dispose();

        using SqliteDatabase reader = SqliteDatabase.OpenReader(Database);
        Assert.Equal(StorageProblem.NotWritable, Problem(() => reader.Markets.Save(Stored.Snapshot(Stored.Noon))));
    }

    [Fact]
    public void A_reader_sees_the_last_whole_save_while_another_is_under_way()
    {
        using SqliteDatabase writer = SqliteDatabase.OpenWriter(Database);
        writer.Markets.Save(Stored.Snapshot(Stored.Noon, Stored.Market("A")));
        using SqliteDatabase reader = SqliteDatabase.OpenReader(Database);
        long seen = -1;

        writer.Markets.Save(
            Stored.Snapshot(Stored.Noon.AddMinutes(1), Stored.Market("A"), Stored.Market("B")),
            new AtTheEnd(() => seen = reader.Markets.Count().Markets));

        Assert.Equal(1, seen);
        Assert.Equal(2, reader.Markets.Count().Markets);
    }

    [Fact]
    public void A_second_writer_is_told_that_the_store_is_busy()
    {
        using SqliteDatabase first = SqliteDatabase.OpenWriter(Database);
        using Connection second = Connection.Open(Database, readOnly: false, busyMilliseconds: 0);
        StorageProblem? problem = null;

        first.Markets.Save(
            Stored.Snapshot(Stored.Noon, Stored.Market("A")),
            new AtTheEnd(() => problem = Problem(() => second.Write(static () => { }))));

        Assert.Equal(StorageProblem.Busy, problem);
    }

    [Fact]
    public void A_save_that_fails_leaves_nothing_behind()
    {
        using SqliteDatabase writer = SqliteDatabase.OpenWriter(Database);

        Assert.Throws<InvalidOperationException>(() => writer.Markets.Save(
            Stored.Snapshot(Stored.Noon, Stored.Market("A")),
            new AtTheEnd(static () => throw new InvalidOperationException("stopped"))));

        Assert.Equal(new StoreCounts(0, 0, 0, 0), writer.Markets.Count());
        Assert.Equal(1, writer.Markets.Save(Stored.Snapshot(Stored.Noon, Stored.Market("A"))).Markets);
    }

    [Fact]
    public void A_full_disk_is_named_and_costs_only_the_save()
    {
        SqliteDatabase.OpenWriter(Database).Dispose();
        using (Connection small = Connection.Open(Database, readOnly: false))
        {
            // A page limit makes SQLite report a full disk without filling one.
            small.Execute($"PRAGMA max_page_count = {small.Number("PRAGMA page_count")}");
            VenueSnapshot big = Stored.Snapshot(
                Stored.Noon, Stored.Market("A", rules: Utf8Text.From(new string('r', 1_000_000))));
            Assert.Equal(StorageProblem.DiskFull, Problem(() => new SqliteMarketStore(small).Save(big)));
        }

        using SqliteDatabase reader = SqliteDatabase.OpenReader(Database);
        Assert.Equal(0, reader.Markets.Count().Markets);
    }

    [Theory]
    [InlineData("this is a letter, not a database, and it is longer than a header of one hundred bytes, or so we hope; it is.")]
    [InlineData("{\"markets\": []}")]
    public void A_file_of_another_kind_is_refused_and_kept(string content)
    {
        File.WriteAllText(Database, content);

        Assert.Equal(StorageProblem.NotADatabase, Problem(() => SqliteDatabase.OpenWriter(Database)));
        Assert.Equal(StorageProblem.NotADatabase, Problem(() => SqliteDatabase.OpenReader(Database)));
        Assert.Equal(content, File.ReadAllText(Database));
    }

    [Fact]
    public void The_database_of_another_program_is_refused()
    {
        using (Connection other = Connection.Open(Database, readOnly: false))
        {
            other.Execute("CREATE TABLE notes (text TEXT)");
        }

        Assert.Equal(StorageProblem.NotADatabase, Problem(() => SqliteDatabase.OpenWriter(Database)));
    }

    [Fact]
    public void A_damaged_file_is_named_as_such()
    {
        using (SqliteDatabase writer = SqliteDatabase.OpenWriter(Database))
        {
            writer.Markets.Save(Stored.Snapshot(
                Stored.Noon, [.. Enumerable.Range(0, 200).Select(static i => Stored.Market($"M{i}"))]));
        }

        // The page of the markets alone: with the schema's a file does not even open.
        int page;
        using (Connection intact = Connection.Open(Database, readOnly: true))
        {
            page = (int)intact.Number("SELECT rootpage FROM sqlite_master WHERE name = 'markets'");
        }

        byte[] bytes = File.ReadAllBytes(Database);
        bytes.AsSpan((page - 1) * 16_384, 16_384).Fill(0xAA);
        File.WriteAllBytes(Database, bytes);

        using SqliteDatabase damaged = SqliteDatabase.OpenReader(Database);
        Assert.NotNull(damaged.FindDamage());
        Assert.Equal(StorageProblem.Corrupt, Problem(() => damaged.Markets.Find("M1")));
    }

    [Fact]
    public void A_path_that_cannot_be_opened_is_named()
    {
        File.WriteAllText(_folder.File("file"), "");

        Assert.Equal(
            StorageProblem.NotWritable,
            Problem(() => SqliteDatabase.OpenWriter(_folder.File(Path.Combine("file", "dutchbook.db")))));
        Assert.Equal(StorageProblem.NotWritable, Problem(() => SqliteDatabase.OpenWriter(_folder.File("."))));
    }

    [Fact]
    public void A_file_of_a_later_release_is_refused_with_both_versions()
    {
        SqliteDatabase.OpenWriter(Database).Dispose();
        using (Connection later = Connection.Open(Database, readOnly: false))
        {
            later.Execute("PRAGMA user_version = 99");
        }

        StorageException error = Assert.Throws<StorageException>(() => SqliteDatabase.OpenWriter(Database));
        Assert.Equal(StorageProblem.NewerVersion, error.Problem);
        Assert.Contains(Database, error.Message, StringComparison.Ordinal);
        Assert.Contains("version 99", error.Message, StringComparison.Ordinal);
        Assert.Contains("versions up to", error.Message, StringComparison.Ordinal);
        Assert.Equal(StorageProblem.NewerVersion, Problem(() => SqliteDatabase.OpenReader(Database)));
    }

    [Fact]
    public void A_file_of_an_earlier_release_is_brought_up_to_date_and_keeps_its_rows()
    {
        using (Connection first = Connection.Open(Database, readOnly: false))
        {
            new Migrations(["CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (7)"]).Apply(first);
        }

        Migrations second = new(
            ["CREATE TABLE t (a INTEGER) STRICT", "ALTER TABLE t ADD COLUMN b INTEGER; UPDATE t SET b = a + 1"]);
        using Connection connection = Connection.Open(Database, readOnly: false);
        Assert.Equal(StorageProblem.OlderVersion, Problem(() => second.CheckReadable(connection)));
        second.Apply(connection);
        second.Apply(connection);

        second.CheckReadable(connection);
        Assert.Equal(8, connection.Number("SELECT b FROM t"));
    }

    [Fact]
    public void A_migration_that_fails_leaves_the_file_as_it_was()
    {
        using Connection connection = Connection.Open(Database, readOnly: false);
        new Migrations(["CREATE TABLE t (a INTEGER) STRICT"]).Apply(connection);

        Migrations broken = new(["", "CREATE TABLE u (a INTEGER) STRICT", "CREATE TABLE u (a INTEGER) STRICT"]);

        Assert.Throws<StorageException>(() => broken.Apply(connection));
        Assert.Equal(1, connection.Number("PRAGMA user_version"));
        Assert.Equal(0, connection.Number("SELECT count(*) FROM sqlite_master WHERE name = 'u'"));
    }

    private static StorageProblem Problem(Action action) => Assert.Throws<StorageException>(action).Problem;

    private static StorageProblem Problem(Func<SqliteDatabase> open) => Assert.Throws<StorageException>(() => open()).Problem;

    /// <summary>Acts inside the save's transaction, when every market has been written.</summary>
    private sealed class AtTheEnd(Action act) : IProgress<SaveProgress>
    {
        public void Report(SaveProgress value)
        {
            if (value.Markets == value.Total)
            {
                act();
            }
        }
    }
}
