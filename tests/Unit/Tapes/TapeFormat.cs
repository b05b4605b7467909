using System.Buffers;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Dutchbook.Tapes;
using Xunit;

namespace Dutchbook.Unit.Tapes;

/// <summary>What stands on a tape, read by us and by anybody.</summary>
public sealed class TapeFormat
{
    [Fact]
    public void What_is_written_on_a_line_is_read_from_it()
    {
        Gen<TapeKind> kinds = Gen.Int[1, Enum.GetValues<TapeKind>().Length - 1].Select(static number => (TapeKind)number);
        Gen<long> micros = Gen.Long[0, 4_000_000_000_000_000];
        Gen<string> names = OneOf("", "books", "/trade-api/v2/events", "odd \"name\" \\ with \u00e9");
        Gen<string> bodies = OneOf("", "{}", "null", "[\"A\",\"B\"]", """{"body":"}\"{","at":1}""");
        Gen.Select(kinds, micros, names, bodies).Sample((kind, at, name, body) =>
        {
            DateTimeOffset time = DateTimeOffset.UnixEpoch.AddTicks(10 * at);
            ArrayBufferWriter<byte> line = new();
            TapeLine.Write(line, kind, time, name, Encoding.UTF8.GetBytes(body));
            Assert.Equal((byte)'\n', line.WrittenSpan[^1]);
            Assert.True(TapeLine.TryRead(line.WrittenMemory[..^1], new TapeNames(), out TapeEntry entry));
            Assert.Equal((kind, time, name, body), (entry.Kind, entry.At, entry.Name, Encoding.UTF8.GetString(entry.Body.Span)));
        });
    }

    [Theory]
    [InlineData("""{"kind":"ws","channel":"books","body":{"a":1},"at":"2026-03-01T12:00:00Z"}""", "Ws books {\"a\":1}")]
    [InlineData("""{ "at" : "2026-03-01T12:00:00.5+00:00", "kind" : "rest", "path" : "/x", "body" : [1, 2] }""", "Rest /x [1, 2]")]
    [InlineData("""{"at":"2026-03-01T12:00:00Z","kind":"future"}""", "Unknown  ")]
    public void A_line_in_any_other_correct_form_is_read_too(string text, string expected)
    {
        Assert.True(TapeLine.TryRead(Encoding.UTF8.GetBytes(text), new TapeNames(), out TapeEntry entry));
        Assert.Equal(expected, $"{entry.Kind} {entry.Name} {Encoding.UTF8.GetString(entry.Body.Span)}");
        Assert.Equal(TapeFolder.At, entry.At.AddTicks(-(entry.At.Ticks % TimeSpan.TicksPerSecond)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"kind":"ws"}""")]
    [InlineData("""{"at":"2026-03-01T12:00:00.000000Z","kind":"ws","body":}""")]
    [InlineData("""{"at":"2026-13-01T12:00:00.000000Z","kind":"ws"}""")]
    [InlineData("""{"at":"2026-03-01T12:00:00.000000Z","kind":"ws","body":{"a":1""")]
    public void What_is_no_line_is_none(string text) =>
        Assert.False(TapeLine.TryRead(Encoding.UTF8.GetBytes(text), new TapeNames(), out TapeEntry entry) && entry.Body.Length > 0, text);

    [Fact]
    public void Any_gunzip_reads_a_tape()
    {
        using TapeFolder folder = new();
        using (TapeRecorder tape = folder.Record())
        {
            folder.Hear(tape, 0, 35);
        }

        using GZipStream gzip = new(File.OpenRead(Assert.Single(folder.Files)), CompressionMode.Decompress);
        using StreamReader reader = new(gzip);
        string[] lines = reader.ReadToEnd().TrimEnd('\n').Split('\n');
        Assert.Equal(36, lines.Length);
        Assert.Equal(
            """{"at":"2026-03-01T12:00:00.000000Z","kind":"tape","body":{"schema":1,"session":"20260301T120000Z","part":1,"venue":"venue","settings":{"a":"1"}}}""",
            lines[0].Replace("12:00:00.010000", "12:00:00.000000", StringComparison.Ordinal));
        Assert.Equal("""{"at":"2026-03-01T12:00:00.001000Z","kind":"ws","channel":"books","body":{"type":"x","seq":0}}""", lines[1]);
    }

    [Fact]
    public void A_message_that_is_no_JSON_is_kept_byte_for_byte()
    {
        using TapeFolder folder = new();
        byte[] odd = [0xFF, (byte)'{', (byte)'\n', 0];
        using (TapeRecorder tape = folder.Record())
        {
            tape.Heard("market", TapeFolder.At, odd);
            tape.Heard("market", TapeFolder.At, "{\n\"a\": 1}\r\n"u8);
        }

        Assert.Equal(["Tape", $"Bytes market \"{Convert.ToBase64String(odd)}\"", "Ws market { \"a\": 1}  "],
            TapeFolder.Lines(folder.Open()).Select(static (line, i) => i == 0 ? line[..4] : line));
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(number => texts[number]);
}
