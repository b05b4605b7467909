using Dutchbook.Detection;

namespace Dutchbook.Unit.Detection.Solving.Planted;

/// <summary>Planted facts in the product's own words.</summary>
internal static class Translation
{
    public static ClusterLogic Logic(int markets, IEnumerable<Fact> facts) => new(markets, facts.Select(Constraint));

    private static LogicConstraint Constraint(Fact fact)
    {
        int[] literals = [.. fact.Sides.Select(static side => side.Yes ? Literal.Yes(side.Market) : Literal.No(side.Market))];
        return fact.Kind switch
        {
            "implies" => LogicConstraint.Implies(literals),
            "at most one" => LogicConstraint.AtMostOne(literals),
            "at least one" => LogicConstraint.AtLeastOne(literals),
            "exactly one" => LogicConstraint.ExactlyOne(literals),
            "all equal" => LogicConstraint.AllEqual(literals),
            "conjunction" => LogicConstraint.Conjunction(literals),
            "line" => LogicConstraint.Line(
                fact.Cells, literals, [.. fact.Spans!.Select(static span => span.From)],
                [.. fact.Spans!.Select(static span => span.To)]),
            _ => throw new InvalidOperationException(fact.Kind),
        };
    }
}
