using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>One claim that a trade buys. Legs stand in the order in which they are bought.</summary>
public sealed record PlanLeg
{
    public required string Ticker { get; init; }

    public required string EventTicker { get; init; }

    public required string SeriesTicker { get; init; }

    public required Side Side { get; init; }

    /// <summary>Contracts per unit basket.</summary>
    public required int Weight { get; init; }

    /// <summary>The worst price that the plan reckons with; more is paid only to avoid a greater loss.</summary>
    public required Price Limit { get; init; }

    /// <summary>Below this a contract is rather held than sold while the trade can still be hedged.</summary>
    public required Price UnwindFloor { get; init; }

    public required FeeTerms Terms { get; init; }

    public required TickGrid Grid { get; init; }

    public int Shard { get; init; }

    public DateTimeOffset? CloseTime { get; init; }

    /// <summary>Of YES; null where the market never traded.</summary>
    public Price? LastPrice { get; init; }

    /// <summary>A price of this leg's side that the venue takes for a purchase: never above the one given.</summary>
    public Price? OnGrid(Side side, Price price) => side == Side.Yes
        ? Grid.Floor(price)
        : Grid.Ceiling(price.Complement())?.Complement();

    public override string ToString() => $"{Side.Word().ToUpperInvariant()} {Ticker} x{Weight} up to {Limit}";
}
