using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>The fields of one market as far as they have been read; a value, so that reading a market leaves nothing to collect.</summary>
internal struct MarketParts()
{
    public string Ticker = "";
    public string EventTicker = "";
    public Open<MarketType> Type;
    public Open<MarketStatus> Status;
    public Open<MarketResult> Result;
    public Utf8Text Title, YesSubTitle, NoSubTitle, RulesPrimary, RulesSecondary, EarlyCloseCondition, CustomStrike, ExpirationValue;
    public Open<StrikeType> StrikeType;
    public decimal? FloorStrike, CapStrike;
    public string FunctionalStrike = "", CollectionTicker = "";
    public DateTimeOffset? OpenTime, CloseTime, ExpectedExpirationTime, LatestExpirationTime, OccurrenceTime, UpdatedTime, FeeWaiverExpirationTime;
    public int? SettlementTimerSeconds, ExchangeIndex;
    public Price? SettlementValue, YesBid, YesAsk, BidCents, AskCents, LastPrice;
    public Quantity? YesBidSize, YesAskSize, Volume, OpenInterest;
    public bool? CanCloseEarly;
    public bool IsProvisional, HasOtherEra;
    public TickGrid? TickGrid;
    public IReadOnlyList<ComboLeg> Legs = [];
}
