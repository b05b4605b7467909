using System.Text.Json;
using Dutchbook.Cli;
using Dutchbook.Domain;
using Dutchbook.Pipeline;
using Dutchbook.Unit.Detection;
using Xunit;

namespace Dutchbook.Unit.Cli;

public sealed class StatisticalOutput
{
    [Fact]
    public void Statistical_baskets_have_their_own_section_and_never_say_locked()
    {
        using JsonDocument document = JsonDocument.Parse(JsonText.Document(json => ScanJson.Write(json, Scan())));
        Assert.Single(document.RootElement.GetProperty("opportunities").EnumerateArray());
        JsonElement basket = document.RootElement.GetProperty("statistical")[0];

        // The arithmetic stands with the basket's own tests.
        Assert.Equal("C", basket.GetProperty("grade").GetString());
        Assert.Equal("0.9", basket.GetProperty("relation").GetProperty("conditionalAtLeast").GetString());
        Assert.Equal("P(YES B given YES A) >= 0.9", basket.GetProperty("relation").GetProperty("formula").GetString());
        Assert.Equal("4.3232", basket.GetProperty("expectedEdge").GetString());
        Assert.Equal("-31.6768", basket.GetProperty("worstCase").GetString());
        Assert.Equal(9, basket.GetProperty("legs")[1].GetProperty("weight").GetInt32());
        Assert.False(basket.TryGetProperty("minPayout", out _));
        Assert.False(basket.TryGetProperty("executable", out _));
    }

    [Fact]
    public void The_table_names_the_worst_case()
    {
        StringWriter writer = new();
        new ScanView(CommandOutput.CreateConsole(writer, terminal: false, color: false, width: 100), top: 5).Show(Scan());

        Assert.Contains("1 statistical: likely by an estimate, never locked", writer.ToString(), StringComparison.Ordinal);
        Assert.Contains("-$31.68", writer.ToString(), StringComparison.Ordinal);
        Assert.All(writer.ToString().Split('\n'), static line => Assert.InRange(line.TrimEnd().Length, 0, 100));
    }

    private static ScanResult Scan()
    {
        World world = new();
        Market given = world.Quoted("A", "0.60", "36", "0.64", "9");
        Market likely = world.Quoted("B", "0.30", "9", "0.40", "50");
        world.Relate(new Relation(RelationType.Implication, [Claim.Yes(given), Claim.Yes(likely)])
        {
            Rule = "test",
            Strength = Strength.Soft,
            Confidence = World.R("0.8"),
            ConditionalAtLeast = World.R("0.9"),
        });
        ScanResult result = Some.Scan();
        return result with { Report = result.Report with { Statistical = world.Detect().Statistical } };
    }
}
