using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// Claims in whole proportions that cost less at the touch than they pay in every world of a cluster.
/// </summary>
internal sealed record Ray(IReadOnlyList<Claim> Claims, IReadOnlyList<int> Weights)
{
    /// <summary>The ray with further claims to choose from, one contract each.</summary>
    public Ray With(IReadOnlyList<Claim> more) =>
        new([.. Claims, .. more], [.. Weights, .. more.Select(static _ => 1)]);

    /// <summary>What is bought before what is sold, each by ticker: every run lists the same legs.</summary>
    public Ray Ordered()
    {
        int[] order = [.. Enumerable.Range(0, Claims.Count)
            .OrderBy(i => Claims[i].Side)
            .ThenBy(i => Claims[i].Market.Ticker, StringComparer.Ordinal)];
        return new Ray([.. order.Select(i => Claims[i])], [.. order.Select(i => Weights[i])]);
    }

    public override string ToString() =>
        string.Join(" + ", Claims.Select((claim, i) => Weights[i] == 1 ? $"{claim}" : $"{Weights[i]} {claim}"));
}

/// <summary>What came of looking at a cluster.</summary>
internal enum RayVerdict
{
    /// <summary>One mixture of worlds lies in every box: no basket of any shape earns.</summary>
    Coherent,

    /// <summary>Rays were found.</summary>
    DutchBook,

    /// <summary>A mixture misses a box by less than anybody can trade.</summary>
    Marginal,

    /// <summary>The work ran out first.</summary>
    Undecided,
}
