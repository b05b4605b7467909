using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>A market that evidence is wanted for, with what the venue says around it.</summary>
/// <param name="Series">Null where the scan did not read it.</param>
/// <param name="At">The instant the answer is to speak for.</param>
public sealed record MarketQuestion(Market Market, Event? Event, Series? Series, DateTimeOffset At)
{
    /// <summary>The first part of the ticker, which names the kind of question.</summary>
    public string SeriesTicker => Market.SeriesTicker.Length > 0 ? Market.SeriesTicker : Market.Ticker.Split('-')[0];
}
