namespace Dutchbook.Detection;

/// <summary>
/// A lower bound on the weight of every world: each variable's weight is divided among the facts that speak of it, each
/// fact is minimised alone, and weight moves between facts as long as the sum of the minima rises. Every division is a
/// valid one, so nothing has to be taken back when the search goes back.
/// </summary>
internal sealed class CostShifting
{
    private readonly Factor[] _factors;
    private readonly long[][] _cost;
    private readonly bool[][] _isShared;
    private readonly long[] _rest;
    private readonly long[] _belief;
    private readonly long[] _difference;
    private readonly long[] _least;
    private long _constant;

    public CostShifting(CompiledLogic logic)
    {
        int variables = logic.Logic.Variables;
        _factors = [.. Factors(logic)];
        _cost = [.. _factors.Select(static factor => new long[factor.Literals.Length])];
        _rest = new long[variables];
        _belief = new long[variables];
        _least = new long[_factors.Length];
        _difference = new long[_factors.Select(static factor => factor.Literals.Length).DefaultIfEmpty().Max()];
        int[] uses = new int[variables];
        foreach (int literal in _factors.SelectMany(static factor => factor.Literals))
        {
            uses[Literal.VariableOf(literal)]++;
        }

        _isShared = [.. _factors.Select(factor =>
            factor.Literals.Select(literal => uses[Literal.VariableOf(literal)] > 1).ToArray())];
        foreach ((Factor factor, bool[] shared) in _factors.Zip(_isShared))
        {
            factor.Shared = shared.Count(static isShared => isShared);
        }
    }

    /// <summary>How much dearer each variable was, when last looked at, true than false.</summary>
    public ReadOnlySpan<long> Belief => _belief;

    /// <summary>Takes new weights. The last division stays: it is a good start for similar weights.</summary>
    public void Load(ReadOnlySpan<long> weights)
    {
        _constant = 0;
        weights.CopyTo(_rest);
        weights.CopyTo(_belief);
        foreach (long[] cost in _cost)
        {
            Array.Clear(cost);
        }
    }

    /// <summary>One round of moving weight, forwards or backwards. Returns the bound.</summary>
    public long Sweep(Propagator truth, bool forwards)
    {
        for (int i = 0; i < _factors.Length; i++)
        {
            Balance(forwards ? i : _factors.Length - 1 - i, truth);
        }

        long bound = _constant;
        foreach (long least in _least)
        {
            bound += least;
        }

        for (int variable = 0; variable < _rest.Length; variable++)
        {
            long rest = _rest[variable];
            bound += truth.IsOpen(variable) ? Math.Min(0, rest) : truth.IsTrue(Literal.Yes(variable)) ? rest : 0;
        }

        return bound;
    }

    private static IEnumerable<Factor> Factors(CompiledLogic logic)
    {
        int line = 0;
        foreach (LogicConstraint constraint in logic.Logic.Constraints.ToArray())
        {
            int[] literals = constraint.Literals.ToArray();
            yield return constraint.Kind switch
            {
                ConstraintKind.Implies => new ChainFactor(literals),
                ConstraintKind.AtMostOne => new GroupFactor(literals, mayBeEmpty: true),
                ConstraintKind.AtLeastOne => new ClauseFactor(literals),
                ConstraintKind.ExactlyOne => new GroupFactor(literals, mayBeEmpty: false),
                ConstraintKind.AllEqual => new EqualFactor(literals),
                ConstraintKind.Conjunction => new ConjunctionFactor(literals),
                ConstraintKind.Line => new LineFactor(logic.Lines[line], line++),
            };
        }
    }

    private void Balance(int index, Propagator truth)
    {
        Factor factor = _factors[index];
        long[] cost = _cost[index];
        for (int i = 0; i < cost.Length; i++)
        {
            Move(factor.Literals[i], ref cost[i], _rest[Literal.VariableOf(factor.Literals[i])]);
        }

        Span<long> difference = _difference.AsSpan(0, cost.Length);
        long least = factor.Weigh(cost, truth, difference);
        bool[] shared = _isShared[index];
        for (int i = 0; i < cost.Length; i++)
        {
            int literal = factor.Literals[i];
            int variable = Literal.VariableOf(literal);
            if (!truth.IsOpen(variable))
            {
                continue;
            }

            _belief[variable] = Literal.IsYes(literal) ? difference[i] : -difference[i];
            if (shared[i])
            {
                // An equal share of what the fact would pay to have its way: the sum of the minima cannot fall.
                Move(literal, ref cost[i], -(_belief[variable] / factor.Shared));
            }
        }

        _least[index] = factor.Weigh(cost, truth, difference);
    }

    /// <summary>Moves weight from a variable's rest into a fact's literal.</summary>
    private void Move(int literal, ref long cost, long weight)
    {
        _rest[Literal.VariableOf(literal)] -= weight;
        if (Literal.IsYes(literal))
        {
            cost += weight;
        }
        else
        {
            // The weight falls due when the literal is false.
            cost -= weight;
            _constant += weight;
        }
    }
}
