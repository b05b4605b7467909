using System.IO.Compression;
using System.Text;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>Files of one test, gone when it ends, and what reading them gives.</summary>
internal sealed class Recording : IDisposable
{
    public const string Stamp = "2026-08-20T12:00:00Z";

    private static readonly RecordingOptions Current = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dutchbook-recording-");
    private readonly List<string> _files = [];

    public static DateTimeOffset At { get; } = new(2026, 8, 20, 12, 0, 0, TimeSpan.Zero);

    public string Folder => _folder.FullName;

    public IReadOnlyList<string> Files => _files;

    public Recording With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    public Recording With(string name, ReadOnlySpan<byte> bytes)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        _files.Add(path);
        return this;
    }

    /// <summary>A name to read that nothing was written under.</summary>
    public Recording WithName(string name)
    {
        _files.Add(Path.Combine(Folder, name));
        return this;
    }

    public Task<VenueSnapshot> ReadAsync(RecordingOptions? options = null, IProgress<ReadProgress>? progress = null) =>
        new RecordedVenueSource(_files, options ?? Current).ReadAsync(progress, TestContext.Current.CancellationToken);

    /// <summary>Why the files are refused.</summary>
    public async Task<string> RefusalAsync(RecordingOptions? options = null) =>
        (await Assert.ThrowsAsync<UnreadableSourceException>(() => ReadAsync(options))).Message;

    public void Dispose() => _folder.Delete(recursive: true);

    public static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    public static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    /// <summary>A market as the venue lists it today, with fields put in or replaced.</summary>
    public static string Market(string ticker, string more = "", string parent = "E-1") =>
        $$"""{"ticker":"{{ticker}}","event_ticker":"{{parent}}","market_type":"binary","status":"active","title":"Will it?","close_time":"2026-12-31T15:00:00Z","yes_bid_dollars":"0.4200","yes_bid_size_fp":"13.00","yes_ask_dollars":"0.4400","yes_ask_size_fp":"7.50","price_ranges":[{"start":"0.0000","end":"1.0000","step":"0.0100"}],"settlement_timer_seconds":1800{{(more.Length == 0 ? "" : "," + more)}}}""";

    /// <summary>A market as it was listed before March 2026.</summary>
    public static string CentsMarket(string ticker, string more = "") =>
        $$"""{"ticker":"{{ticker}}","event_ticker":"E-1","market_type":"binary","status":"active","title":"Will it?","close_time":"2026-12-31T15:00:00Z","yes_bid":42,"yes_bid_dollars":[0,0],"yes_ask":44,"yes_ask_dollars":[0,0]{{(more.Length == 0 ? "" : "," + more)}}}""";

    /// <summary>A page of <c>/markets</c> with the time it was read.</summary>
    public static string Page(params IEnumerable<string> markets) =>
        $$"""{"captured_at":"{{Stamp}}","markets":[{{string.Join(',', markets)}}],"cursor":""}""";

    public static string Event(string ticker, params IEnumerable<string> markets) =>
        $$"""{"event_ticker":"{{ticker}}","series_ticker":"E","sub_title":"On Friday","title":"It","mutually_exclusive":true,"markets":[{{string.Join(',', markets)}}]}""";

    public static string EventsPage(params IEnumerable<string> events) =>
        $$"""{"captured_at":"{{Stamp}}","events":[{{string.Join(',', events)}}],"cursor":""}""";

    /// <summary>A line as the page saver writes it.</summary>
    public static string Saved(string at, string list, string item) =>
        $"{{\"at\":\"{at}\",\"kind\":\"rest\",\"path\":\"/x\",\"body\":{{\"{list}\":[{item}]}}}}";
}
