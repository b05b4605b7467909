using System.Numerics;

namespace Dutchbook.Detection;

/// <summary>
/// The oracle of clusters with too many worlds to list: depth-first branch and bound with propagation, bounded below by
/// shifting weight between the facts. Deterministic, and bounded in nodes.
/// </summary>
internal sealed class SearchOracle : IWorldOracle
{
    private const int RootSweeps = 40;
    private const int BitsOfWeights = 46;

    private readonly CompiledLogic _logic;
    private readonly CostShifting _bound;
    private readonly Propagator _truth;
    private readonly bool _isPossible;
    private readonly int _root;
    private readonly long[] _scaled;
    private long _divisor;
    private long _ceiling;
    private long _cut;
    private int _shift;
    private readonly Stack<(int Mark, int Literal, long Bound)> _open = [];

    public SearchOracle(CompiledLogic logic)
    {
        _logic = logic;
        _bound = new(logic);
        _scaled = new long[logic.Logic.Variables];
        _truth = new(logic);
        _isPossible = _truth.Start();
        _root = _truth.Count;
    }

    public OracleAnswer Minimise(ReadOnlySpan<long> weights, long nodes, long goodEnough, Span<ulong> world)
    {
        if (!_isPossible)
        {
            return new(OracleStatus.Contradictory, 0, 0, 0);
        }

        _truth.BackTo(_root);
        _open.Clear();
        Scale(weights);
        _ceiling = goodEnough == long.MinValue ? long.MaxValue : goodEnough;
        _cut = long.MaxValue;
        long best = long.MaxValue;
        long spent = 0;
        long floor = Root(ref spent);
        bool possible = true;
        while (true)
        {
            if (possible && _truth.IsComplete)
            {
                long value = Weigh(weights);
                if (value < best)
                {
                    best = value;
                    _truth.CopyWorld(world);
                    if (best <= goodEnough)
                    {
                        break;
                    }
                }

                possible = false;
            }

            if (possible)
            {
                if (spent >= nodes)
                {
                    _open.Push((0, 0, floor));
                    break;
                }

                spent++;
                floor = Math.Max(floor, Sweep((spent & 1) == 0));
                possible = MayHold(floor, best);
            }

            if (possible)
            {
                int literal = Branch();
                _open.Push((_truth.Count, Literal.Not(literal), floor));
                possible = _truth.Assume(literal);
            }
            else if (!TryGoBack(best, out floor, out possible))
            {
                return Finished(best, spent);
            }
        }

        return Unfinished(best, spent);
    }

    /// <summary>Whether a part of the search can hold a world that is lighter than the best and as light as asked.</summary>
    private bool MayHold(long floor, long best)
    {
        if (floor > _ceiling)
        {
            _cut = Math.Min(_cut, floor);
        }

        return floor < best && floor <= _ceiling;
    }

    private OracleAnswer Finished(long best, long spent)
    {
        long bound = Math.Min(best, _cut);
        return bound == long.MaxValue ? new(OracleStatus.Contradictory, 0, 0, spent)
            : best == long.MaxValue ? new(OracleStatus.NoneSoLight, 0, bound, spent)
            : new(bound == best ? OracleStatus.Proven : OracleStatus.Bounded, best, bound, spent);
    }

    /// <summary>
    /// Every world weighs a multiple of the weights' common divisor, so a bound may be rounded up to one. The parts that
    /// weight is divided into are finer.
    /// </summary>
    private void Scale(ReadOnlySpan<long> weights)
    {
        _divisor = 0;
        long sum = 1;
        foreach (long weight in weights)
        {
            _divisor = Proportion.CommonDivisor(_divisor, Math.Abs(weight));
        }

        _divisor = Math.Max(1, _divisor);
        foreach (long weight in weights)
        {
            sum += Math.Abs(weight / _divisor);
        }

        _shift = Math.Max(0, BitsOfWeights - BitOperations.Log2((ulong)sum));
        for (int variable = 0; variable < weights.Length; variable++)
        {
            _scaled[variable] = (weights[variable] / _divisor) << _shift;
        }

        _bound.Load(_scaled);
    }

    /// <summary>One round of the bound, rounded up to what a world can weigh.</summary>
    private long Sweep(bool forwards)
    {
        long parts = _bound.Sweep(_truth, forwards);
        return -(-parts >> _shift) * _divisor;
    }

    private long Root(ref long spent)
    {
        long floor = long.MinValue;
        for (int sweep = 0; sweep < RootSweeps; sweep++)
        {
            long bound = Sweep((sweep & 1) == 0);
            spent++;
            if (bound <= floor && sweep > 4)
            {
                break;
            }

            floor = Math.Max(floor, bound);
        }

        return floor;
    }

    private bool TryGoBack(long best, out long floor, out bool possible)
    {
        while (_open.TryPop(out (int Mark, int Literal, long Bound) branch))
        {
            if (MayHold(branch.Bound, best))
            {
                _truth.BackTo(branch.Mark);
                floor = branch.Bound;
                possible = _truth.Assume(branch.Literal);
                return true;
            }
        }

        (floor, possible) = (best, false);
        return false;
    }

    private OracleAnswer Unfinished(long best, long spent)
    {
        long bound = Math.Min(best, _cut);
        foreach ((int _, int _, long open) in _open)
        {
            bound = Math.Min(bound, open);
        }

        return best == long.MaxValue
            ? new(OracleStatus.NothingFound, 0, bound, spent)
            : new(bound == best ? OracleStatus.Proven : OracleStatus.Bounded, best, bound, spent);
    }

    private int Branch()
    {
        int chosen = -1;
        long most = -1;
        for (int variable = 0; variable < _logic.Logic.Variables; variable++)
        {
            if (_truth.IsOpen(variable) && Math.Abs(_bound.Belief[variable]) > most)
            {
                (chosen, most) = (variable, Math.Abs(_bound.Belief[variable]));
            }
        }

        return _bound.Belief[chosen] > 0 ? Literal.No(chosen) : Literal.Yes(chosen);
    }

    private long Weigh(ReadOnlySpan<long> weights)
    {
        long sum = 0;
        foreach (int literal in _truth.Trail)
        {
            sum += Literal.IsYes(literal) ? weights[Literal.VariableOf(literal)] : 0;
        }

        return sum;
    }
}
