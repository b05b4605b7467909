using Dutchbook.Domain;

namespace Dutchbook.Enrichment;

/// <summary>What all sources together leave of a market's YES.</summary>
public sealed record FairValue
{
    public static FairValue Unknown { get; } = new() { Yes = ProbabilityBand.Unknown };

    public required ProbabilityBand Yes { get; init; }

    /// <summary>The sources exclude each other; the band then holds them all.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>The side that has won, where a source says that the answer is public and none says another side.</summary>
    public Side? Decided { get; init; }

    public IReadOnlyList<MarketEvidence> Evidence { get; init; } = [];

    /// <summary>What all allow; where nothing is left, everything any of them allows. The order of sources does not matter.</summary>
    public static FairValue Of(IReadOnlyList<MarketEvidence> evidence)
    {
        if (evidence.Count == 0)
        {
            return Unknown;
        }

        ProbabilityBand? common = ProbabilityBand.Unknown;
        ProbabilityBand hull = evidence[0].Yes;
        foreach (MarketEvidence item in evidence)
        {
            common = common?.And(item.Yes);
            hull = hull.Or(item.Yes);
        }

        Side?[] decided = [.. evidence.Select(static item => item.Decided).Where(static side => side is not null).Distinct()];
        return new FairValue
        {
            Yes = common ?? hull,
            IsDisputed = common is null || decided.Length > 1,
            Decided = decided.Length == 1 ? decided[0] : null,
            Evidence = evidence,
        };
    }

    /// <summary>A source says that the answer is public, whichever side it names.</summary>
    public bool IsDecided => Evidence.Any(static item => item.Decided is not null);
}
