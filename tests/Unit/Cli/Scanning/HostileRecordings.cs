using System.Globalization;
using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Ingestion;
using Dutchbook.Kalshi;
using Dutchbook.Pipeline;
using Dutchbook.Storage;
using Dutchbook.Unit.House;
using Spectre.Console;
using Xunit;
using JsonText = Dutchbook.Cli.JsonText;

namespace Dutchbook.Unit.Cli;

/// <summary>
/// Whatever one item of a recording says, the scan ends: nothing throws from the first byte to the last line of output, nothing of
/// it reaches the terminal raw, and the database takes it.
/// </summary>
public sealed class HostileRecordings
{
    [Fact]
    public async Task No_value_of_any_field_breaks_a_scan_or_reaches_the_terminal_raw()
    {
        HostilePages pages = await HostilePages.ReadAsync();
        string folder = Directory.CreateTempSubdirectory("dutchbook-hostile-").FullName;
        try
        {
            for (int seed = 1; seed <= TestScale.Times(10); seed++)
            {
                string file = Path.Combine(folder, "pages.jsonl");
                await File.WriteAllTextAsync(file, pages.Make(seed), TestContext.Current.CancellationToken);
                await ScanAsync(file, Path.Combine(folder, "scan.db"), seed);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ScanAsync(string file, string database, int seed)
    {
        ScanResult result;
        string shown;
        try
        {
            using VenueConnection venue = new(new RecordedVenueSource([file], new RecordingOptions()), books: null);
            Configuration settings = new();
            Scan scan = Scanner.Create(venue, settings, Scanner.Options(settings, nearMisses: 10), TimeProvider.System);
            result = await scan.RunAsync(null, TestContext.Current.CancellationToken);
            shown = Show(result) + JsonText.Document(json => ScanJson.Write(json, result));
            using SqliteDatabase store = SqliteDatabase.OpenWriter(database);
            store.Markets.Save(result.Snapshot);
            store.Relations.Save(result.Map, result.Snapshot.At, static relation =>
                JsonText.Document(json => RelationJson.Write(json, relation, guarantees: false)));
        }
        catch (Exception problem) when (problem is not UnreadableSourceException)
        {
            throw new InvalidOperationException($"Seed {seed} breaks a scan: {problem.Message}", problem);
        }

        Assert.DoesNotContain(shown, static letter => letter != '\n'
            && char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate);
        Assert.InRange(result.Snapshot.Markets.Count, 10, 1_503);
        Assert.All(result.Report.Opportunities, opportunity => Assert.All(opportunity.Legs, static leg =>
            Assert.Equal(MarketStatus.Active, leg.Claim.Market.Status.Value)));
    }

    private static string Show(ScanResult result)
    {
        using StringWriter text = new() { NewLine = "\n" };
        IAnsiConsole console = CommandOutput.CreateConsole(text, terminal: false, color: false, width: 100);
        new ScanView(console, 10).Show(result);
        return text.ToString();
    }
}
