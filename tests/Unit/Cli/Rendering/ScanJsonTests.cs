using System.Text.Json;
using Dutchbook.Cli;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class ScanJsonTests
{
    [Fact]
    public void The_documented_example_is_what_the_program_writes()
    {
        string path = Path.Combine(Repository.Root, "docs", "json.md");
        string text = File.ReadAllText(path);
        int start = text.IndexOf("```json\n", StringComparison.Ordinal) + "```json\n".Length;
        int end = text.IndexOf("\n```", start, StringComparison.Ordinal);
        string written = JsonText.Document(json => ScanJson.Write(json, Some.Scan()), indented: true);
        if (Environment.GetEnvironmentVariable("DUTCHBOOK_UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, text[..start] + written + text[end..]);
            return;
        }

        Assert.Equal(written, text[start..end]);
    }

    [Fact]
    public void The_worked_example_has_the_figures_of_its_arithmetic()
    {
        using JsonDocument document = JsonDocument.Parse(JsonText.Document(json => ScanJson.Write(json, Some.Scan())));
        JsonElement opportunity = document.RootElement.GetProperty("opportunities")[0];

        // 10 x 0.42 + 10 x 0.45 = 8.70. Fees: 0.07 x 10 x 0.42 x 0.58 = 0.17052, to 0.1706 at the balance's $0.0001, and
        // 0.07 x 10 x 0.45 x 0.55 = 0.17325, to 0.1733. Edge 10 - 8.7 - 0.3439 = 0.9561, and 0.09561 a unit.
        Assert.Equal("8.7000", opportunity.GetProperty("cost").GetString());
        Assert.Equal("0.3439", opportunity.GetProperty("fees").GetString());
        Assert.Equal("0.9561", opportunity.GetProperty("edge").GetString());
        Assert.Equal("0.0956", opportunity.GetProperty("magnitude").GetString());

        // 0.09561 x 0.995 x 10 / 50 = 0.01902...
        Assert.Equal("0.0190", opportunity.GetProperty("score").GetString());
        Assert.Equal("BUY_SUPERSET_SELL_SUBSET", opportunity.GetProperty("signal").GetString());
        Assert.Equal("A", opportunity.GetProperty("grade").GetString());
        Assert.Equal("Detected", opportunity.GetProperty("status").GetString());
        Assert.Equal(["X-T60", "X-T61"], opportunity.GetProperty("relations")[0].GetProperty("tickers").EnumerateArray()
            .Select(static ticker => ticker.GetString()!));
    }

    [Fact]
    public void Hostile_text_reaches_neither_table_nor_document_raw()
    {
        const string Hostile = "\u001b[2J\u202eevil\u0007[red]x[/]";
        string json = JsonText.Document(document => ScanJson.Write(document, Some.Scan(Hostile)));
        Assert.DoesNotContain("\\u001B", json, StringComparison.OrdinalIgnoreCase);

        StringWriter writer = new();
        new ScanView(CommandOutput.CreateConsole(writer, terminal: false, color: false, width: 100), top: 5).Show(Some.Scan(Hostile));
        Assert.DoesNotContain('\u001b', writer.ToString());
        Assert.DoesNotContain('\u202e', writer.ToString());
    }
}
