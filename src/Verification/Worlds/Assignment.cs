namespace Dutchbook.Verification;

/// <summary>What is decided so far of a world: which markets resolve YES, which NO, and which are open.</summary>
internal sealed class Assignment(int markets)
{
    private const sbyte Open = -1;

    private readonly sbyte[] _values = AllOpen(markets);
    private readonly int[] _decided = new int[markets];

    /// <summary>How many markets are decided; also the point to which a later state can be undone.</summary>
    public int Mark { get; private set; }

    public bool? this[int market] => _values[market] == Open ? null : _values[market] == 1;

    /// <summary>False when the market was decided the other way.</summary>
    public bool Set(int market, bool yes)
    {
        sbyte value = yes ? (sbyte)1 : (sbyte)0;
        if (_values[market] == Open)
        {
            _values[market] = value;
            _decided[Mark++] = market;
        }

        return _values[market] == value;
    }

    public void Undo(int mark)
    {
        while (Mark > mark)
        {
            _values[_decided[--Mark]] = Open;
        }
    }

    private static sbyte[] AllOpen(int markets)
    {
        sbyte[] values = new sbyte[markets];
        Array.Fill(values, Open);
        return values;
    }
}
