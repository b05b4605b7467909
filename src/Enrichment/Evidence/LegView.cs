using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>One leg of a basket beside the outside view of it.</summary>
public sealed record LegView
{
    public required Claim Claim { get; init; }

    public required FairValue Value { get; init; }

    /// <summary>What one contract of the leg's side costs on average, fees left out.</summary>
    public required Ratio Paid { get; init; }

    /// <summary>The band of the leg's own side.</summary>
    public ProbabilityBand Band => Value.Yes.Of(Claim.Side);

    public LegStanding Standing =>
        Value.Evidence.Count == 0 || Band.IsUnknown ? LegStanding.Unknown
        : Paid < Band.Low ? LegStanding.Cheap
        : Paid > Band.High ? LegStanding.Dear
        : LegStanding.InLine;

    /// <summary>How far the price lies outside the band; zero inside.</summary>
    public Ratio Distance => Standing switch
    {
        LegStanding.Cheap => Band.Low - Paid,
        LegStanding.Dear => Paid - Band.High,
        LegStanding.Unknown or LegStanding.InLine => Ratio.Zero,
    };

    public static LegView Of(BasketLeg leg, FairValue value) => new()
    {
        Claim = leg.Claim,
        Value = value,
        Paid = Ratio.FromPartsPerMillion(checked((long)((Int128)leg.Cost.Micros * 100 / leg.Quantity.Hundredths))),
    };

    /// <summary>One sentence for a reader; empty where there is nothing to say.</summary>
    public string Statement => Standing switch
    {
        LegStanding.Unknown => "",
        LegStanding.InLine => $"{Claim} at {Paid} is in line with {Band}",
        LegStanding.Cheap => $"{Claim} at {Paid} is {Distance} below {Band}",
        LegStanding.Dear => $"{Claim} at {Paid} is {Distance} above {Band}",
    };
}
