using Dutchbook.Detection;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Execution;

namespace Dutchbook.Pipeline;

/// <summary>All of a running instance that anybody may want to see, at one instant; whoever reads it holds it as long as he likes.</summary>
public sealed record RunView
{
    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Orders go to the paper venue.</summary>
    public required bool IsDryRun { get; init; }

    public IReadOnlyList<LayerState> Layers { get; init; } = [];

    /// <summary>Null before the first pass.</summary>
    public PassSummary? Pass { get; init; }

    public LookSummary? Look { get; init; }

    /// <summary>What is there now, the best first; grades are never mixed.</summary>
    public IReadOnlyList<ShownOpportunity> Opportunities { get; init; } = [];

    /// <summary>What held baskets would bring now, closed or rolled before their settlement.</summary>
    public IReadOnlyList<ShownClosing> Closings { get; init; } = [];

    /// <summary>How the sources outside the venue do; empty where none is wanted, or none was asked.</summary>
    public IReadOnlyList<SourceHealth> Sources { get; init; } = [];

    /// <summary>The account and its trades; null before it was first read.</summary>
    public DeskView? Desk { get; init; }
}

/// <summary>The last full pass over the venue.</summary>
public sealed record PassSummary
{
    public required int Number { get; init; }

    public required DateTimeOffset At { get; init; }

    public required int Markets { get; init; }

    public required int Events { get; init; }

    /// <summary>Relations by type, and how many.</summary>
    public required IReadOnlyList<KeyValuePair<RelationType, int>> Relations { get; init; }

    public required IReadOnlyList<FunnelStage> Funnel { get; init; }

    public required IReadOnlyList<NearMiss> NearMisses { get; init; }

    public required IReadOnlyList<StatisticalBasket> Statistical { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required TimeSpan Took { get; init; }

    /// <summary>Markets whose prices the stream had not told.</summary>
    public required int Missed { get; init; }

    /// <summary>What the pass read, for whoever draws an event or a relation.</summary>
    public required VenueSnapshot Snapshot { get; init; }

    public required RelationMap Map { get; init; }
}

/// <summary>The last look between passes.</summary>
/// <param name="Looks">How many there were.</param>
/// <param name="Candidates">Crossing at the touch.</param>
/// <param name="Waiting">Of these, not judged, by reason.</param>
/// <param name="Gone">Baskets that the books did not bear out, by reason.</param>
/// <param name="Quotes">Changes of prices since the start.</param>
public sealed record LookSummary(
    long Looks, int Candidates, IReadOnlyDictionary<string, int> Waiting, IReadOnlyDictionary<string, int> Gone, long Quotes);

/// <summary>An opportunity that is there now.</summary>
public sealed record ShownOpportunity
{
    public required Opportunity Opportunity { get; init; }

    public required Episode Episode { get; init; }

    public required Proof Proof { get; init; }

    /// <summary>What sources outside the venue say; null where none was asked, or has not answered.</summary>
    public OutsideView? Outside { get; init; }

    /// <summary>What a validation model says; null where none was asked, or has not answered.</summary>
    public ModelOpinion? Opinion { get; init; }

    /// <summary>With what sources and a model say of it: it may be no longer executable, or below the thresholds.</summary>
    public Opportunity Judged
    {
        get
        {
            Opportunity judged = Outside is { } said ? said.Apply(Opportunity) : Opportunity;
            return Opinion is { } opinion ? opinion.ApplyTo(judged) : judged;
        }
    }

    /// <summary>Sources or a model are still being waited for: it is neither traded nor announced.</summary>
    public bool AwaitsJudgement { get; init; }

    /// <summary>The trade of it; null where there is none.</summary>
    public string? TradeId { get; init; }

    /// <summary>Why it is not traded; null where it is, or was not proposed yet.</summary>
    public string? NotTraded { get; init; }
}

/// <param name="Offer">What a trade's baskets would bring now.</param>
/// <param name="IsWorth">More than holding them, by the settings.</param>
public sealed record ShownClosing(ClosingOffer Offer, bool IsWorth);

/// <summary>The account, its trades and what may be sent, as the trading loop has them.</summary>
public sealed record DeskView
{
    public required TradingModeState Mode { get; init; }

    /// <summary>The books were compared with the venue, and agreed.</summary>
    public required bool IsReconciled { get; init; }

    /// <summary>By shard.</summary>
    public required IReadOnlyList<KeyValuePair<int, Money>> Cash { get; init; }

    /// <summary>Every trade of the book, the newest first.</summary>
    public required IReadOnlyList<DeskTrade> Trades { get; init; }

    public required IReadOnlyList<OrderState> Orders { get; init; }

    public required IReadOnlyDictionary<string, Holding> Holdings { get; init; }
}

/// <param name="State">The trade.</param>
/// <param name="Account">What its orders hold and paid.</param>
/// <param name="Cash">What it brought in less what it paid out, fees included.</param>
/// <param name="HeldCost">What its claims that are still held cost.</param>
public sealed record DeskTrade(TradeState State, TradeAccount Account, Money Cash, Money HeldCost);
