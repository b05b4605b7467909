using Dutchbook.Domain;

namespace Dutchbook.Ingestion;

/// <summary>What the venue tells of its markets and events between two passes over it.</summary>
public abstract record VenueNotice
{
    private VenueNotice()
    {
    }

    /// <summary>Something of a market changed. What is null did not.</summary>
    public sealed record MarketChanged(string Ticker, MarketTurn Turn) : VenueNotice
    {
        public DateTimeOffset? CloseTime { get; init; }

        /// <summary>The limit prices valid from now on; orders that rest stay.</summary>
        public TickGrid? TickGrid { get; init; }

        public Open<MarketResult> Result { get; init; }

        /// <summary>What one YES pays.</summary>
        public Price? SettlementValue { get; init; }

        public int? ExchangeIndex { get; init; }

        /// <summary>What could not be read of it; the market is to be read anew.</summary>
        public FieldDefect? Defect { get; init; }
    }

    /// <summary>An event's own fee terms; a part that is null falls back to the series.</summary>
    public sealed record EventFeesChanged(string EventTicker, Open<FeeType>? Type, Ratio? Multiplier) : VenueNotice
    {
        /// <summary>What could not be read of it; the fee is then not known.</summary>
        public FieldDefect? Defect { get; init; }
    }

    /// <summary>Notices may have been missed from here back: what they are about is to be read anew.</summary>
    public sealed record Interrupted(string Reason) : VenueNotice;

    /// <summary>A new event. Its markets are told one by one.</summary>
    public sealed record EventListed(string EventTicker, string SeriesTicker) : VenueNotice;
}

/// <summary>What happened to a market.</summary>
public enum MarketTurn
{
    /// <summary>A word that we do not know: the market is to be read anew.</summary>
    Unknown = 0,
    Created,

    /// <summary>Trading goes on after a pause; resting orders were cancelled.</summary>
    Activated,

    /// <summary>Trading pauses.</summary>
    Deactivated,
    CloseMoved,
    Determined,
    Settled,
    GridChanged,
    TextChanged,
}
