namespace Dutchbook.Detection;

/// <summary>How much of its box a market may use without a penalty.</summary>
internal enum BoxFit
{
    /// <summary>The middle half; a small penalty beyond it, a large one beyond the box.</summary>
    Comfortable,

    /// <summary>All but a micro-dollar at each edge: what lies there is inside for certain.</summary>
    Safe,

    /// <summary>All of it.</summary>
    Exact,
}

/// <summary>The boxes of a cluster's markets: exact in micro-dollars, and as penalties for the search.</summary>
internal sealed class BoxPenalties
{
    /// <summary>The slope between the middle of a box and its edges.</summary>
    public const double SmallPenalty = 1.0 / 1024;

    private const double Share = 0.25;

    // How far inside an open box a market prefers to be from its one edge.
    private const double OneSided = 0.02;
    private const double Micro = 1.0 / Box.Dollar;
    private const int MostBreaks = 4;

    private readonly Box[] _exact;
    private readonly double[] _low;
    private readonly double[] _high;
    private readonly bool[] _isChanged;
    private readonly int[] _changed;
    private int _changes;
    private bool _written;

    public BoxPenalties(int markets)
    {
        _exact = new Box[markets];
        _low = new double[markets];
        _high = new double[markets];
        _isChanged = new bool[markets];
        _changed = new int[markets];
        Array.Fill(_exact, Box.Open);
        Array.Fill(_low, double.NegativeInfinity);
        Array.Fill(_high, double.PositiveInfinity);
        Penalties = new(markets, MostBreaks);
    }

    public int Count => _exact.Length;

    public ReadOnlySpan<Box> Exact => _exact;

    public Penalties Penalties { get; }

    public BoxFit Fit { get; private set; } = BoxFit.Comfortable;

    public double Low(int market) => _low[market];

    public double High(int market) => _high[market];

    public double Middle(int market)
    {
        Box box = _exact[market];
        return (box.HasLow, box.HasHigh) switch
        {
            (true, true) => (Low(market) + High(market)) / 2,
            (true, false) => Low(market) + OneSided,
            (false, true) => High(market) - OneSided,
            (false, false) => 0.5,
        };
    }

    /// <summary>Takes a box; its penalties are written when they are next needed.</summary>
    public void Set(int market, Box box)
    {
        _exact[market] = box;
        _low[market] = box.HasLow ? (double)box.Low / Box.Dollar : double.NegativeInfinity;
        _high[market] = box.HasHigh ? (double)box.High / Box.Dollar : double.PositiveInfinity;
        if (!_isChanged[market])
        {
            _isChanged[market] = true;
            _changed[_changes++] = market;
        }
    }

    /// <summary>Writes all penalties anew for a fit. False when that fit is in use already.</summary>
    public bool TryUse(BoxFit fit)
    {
        if (Fit == fit && _written)
        {
            return false;
        }

        Fit = fit;
        _written = true;
        for (int market = 0; market < _exact.Length; market++)
        {
            Write(market);
        }

        return true;
    }

    /// <summary>Writes the penalties of boxes that changed since, and finds their markets' pieces.</summary>
    public void WriteChanged(ReadOnlySpan<double> values)
    {
        while (_changes > 0)
        {
            int market = _changed[_changes - 1];
            Write(market);
            Penalties.Locate(market, values[market]);
        }
    }

    /// <summary>Whether probabilities lie inside every box by at least a guard.</summary>
    public bool Hold(ReadOnlySpan<double> mu, double guard)
    {
        for (int market = 0; market < _exact.Length; market++)
        {
            if (mu[market] < Low(market) + guard || mu[market] > High(market) - guard)
            {
                return false;
            }
        }

        return true;
    }

    private void Write(int market)
    {
        if (_isChanged[market])
        {
            Forget(market);
        }

        double low = Low(market);
        double high = High(market);
        bool comfortable = Fit == BoxFit.Comfortable;
        double width = high - low;
        double margin = Fit switch
        {
            BoxFit.Comfortable => Math.Min(OneSided, Share * width),
            BoxFit.Safe => Math.Min(Micro, Share * width),
            BoxFit.Exact => 0,
        };
        double outside = comfortable ? 1 + SmallPenalty : 1;
        Penalties.Clear(market, double.IsFinite(low) ? -outside : 0);
        if (double.IsFinite(low))
        {
            Break(market, low, margin, comfortable, -SmallPenalty, 0);
        }

        if (double.IsFinite(high))
        {
            Break(market, high - margin, margin, comfortable, SmallPenalty, outside);
        }
    }

    private void Forget(int market)
    {
        _isChanged[market] = false;
        int at = Array.IndexOf(_changed, market, 0, _changes);
        _changed[at] = _changed[--_changes];
    }

    /// <summary>One break, or in comfort two: at the edge of the box and at that of its middle.</summary>
    private void Break(int market, double at, double margin, bool comfortable, double between, double beyond)
    {
        bool isLow = between < 0;
        if (comfortable)
        {
            Penalties.Add(market, at, between);
            Penalties.Add(market, at + margin, beyond);
        }
        else
        {
            Penalties.Add(market, isLow ? at + margin : at, beyond);
        }
    }
}
