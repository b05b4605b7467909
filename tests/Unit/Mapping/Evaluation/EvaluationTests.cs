using Dutchbook.Domain;
using Dutchbook.Mapping;
using Xunit;

namespace Dutchbook.Unit.Mapping.Evaluation;

public sealed class EvaluationTests
{
    private static readonly DateTimeOffset Until = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    private static LabelledQuestion Question(string rules) => new("q", rules, rules, Until);

    [Theory]
    // Wilson, 95 %: checked against the published table for 0, 5 and 10 of 10.
    [InlineData(0, 10, 0.0, 0.2775)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(10, 10, 0.7225, 1.0)]
    [InlineData(0, 0, 0.0, 1.0)]
    public void A_share_has_an_honest_interval(int of, int all, double low, double high)
    {
        (double Low, double High) interval = new Proportion(of, all).Interval;
        Assert.Equal((low, high), (Math.Round(interval.Low, 4), Math.Round(interval.High, 4)));
    }

    [Fact]
    public void Precision_and_recall_count_what_is_let_through()
    {
        LabelledQuestion early = Question("If Jane Doe resigns before June 1, 2026");
        LabelledQuestion late = Question("If Jane Doe resigns before July 1, 2026");
        LabelledQuestion other = Question("If Jane Doe departs from her office before July 1, 2026");
        EvaluationRow row = Assert.Single(CheckEvaluation.Run(
        [
            new LabelledClaim(early, late, RelationType.Subset, IsTrue: true, "consequence"),
            new LabelledClaim(late, early, RelationType.Subset, IsTrue: false, "swap"),
            new LabelledClaim(late, late, RelationType.Subset, IsTrue: false, "mislabelled"),
            new LabelledClaim(Question("If it snows"), other, RelationType.Subset, IsTrue: true, "out of reach"),
        ]));
        Assert.Equal((new Proportion(1, 2), new Proportion(1, 2)), (row.Precision, row.Recall));
        Assert.Equal([("mislabelled", new Proportion(0, 1)), ("swap", new Proportion(1, 1))], row.Vetoed);
    }
}
