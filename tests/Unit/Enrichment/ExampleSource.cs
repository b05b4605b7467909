using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

/// <summary>The example of docs/enrichment.md, which is this text, compiled and asked.</summary>
public sealed class ExampleSource
{
    private const string Begin = "// example\n";
    private const string End = "// end of example";

    [Fact]
    public void The_page_shows_the_example_that_is_compiled_here()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "enrichment.md"));
        string shown = Between(page, "```csharp\n", "```");
        string compiled = Between(
            File.ReadAllText(Path.Combine(Repository.Root, "tests", "Unit", "Enrichment", "ExampleSource.cs")), "\n" + Begin, End);
        Assert.Equal(compiled.Trim(), shown.Trim());
    }

    [Fact]
    public async Task Registered_beside_the_others_its_evidence_counts_like_theirs()
    {
        RainSource source = new(new Forecasts(new Forecast("fc-7", 0.4, SomeBasket.At)));
        Opportunity basket = SomeBasket.Ladder();
        basket = basket with { Legs = [basket.Legs[0] with { Claim = Claim.Yes(new Market { Ticker = "KXRAINNYC-26NOV24" }) }, basket.Legs[1]] };
        OutsideView view = Assert.Single(await new Enricher([source], EnrichmentLimits.Default, TimeSpan.FromSeconds(20), new RunningClock(SomeBasket.At))
            .ViewAsync([basket], new VenueSnapshot { At = SomeBasket.At }, CancellationToken.None));
        Assert.Equal("0.32 to 0.48", view.Legs[0].Band.ToString());
        Assert.Equal("in line", view.Legs[0].Standing.Word());
        Assert.Empty(view.Legs[1].Value.Evidence);
    }

    private static string Between(string text, string from, string to)
    {
        int start = text.LastIndexOf(from, StringComparison.Ordinal) + from.Length;
        return text[start..text.IndexOf(to, start, StringComparison.Ordinal)];
    }
}

internal sealed record Forecast(string Id, double ChanceOfRain, DateTimeOffset IssuedAt);

internal sealed class Forecasts(Forecast newest)
{
    public Task<Forecast> Read(string station, CancellationToken cancellation) => station == "NYC"
        ? Task.FromResult(newest).WaitAsync(cancellation)
        : throw new SourceException("rain", FailureKind.NotFound, station);
}

// example
internal sealed class RainSource(Forecasts forecasts) : IEvidenceSource
{
    public string Name => "rain";

    public bool Covers(MarketQuestion question) => question.SeriesTicker == "KXRAINNYC";

    public async Task<MarketEvidence?> AskAsync(MarketQuestion question, CancellationToken cancellation)
    {
        // Throws SourceException when it cannot.
        Forecast forecast = await forecasts.Read("NYC", cancellation);
        return ProbabilityBand.Around(forecast.ChanceOfRain, error: 0.08) is not { } band ? null : new MarketEvidence
        {
            Ticker = question.Market.Ticker,
            Source = Name,
            Yes = band,
            ObservedAt = forecast.IssuedAt,
            Provenance = $"forecast {forecast.Id}",
            Applies = "the same station and day",
        };
    }
}

// end of example
