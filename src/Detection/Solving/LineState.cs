namespace Dutchbook.Detection;

/// <summary>The cells of one line that are still possible, with a history to go back through.</summary>
internal sealed class LineState
{
    private readonly CompiledLine _line;
    private readonly List<(int Mark, ulong[] Allowed)> _history = [];
    private readonly Stack<ulong[]> _spare = [];
    private ulong[] _allowed;

    public LineState(CompiledLine line)
    {
        _line = line;
        _allowed = new ulong[line.Words];
        for (int cell = 0; cell < line.Cells; cell++)
        {
            WorldBits.Set(_allowed, cell);
        }
    }

    public ReadOnlySpan<ulong> Allowed => _allowed;

    /// <summary>Drops the cells that decided markets exclude, then decides the markets that agree on all that is left.</summary>
    public bool Restrict(Propagator truth)
    {
        bool dropped = false;
        for (int i = 0; i < _line.Literals.Length; i++)
        {
            int literal = _line.Literals[i];
            ulong flip = truth.IsTrue(literal) ? 0 : ulong.MaxValue;
            if (flip == 0 || truth.IsTrue(Literal.Not(literal)))
            {
                dropped |= Keep(_line.Inside(i), flip, truth.Count, dropped);
            }
        }

        return !IsEmpty() && DecideAgreed(truth);
    }

    public void BackTo(int mark)
    {
        // A state recorded while more literals stood than the mark keeps was made after it.
        while (_history.Count > 0 && _history[^1].Mark > mark)
        {
            _spare.Push(_allowed);
            _allowed = _history[^1].Allowed;
            _history.RemoveAt(_history.Count - 1);
        }
    }

    private bool Keep(ReadOnlySpan<ulong> inside, ulong flip, int mark, bool saved)
    {
        bool dropped = false;
        for (int w = 0; w < inside.Length; w++)
        {
            ulong kept = _allowed[w] & (inside[w] ^ flip);
            if (kept == _allowed[w])
            {
                continue;
            }

            if (!saved && !dropped)
            {
                ulong[] copy = _spare.Count > 0 ? _spare.Pop() : new ulong[_allowed.Length];
                _allowed.CopyTo(copy, 0);
                _history.Add((mark, _allowed));
                _allowed = copy;
            }

            dropped = true;
            _allowed[w] = kept;
        }

        return dropped;
    }

    private bool IsEmpty()
    {
        foreach (ulong word in _allowed)
        {
            if (word != 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool DecideAgreed(Propagator truth)
    {
        for (int i = 0; i < _line.Literals.Length; i++)
        {
            bool anyInside = false;
            bool anyOutside = false;
            ReadOnlySpan<ulong> inside = _line.Inside(i);
            for (int w = 0; w < inside.Length; w++)
            {
                anyInside |= (_allowed[w] & inside[w]) != 0;
                anyOutside |= (_allowed[w] & ~inside[w]) != 0;
            }

            int literal = _line.Literals[i];
            if ((!anyOutside && !truth.Put(literal)) || (!anyInside && !truth.Put(Literal.Not(literal))))
            {
                return false;
            }
        }

        return true;
    }
}
