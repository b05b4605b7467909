using System.Globalization;
using Dutchbook.Domain;
using Dutchbook.Enrichment;

namespace Dutchbook.Unit.Enrichment;

/// <summary>Markets that evidence is wanted for.</summary>
internal static class SomeQuestion
{
    public static MarketQuestion Of(string ticker) => Ask(new Market { Ticker = ticker });

    public static MarketQuestion Above(string ticker, string floor, DateTimeOffset? ends = null) => Ask(new Market
    {
        Ticker = ticker,
        StrikeType = new Open<StrikeType>(StrikeType.Greater, "greater"),
        FloorStrike = decimal.Parse(floor, CultureInfo.InvariantCulture),
        OpenTime = Sources.Now.AddDays(-60),
        ExpectedExpirationTime = ends,
    });

    public static MarketQuestion Between(string ticker, decimal floor, decimal cap, DateTimeOffset ends) => Ask(new Market
    {
        Ticker = ticker,
        StrikeType = new Open<StrikeType>(StrikeType.Between, "between"),
        FloorStrike = floor,
        CapStrike = cap,
        ExpectedExpirationTime = ends,
    });

    private static MarketQuestion Ask(Market market) => new(market, null, null, Sources.Now);
}
