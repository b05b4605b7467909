using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>How far evidence may move the confidence in an opportunity.</summary>
/// <param name="MostRaise">Added at most where evidence supports; confidence never passes 1.</param>
/// <param name="MostLower">Taken away where evidence contradicts; confidence never passes 0.</param>
public sealed record EnrichmentLimits(Ratio MostRaise, Ratio MostLower)
{
    public static EnrichmentLimits Default { get; } =
        new(Ratio.FromPartsPerMillion(2_000), Ratio.FromPartsPerMillion(200_000));

    public Ratio Adjusted(Ratio confidence, BasketVerdict verdict)
    {
        Ratio moved = verdict switch
        {
            BasketVerdict.Silent => confidence,
            BasketVerdict.Supports => confidence + MostRaise,
            BasketVerdict.Contradicts => confidence - MostLower,
        };
        return moved < Ratio.Zero ? Ratio.Zero : Ratio.Min(moved, confidence > Ratio.One ? confidence : Ratio.One);
    }
}
