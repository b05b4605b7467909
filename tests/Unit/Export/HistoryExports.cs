using Dutchbook.Domain;
using Dutchbook.Execution;
using Dutchbook.Export;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Dutchbook.Unit.Storage;
using Parquet;
using Parquet.Schema;
using Xunit;

namespace Dutchbook.Unit.Export;

/// <summary>What is exported against what was told, read back with the reading half of the library.</summary>
public sealed class HistoryExports : IDisposable
{
    private const long Day = 86_400_000;
    private const long First = 20_000 * Day;

    private static readonly DateOnly firstDay = new(2024, 10, 4);
    private static readonly (DateOnly, DateOnly) all = (DateOnly.MinValue, DateOnly.MaxValue);

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_row_of_every_day_is_exported_once_with_what_is_unknown_after_a_stretch()
    {
        QuoteChange[] rows =
        [
            new(0, First + 1_000, QuoteWord.Changed, 4_200, 12_345, 4_300, 100),
            new(1, First + 2_000, QuoteWord.Changed, 0, 0, 9_990, 500),
            new(0, First + 3_000, QuoteWord.Changed, 4_210, 12_345, 10_000, 0),
            new(0, First + Day + 5, QuoteWord.Held, 4_210, 12_345, 10_000, 0),
            QuoteChange.Unknown(0, First + Day + 9),
        ];
        Write(rows, [new StretchTurn(First, QuoteSource.Stream, null, 0), new StretchTurn(First + (2 * Day) - 1, QuoteSource.Stream, "lost", 3)]);
        List<ExportedFile> files = await ExportQuotesAsync(all);
        Assert.Equal(
            [
                "quotes/day=2024-10-04/part.parquet", "stretches/day=2024-10-04/part.parquet",
                "quotes/day=2024-10-05/part.parquet", "stretches/day=2024-10-05/part.parquet",
            ],
            files.Select(static file => file.Name));

        (DataField[] fields, List<object?[]> day) = await ReadAsync(files[0].Name);
        Assert.Equal(
            ["ticker", "told_at", "what", "yes_bid_e4", "yes_bid_size_e2", "yes_ask_e4", "yes_ask_size_e2"], fields.Select(static field => field.Name));
        DateTimeDataField at = Assert.IsType<DateTimeDataField>(fields[1]);
        Assert.Equal((DateTimeTimeUnit.Micros, true), (at.Unit, at.IsAdjustedToUTC));
        Assert.Equal(
            [
                ["A", At(1_000), "changed", 4_200, 12_345L, 4_300, 100L],
                ["A", At(3_000), "changed", 4_210, 12_345L, null, null],
                ["B", At(2_000), "changed", null, null, 9_990, 500L],
            ],
            day);

        // B is not told of on the second day: nothing is known of it there. A was forgotten before the stretch ended.
        Assert.Equal(
            [["A", At(Day + 5), "held", 4_210, 12_345L, null, null], ["A", At(Day + 9), "unknown", null, null, null, null]],
            (await ReadAsync(files[2].Name)).Rows);
        Assert.Equal([[At(0), At(Day - 1), "stream", null, 0L]], (await ReadAsync(files[1].Name)).Rows);
        Assert.Equal([[At(Day), At((2 * Day) - 1), "stream", "lost", 3L]], (await ReadAsync(files[3].Name)).Rows);
    }

    [Fact]
    public async Task A_stretch_that_ended_makes_what_was_known_unknown()
    {
        Write(
            [new(0, First + 1_000, QuoteWord.Changed, 4_200, 100, 4_300, 100), new(0, First + 9_000, QuoteWord.Held, 4_200, 100, 4_300, 100)],
            [
                new StretchTurn(First, QuoteSource.Stream, null, 0), new StretchTurn(First + 2_000, QuoteSource.Stream, "lost", 0),
                new StretchTurn(First + 8_000, QuoteSource.Passes, null, 0),
            ]);
        List<ExportedFile> files = await ExportQuotesAsync(all);
        Assert.Equal(
            [(At(1_000), "changed"), (At(2_001), "unknown"), (At(9_000), "held")],
            (await ReadAsync(files[0].Name)).Rows.Select(static row => (row[1], row[2])));
    }

