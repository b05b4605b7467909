using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Xunit;
using static Dutchbook.Unit.Kalshi.Recording;

namespace Dutchbook.Unit.Kalshi;

/// <summary>How far reading has come, and how soon it stops when told to.</summary>
public sealed class ReadingProgress
{
    [Theory]
    [InlineData("pages.json", false)]
    [InlineData("pages.json.gz", true)]
    public async Task Progress_rises_to_the_whole_of_every_file(string name, bool packed)
    {
        using Recording recording = new();
        string page = Page(Enumerable.Range(0, 20_000).Select(static i => Market($"M{i}")));
        recording.With(name, packed ? Gzip(page) : System.Text.Encoding.UTF8.GetBytes(page)).With("more.json", Page(Market("LAST")));
        Heard heard = new();
        await recording.ReadAsync(progress: heard);

        Assert.Equal([name, "more.json"], heard.All.Select(static at => at.Source).Distinct());
        foreach (IGrouping<string, ReadProgress> file in heard.All.GroupBy(static at => at.Source, StringComparer.Ordinal))
        {
            long length = new FileInfo(Path.Combine(recording.Folder, file.Key)).Length;
            Assert.All(file, at => Assert.Equal(length, at.TotalBytes));
            Assert.Equal(file.Select(static at => at.Bytes).Order(), file.Select(static at => at.Bytes));
            Assert.Equal(length, file.Last().Bytes);
            Assert.InRange(file.First().Bytes, 1, length);
        }

        Assert.True(heard.All.Count > 8, "a file of many windows reports many times");
        Assert.Equal(heard.All.Select(static at => at.Markets).Order(), heard.All.Select(static at => at.Markets));
        Assert.Equal(20_001, heard.All[^1].Markets);
    }

    [Fact]
    public async Task A_file_with_nothing_to_report_still_ends_at_its_end()
    {
        using Recording recording = new();
        Heard heard = new();
        recording.With("trades.json", "{\"trades\":[]}").With("page.json", Page(Market("A")));
        await recording.ReadAsync(progress: heard);
        Assert.Equal(13, heard.All.Last(static at => at.Source == "trades.json").Bytes);
    }

    [Fact]
    public async Task A_cancelled_reading_stops_within_a_few_windows()
    {
        using Recording recording = new();
        recording.With("page.json", Page(Enumerable.Range(0, 60_000).Select(static i => Market($"M{i}"))));
        using CancellationTokenSource stop = new();
        Heard heard = new() { Then = _ => stop.Cancel() };
        RecordedVenueSource source = new(recording.Files, new RecordingOptions());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.ReadAsync(heard, stop.Token));
        Assert.InRange(heard.All[^1].Markets, 1, 20_000);
    }

    [Fact]
    public async Task A_reading_cancelled_before_it_began_reads_nothing()
    {
        using Recording recording = new();
        Heard heard = new();
        RecordedVenueSource source = new(recording.With("page.json", Page(Market("A"))).Files, new RecordingOptions());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.ReadAsync(heard, new CancellationToken(canceled: true)));
        Assert.Empty(heard.All);
    }

    [Fact]
    public void The_splitter_stops_in_a_stream_that_never_ends_and_holds_nothing()
    {
        using CancellationTokenSource stop = new();
        using Endless stream = new(stop);
        ItemSplitter splitter = new(stream, window: 1 << 16);
        Assert.ThrowsAny<OperationCanceledException>(() => splitter.Next(stop.Token));
        Assert.InRange(splitter.BytesRead, 1 << 20, 2 << 20);
    }

    private sealed class Heard : IProgress<ReadProgress>
    {
        public List<ReadProgress> All { get; } = [];

        public Action<ReadProgress> Then { get; init; } = static _ => { };

        public void Report(ReadProgress value)
        {
            All.Add(value);
            Then(value);
        }
    }

    /// <summary>White space without end; cancels itself after a megabyte.</summary>
    private sealed class Endless(CancellationTokenSource stop) : MemoryStream
    {
        private long _given;

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            _given += count;
            if (_given > 1 << 20)
            {
                stop.Cancel();
            }

            return count;
        }
    }
}
