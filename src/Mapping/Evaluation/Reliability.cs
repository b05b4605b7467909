namespace Dutchbook.Mapping;

/// <summary>
/// How far a stated confidence can be taken at its word: claims sorted by it, and how many of them were right. These are shares of
/// cases and no money.
/// </summary>
public sealed class Reliability
{
    /// <summary>Where a row of the table begins; most confidences are high, and so the rows are finer there.</summary>
    private static readonly double[] Starts = [0, 0.5, 0.6, 0.7, 0.8, 0.9];

    private readonly List<(double Confidence, bool IsRight)> _claims = [];

    public int Count => _claims.Count;

    /// <summary>The mean of the squared differences between confidence and truth: 0 is perfect, 0.25 is what 0.5 for everything gets.</summary>
    public double? Brier => _claims.Count == 0 ? null
        : _claims.Average(static claim => Math.Pow(claim.Confidence - (claim.IsRight ? 1 : 0), 2));

    /// <summary>The expected calibration error: the mean distance between confidence and the share that was right, by rows.</summary>
    public double? CalibrationError => _claims.Count == 0 ? null
        : Rows.Sum(row => (double)row.Right.All / _claims.Count * Math.Abs(row.MeanConfidence - ((double)row.Right.Of / row.Right.All)));

    /// <summary>The rows that have cases.</summary>
    public IReadOnlyList<ReliabilityRow> Rows =>
    [
        .. _claims.GroupBy(static claim => Array.FindLastIndex(Starts, start => start <= claim.Confidence)).OrderBy(static row => row.Key)
            .Select(static row => new ReliabilityRow(
                Starts[row.Key],
                row.Key + 1 < Starts.Length ? Starts[row.Key + 1] : 1,
                row.Average(static claim => claim.Confidence),
                new Proportion(row.Count(static claim => claim.IsRight), row.Count()))),
    ];

    public void Add(double confidence, bool isRight) => _claims.Add((confidence, isRight));
}

/// <summary>Claims of about the same confidence.</summary>
public sealed record ReliabilityRow(double From, double To, double MeanConfidence, Proportion Right);