    [Fact]
    public async Task Exporting_again_replaces_the_same_days_and_leaves_others_and_those_that_are_being_deleted()
    {
        Write([new(0, First + 1, QuoteWord.Changed, 1, 1, 2, 1), new(0, First + Day + 1, QuoteWord.Changed, 1, 1, 2, 1)], []);
        await ExportQuotesAsync(all);
        string old = _folder.File("quotes/day=2024-10-04/part.parquet"), young = _folder.File("quotes/day=2024-10-05/part.parquet");
        byte[] first = await File.ReadAllBytesAsync(old), second = await File.ReadAllBytesAsync(young);
        await ExportQuotesAsync(all);
        Assert.Equal(first, await File.ReadAllBytesAsync(old));
        Assert.Equal(second, await File.ReadAllBytesAsync(young));

        Write([new(0, First + Day + 7, QuoteWord.Changed, 3, 1, 4, 1)], []);
        await File.WriteAllTextAsync(old, "of before");
        Assert.Equal(
            ["quotes/day=2024-10-05/part.parquet", "stretches/day=2024-10-05/part.parquet"],
            (await ExportQuotesAsync(all, kept: firstDay.AddDays(1))).Select(static file => file.Name));
        Assert.Equal("of before", await File.ReadAllTextAsync(old));
        Assert.Equal(2, (await ReadAsync("quotes/day=2024-10-05/part.parquet")).Rows.Count);
        Assert.Empty(await ExportQuotesAsync((firstDay.AddDays(2), firstDay.AddDays(9))));
        Assert.Empty(Directory.GetFiles(_folder.File("quotes"), "*.tmp", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task An_export_that_breaks_off_leaves_the_file_of_before()
    {
        Write([new(0, First + 1, QuoteWord.Changed, 1, 1, 2, 1)], []);
        await ExportQuotesAsync(all);
        string file = _folder.File("quotes/day=2024-10-04/part.parquet");
        byte[] before = await File.ReadAllBytesAsync(file);
        using (Connection torn = Connection.Open(_folder.File("history.db"), readOnly: false))
        {
            torn.Execute("UPDATE batches SET body = substr(body, 1, length(body) - 1)");
        }

        await Assert.ThrowsAsync<StorageException>(() => ExportQuotesAsync(all));
        Assert.Equal(before, await File.ReadAllBytesAsync(file));
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public async Task More_rows_than_a_group_holds_are_all_there_in_order()
    {
        const int Rows = 5_003;
        Write([.. Enumerable.Range(0, Rows).Select(static i => new QuoteChange(0, First + i, QuoteWord.Changed, 1 + (i % 5_000), i, 10_000, 0))], []);
        await ExportQuotesAsync(all, rowsOfGroup: 1_000);
        List<object?[]> read = (await ReadAsync("quotes/day=2024-10-04/part.parquet")).Rows;
        Assert.Equal(Rows, read.Count);
        Assert.All(Enumerable.Range(0, 100).Append(2_500).Append(Rows - 1), i => Assert.Equal(
            ["A", At(i), "changed", 1 + (i % 5_000), (long)i, null, null], read[i]));
    }

    [Fact]
    public async Task Episodes_are_by_the_day_on_which_they_began_and_say_half_life_size_and_end()
    {
        Episode ended = new()
        {
            OpportunityId = "o1",
            Status = OpportunityStatus.Expired,
            Grade = Grade.B,
            Score = Money.FromMicros(5),
            Edge = Money.FromMicros(400_000),
            FirstSeen = Stored.Noon,
            LastSeen = Stored.Noon.AddSeconds(9),
            EndedAt = Stored.Noon.AddSeconds(10),
            TimesSeen = 4,
            BestEdge = Money.FromMicros(900_000),
            BestAt = Stored.Noon.AddSeconds(2),
            BestUnits = Quantity.FromContracts(7),
            HalvedAt = Stored.Noon.AddSeconds(5),
            End = EpisodeEnd.Taken,
            ExpiresAt = null,
            Tickers = ["A", "B"],
        };
        Episode open = ended with { OpportunityId = "o2", FirstSeen = Stored.Noon.AddDays(1), EndedAt = null, HalvedAt = null, End = null, BestUnits = null };
        List<ExportedFile> files = [];
        await new HistoryExport(_folder.File("."), (DateOnly.MinValue, DateOnly.MaxValue)) { Written = files.Add }.WriteEpisodesAsync(
            [open, ended], TestContext.Current.CancellationToken);
        Assert.Equal(2, files.Count);
        (DataField[] fields, List<object?[]> rows) = await ReadAsync(files[0].Name);
        Dictionary<string, object?> row = fields.Zip(Assert.Single(rows)).ToDictionary(static pair => pair.First.Name, static pair => pair.Second);
        Assert.Equal(("o1", "Taken", 3_000_000L), (row["opportunity_id"], row["end_reason"], row["half_life_micros"]));
        Assert.Equal((900_000L, 700L, 400_000L), (row["best_edge_micros"], row["best_units_e2"], row["edge_micros"]));
        Assert.Equal((Stored.Noon.UtcDateTime, "[\"A\",\"B\"]", null), (row["first_seen"], row["tickers_json"], row["expires_at"]));
        (fields, rows) = await ReadAsync(files[1].Name);
        row = fields.Zip(Assert.Single(rows)).ToDictionary(static pair => pair.First.Name, static pair => pair.Second);
        Assert.All(["ended_at", "end_reason", "best_units_e2", "half_life_micros"], name => Assert.Null(row[name]));
    }

    private static DateTime At(long millis) => DateTime.UnixEpoch.AddMilliseconds(First + millis);

    private void Write(QuoteChange[] rows, StretchTurn[] turns)
    {
        using IQuoteHistoryWriter writer = HistoryFile.OpenWriter(_folder.File("history.db"));
        writer.Append(new QuoteBatch { Changes = rows, Turns = turns, WholeTo = 0 }, ["A", "B"]);
    }

    private async Task<List<ExportedFile>> ExportQuotesAsync((DateOnly From, DateOnly To) days, DateOnly? kept = null, int rowsOfGroup = 500_000)
    {
        List<ExportedFile> files = [];
        using IQuoteHistoryReader history = HistoryFile.OpenReader(_folder.File("history.db"));
        await new HistoryExport(_folder.File("."), days) { Written = files.Add, RowsOfGroup = rowsOfGroup }
            .WriteQuotesAsync(history, kept ?? DateOnly.MinValue, TestContext.Current.CancellationToken);
        return files;
    }

    private Task<(DataField[] Fields, List<object?[]> Rows)> ReadAsync(string name) => ParquetRows.ReadAsync(_folder.File(name));
}
