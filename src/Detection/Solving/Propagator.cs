namespace Dutchbook.Detection;

/// <summary>
/// Draws what follows from assumed literals, and takes it back again. Sound, not complete: what it derives is certain,
/// but only a full assignment without conflict is known to be a world.
/// </summary>
internal sealed class Propagator
{
    private readonly CompiledLogic _logic;
    private readonly bool[] _true;
    private readonly int[] _trail;
    private readonly int[] _falseInClause;
    private readonly LineState[] _lines;
    private int _count;
    private int _seen;

    public Propagator(CompiledLogic logic)
    {
        _logic = logic;
        _true = new bool[2 * logic.Logic.Variables];
        _trail = new int[logic.Logic.Variables];
        _falseInClause = new int[logic.Clauses.Length];
        _lines = [.. logic.Lines.Select(static line => new LineState(line))];
    }

    /// <summary>How many variables are decided; also the mark to return to.</summary>
    public int Count => _count;

    public int Variables => _logic.Logic.Variables;

    public bool IsComplete => _count == _logic.Logic.Variables;

    /// <summary>The literals decided so far, in the order in which they were.</summary>
    public ReadOnlySpan<int> Trail => _trail.AsSpan(0, _count);

    public bool IsTrue(int literal) => _true[literal];

    /// <summary>The cells of a line that are still possible, as bits.</summary>
    public ReadOnlySpan<ulong> AllowedCells(int line) => _lines[line].Allowed;

    public bool IsOpen(int variable) => !_true[2 * variable] && !_true[(2 * variable) + 1];

    /// <summary>What holds without any assumption. False when nothing can.</summary>
    public bool Start()
    {
        foreach (int[] clause in _logic.Clauses)
        {
            if (clause.Length == 0 || (clause.Length == 1 && !Put(clause[0])))
            {
                return false;
            }
        }

        foreach (LineState line in _lines)
        {
            if (!line.Restrict(this))
            {
                return false;
            }
        }

        return Propagate();
    }

    /// <summary>Assumes a literal and everything that follows. On false the caller must go back to its mark.</summary>
    public bool Assume(int literal) => Put(literal) && Propagate();

    public void BackTo(int mark)
    {
        while (_count > mark)
        {
            int literal = _trail[--_count];
            _true[literal] = false;
            if (_count < _seen)
            {
                foreach (int clause in _logic.ClausesOf[Literal.Not(literal)])
                {
                    _falseInClause[clause]--;
                }
            }
        }

        _seen = Math.Min(_seen, _count);
        foreach (LineState line in _lines)
        {
            line.BackTo(mark);
        }
    }

    public void CopyWorld(Span<ulong> world)
    {
        world.Clear();
        foreach (int literal in Trail)
        {
            if (Literal.IsYes(literal))
            {
                WorldBits.Set(world, Literal.VariableOf(literal));
            }
        }
    }

    /// <summary>Records a literal; false when its negation holds already.</summary>
    internal bool Put(int literal)
    {
        if (_true[literal])
        {
            return true;
        }

        if (_true[Literal.Not(literal)])
        {
            return false;
        }

        _true[literal] = true;
        _trail[_count++] = literal;
        return true;
    }

    private bool Propagate()
    {
        while (_seen < _count)
        {
            int literal = _trail[_seen++];
            if (!Follow(literal))
            {
                return false;
            }
        }

        return true;
    }

    private bool Follow(int literal)
    {
        // Clause counters are raised completely before anything can fail, so that going back lowers what was raised.
        ReadOnlySpan<int> clauses = _logic.ClausesOf[Literal.Not(literal)];
        foreach (int clause in clauses)
        {
            _falseInClause[clause]++;
        }

        foreach (int implied in _logic.Arrows[literal])
        {
            if (!Put(implied))
            {
                return false;
            }
        }

        foreach (int group in _logic.GroupsOf[literal])
        {
            if (!ExcludeOthers(_logic.Groups[group], literal))
            {
                return false;
            }
        }

        foreach (int clause in clauses)
        {
            if (!KeepSatisfiable(clause))
            {
                return false;
            }
        }

        foreach (int line in _logic.LinesOf[Literal.VariableOf(literal)])
        {
            if (!_lines[line].Restrict(this))
            {
                return false;
            }
        }

        return true;
    }

    private bool ExcludeOthers(int[] group, int holding)
    {
        bool passed = false;
        foreach (int other in group)
        {
            if (other == holding && !passed)
            {
                passed = true;
            }
            else if (!Put(Literal.Not(other)))
            {
                return false;
            }
        }

        return true;
    }

    private bool KeepSatisfiable(int clause)
    {
        int[] literals = _logic.Clauses[clause];
        if (_falseInClause[clause] < literals.Length - 1)
        {
            return true;
        }

        foreach (int literal in literals)
        {
            if (!_true[Literal.Not(literal)])
            {
                return Put(literal);
            }
        }

        return false;
    }
}
