using Dutchbook.Domain;
using Xunit;

namespace Dutchbook.Unit.Domain;

/// <summary>A relation that says where each claim lies on one observable.</summary>
public sealed class Lines
{
    private static readonly string[] Cells = ["x < 3", "3 <= x < 4", "x >= 4"];

    private static readonly Claim[] Two =
        [Claim.Yes(new Market { Ticker = "A", Index = 0 }), Claim.Yes(new Market { Ticker = "B", Index = 1 })];

    [Fact]
    public void A_claim_pays_in_the_cells_of_its_span_and_in_no_other()
    {
        CellLine line = new(Cells, [new CellSpan(1, 3), new CellSpan(1, 2)]);

        Assert.Equal([false, true, true], Enumerable.Range(0, 3).Select(cell => line.Pays(0, cell)));
        Assert.Equal([false, true, false], Enumerable.Range(0, 3).Select(cell => line.Pays(1, cell)));
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(2, 1)]
    [InlineData(0, 4)]
    public void A_span_outside_the_cells_is_refused(int from, int to) =>
        Assert.Throws<ArgumentException>(() => new CellLine(Cells, [new CellSpan(from, to)]));

    [Fact]
    public void One_cell_is_no_line() => Assert.Throws<ArgumentOutOfRangeException>(() => new CellLine(["all"], []));

    [Fact]
    public void A_line_has_a_span_for_each_claim_and_nothing_else_has_any()
    {
        CellLine one = new(Cells, [new CellSpan(1, 3)]);
        Assert.Throws<ArgumentException>(() => new Relation(RelationType.Line, Two, one) { Rule = "test" });
        Assert.Throws<ArgumentException>(() => new Relation(RelationType.Line, Two) { Rule = "test" });
        Assert.Throws<ArgumentException>(() => new Relation(RelationType.Exclusive, [Two[0]], one) { Rule = "test" });
    }

    [Fact]
    public void The_id_depends_on_the_spans_and_not_on_the_order_of_the_claims()
    {
        CellSpan wide = new(1, 3);
        CellSpan narrow = new(1, 2);
        string id = Line([Two[0], Two[1]], [wide, narrow]).Id;

        Assert.Equal(id, Line([Two[1], Two[0]], [narrow, wide]).Id, StringComparer.Ordinal);
        Assert.NotEqual(id, Line([Two[0], Two[1]], [narrow, wide]).Id, StringComparer.Ordinal);
    }

    [Fact]
    public void The_formula_names_the_span_of_each_claim() => Assert.Equal(
        "sum over cells = 1, P(claim) = sum over its cells: P(YES A) [1, 3), P(YES B) [1, 2)",
        Formula.Of(Line(Two, [new CellSpan(1, 3), new CellSpan(1, 2)])), StringComparer.Ordinal);

    private static Relation Line(Claim[] claims, CellSpan[] spans) =>
        new(RelationType.Line, claims, new CellLine(Cells, spans)) { Rule = "test" };
}
