using System.IO.Compression;
using System.Text;
using Dutchbook.Domain;
using Dutchbook.Kalshi;
using Xunit;
using static Dutchbook.Unit.Kalshi.Recording;

namespace Dutchbook.Unit.Kalshi;

/// <summary>A file that is no recording is refused with its name, what it is, and the mend.</summary>
public sealed class UnreadableFiles
{
    private static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly Dictionary<string, (byte[] Bytes, string Said)> Cases = new(StringComparer.Ordinal)
    {
        ["empty.json"] = ([], "is empty"),
        ["empty.jsonl.gz"] = (Gzip("\n"), "holds no JSON"),
        ["blank.json"] = (Plain.GetBytes(" \r\n\t \n"), "holds no JSON"),
        ["twice.json.gz"] = (Gzip(Gzip(Page(Market("A")))), "compressed twice"),
        ["half.json.gz"] = (Gzip(Page(Market("A")))[..12], "cut off"),
        ["header.json.gz"] = ([0x1F, 0x8B, 8], "cut off"),
        ["noise.json.gz"] = ([0x1F, 0x8B, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9], "cannot be unpacked"),
        ["number.json"] = (Plain.GetBytes("42"), "no event, market, series or order book"),
        ["string.json"] = (Plain.GetBytes("\"hello\""), "no event, market, series or order book"),
        ["null.json"] = (Plain.GetBytes("null"), "no event, market, series or order book"),
        ["other.json"] = (Plain.GetBytes("""{"fills":[{"ticker":"A","count_fp":"1.00"}]}"""), "no event, market, series or order book"),
        ["nothing.json"] = (Plain.GetBytes("""{"markets":[],"cursor":""}"""), "no event, market, series or order book"),
        ["page.html"] = (Plain.GetBytes("<!DOCTYPE html><title>502</title>"), "web page"),
        ["spaced.html"] = (Plain.GetBytes("\r\n\r\n  <html></html>"), "web page"),
        ["book.zip"] = (Zip(), "zip archive"),
        ["book.zst"] = ([0x28, 0xB5, 0x2F, 0xFD, 0, 0, 0, 0], "zstd"),
        ["book.xz"] = ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, 0], "xz"),
        ["book.bz2"] = (Plain.GetBytes("BZh91AY&SY"), "bzip2"),
        ["utf16.json"] = (Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("{}")).ToArray(), "UTF-16"),
        ["utf16be.json"] = (Encoding.BigEndianUnicode.GetPreamble().Concat(Encoding.BigEndianUnicode.GetBytes("{}")).ToArray(), "UTF-16"),
        ["utf16-unmarked.json"] = (Encoding.Unicode.GetBytes(Page(Market("A"))), "UTF-16"),
        ["candles.csv"] = (Plain.GetBytes("ticker,ts,bid\nA,1,2\n"), "is not JSON"),
        ["escape.txt"] = (Plain.GetBytes("\u001b[31mred\u202e"), "is not JSON"),
        ["cut.json"] = (Plain.GetBytes("""{"markets":[{"ticker":"A","""), "cut off at"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_file_that_is_no_recording_is_refused_by_name(string name)
    {
        using Recording recording = new();
        string said = await recording.With(name, Cases[name].Bytes).RefusalAsync(new RecordingOptions { At = At });
        Assert.Contains(name, said, StringComparison.Ordinal);
        Assert.Contains(Cases[name].Said, said, StringComparison.Ordinal);
        Assert.DoesNotContain(said, static letter => char.IsControl(letter) || letter == '\u202e');
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_bad_file_beside_a_good_one_costs_itself_and_is_named(string name)
    {
        using Recording recording = new();
        recording.With(name, Cases[name].Bytes).With("good.json", Page(Market("A")));
        VenueSnapshot snapshot = await recording.ReadAsync();
        Assert.Equal("A", Assert.Single(snapshot.Markets).Ticker);
        Assert.Equal(["good.json"], snapshot.Sources);
        SkippedItem skipped = Assert.Single(snapshot.Skipped);
        Assert.Contains(name, skipped.Item, StringComparison.Ordinal);
        Assert.Contains(Cases[name].Said, skipped.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_refused_with_what_to_name_instead()
    {
        using Recording recording = new();
        Directory.CreateDirectory(Path.Combine(recording.Folder, "pages"));
        string said = await recording.With("good.json", Page(Market("A"))).WithName("pages").RefusalAsync();
        Assert.Contains("is a folder", said, StringComparison.Ordinal);
        Assert.Contains("*.jsonl.gz", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("absent.json")]
    [InlineData("absent/page.json")]
    public async Task A_missing_file_is_refused_even_beside_good_ones(string name)
    {
        using Recording recording = new();
        string said = await recording.With("good.json", Page(Market("A"))).WithName(name).RefusalAsync();
        Assert.Contains("does not exist", said, StringComparison.Ordinal);
        Assert.Contains("absent", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("page.json", false)]
    [InlineData("page.json", true)]
    [InlineData("page.jsonl.gz", false)]
    [InlineData("page.jsonl.gz", true)]
    public async Task What_a_file_is_decides_not_its_name(string name, bool packed)
    {
        using Recording recording = new();
        string page = Page(Market("A"));
        recording.With(name, packed ? Gzip(page) : Plain.GetBytes(page));
        Assert.Single((await recording.ReadAsync()).Markets);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_byte_order_mark_is_stepped_over(bool packed)
    {
        using Recording recording = new();
        byte[] page = [.. Encoding.UTF8.GetPreamble(), .. Plain.GetBytes(Page(Market("A")))];
        recording.With("page.json", packed ? Gzip(page) : page);
        VenueSnapshot snapshot = await recording.ReadAsync();
        Assert.Equal((1, 0), (snapshot.Markets.Count, snapshot.SkippedCount));
    }

    [Fact]
    public async Task A_file_named_twice_is_read_once()
    {
        using Recording recording = new();
        VenueSnapshot snapshot = await recording.With("page.json", Page(Market("A"))).WithName("page.json").ReadAsync();
        Assert.Equal((1, 0), (snapshot.Markets.Count, snapshot.SkippedCount));
        Assert.Equal(["page.json"], snapshot.Sources);
    }

    private static byte[] Zip()
    {
        using MemoryStream packed = new();
        using (ZipArchive archive = new(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using Stream entry = archive.CreateEntry("page.json").Open();
            entry.Write("{}"u8);
        }

        return packed.ToArray();
    }
}
