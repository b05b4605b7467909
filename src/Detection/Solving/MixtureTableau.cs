using System.Numerics;

namespace Dutchbook.Detection;

/// <summary>
/// Every market's probability as a mixture of retained worlds: <c>mu_i = sum q_w w_i</c>, <c>sum q_w = 1</c>, solved for
/// one variable a row. Variables are the markets, then the worlds; the rest are columns that may be moved freely.
/// Column 0 is the constant.
/// </summary>
internal sealed partial class MixtureTableau
{
    private static readonly int Lane = Vector<double>.Count;

    private readonly int _markets;
    private readonly MixturePoints _worlds;
    private double[] _cells;
    private int _stride;

    public MixtureTableau(MixturePoints worlds)
    {
        _worlds = worlds;
        _markets = worlds.Markets;
        Rows = _markets + 1;
        _stride = Padded(worlds.Capacity + 1);
        _cells = new double[Rows * _stride];
        RowVariable = new int[Rows];
        ColumnVariable = new int[_stride];
        Value = new double[_markets + worlds.Capacity];
        Place = new int[_markets + worlds.Capacity];
    }

    /// <summary>Markets and one: the mixture's weights sum to one.</summary>
    public int Rows { get; }

    /// <summary>Columns in use, the constant included.</summary>
    public int Columns { get; private set; }

    public int PaddedColumns => Padded(Columns);

    public int[] RowVariable { get; }

    public int[] ColumnVariable { get; private set; }

    /// <summary>The value of each variable.</summary>
    public double[] Value { get; private set; }

    /// <summary>Where each variable is: a row, or the complement of a column.</summary>
    public int[] Place { get; private set; }

    public ReadOnlySpan<double> Row(int row) => _cells.AsSpan(row * _stride, Columns);

    public double Cell(int row, int column) => _cells[(row * _stride) + column];

    public bool IsMarket(int variable) => variable < _markets;

    /// <summary>Starts over: all markets and one world solved for, all other worlds as columns.</summary>
    public void Reset(int start)
    {
        Grow();
        Array.Clear(_cells);
        Columns = 1;
        ReadOnlySpan<double> first = _worlds.Dense(start);
        for (int i = 0; i < _markets; i++)
        {
            RowVariable[i] = i;
            Place[i] = i;
            _cells[i * _stride] = first[i];
            Value[i] = first[i];
        }

        RowVariable[_markets] = _markets + start;
        Place[_markets + start] = _markets;
        Value[_markets + start] = 1;
        _cells[_markets * _stride] = 1;
        for (int world = 0; world < _worlds.Count; world++)
        {
            if (world != start && _worlds.IsHeld(world))
            {
                AddWorld(world);
            }
        }
    }

    /// <summary>Makes a retained world a column, at weight zero.</summary>
    public int AddWorld(int world)
    {
        Grow();
        int column = Columns++;
        int variable = _markets + world;
        ColumnVariable[column] = variable;
        Place[variable] = ~column;
        Value[variable] = 0;
        ReadOnlySpan<double> dense = _worlds.Dense(world);
        for (int row = 0; row < Rows; row++)
        {
            // Giving the world weight q takes q from the constant one, and q * w_i from every market's own sum.
            double cell = IsMarket(RowVariable[row]) ? dense[RowVariable[row]] : 0;
            ReadOnlySpan<double> cells = Row(row);
            cell -= cells[0];
            for (int c = 1; c < column; c++)
            {
                if (IsMarket(ColumnVariable[c]))
                {
                    cell -= cells[c] * dense[ColumnVariable[c]];
                }
            }

            _cells[(row * _stride) + column] = cell;
        }

        return column;
    }

    public void RemoveColumn(int column)
    {
        int last = --Columns;
        for (int row = 0; row < Rows; row++)
        {
            _cells[(row * _stride) + column] = _cells[(row * _stride) + last];
            _cells[(row * _stride) + last] = 0;
        }

        ColumnVariable[column] = ColumnVariable[last];
        Place[ColumnVariable[column]] = ~column;
    }

    /// <summary>Moves a column's variable and everything that depends on it.</summary>
    public void Shift(int column, double by)
    {
        Value[ColumnVariable[column]] += by;
        int cell = column;
        for (int row = 0; row < RowVariable.Length; row++, cell += _stride)
        {
            Value[RowVariable[row]] += _cells[cell] * by;
        }
    }

    /// <summary>Adds a multiple of a row to sums over its columns.</summary>
    public void AddRow(int row, double factor, Span<double> sums) =>
        AddScaled(sums[..Padded(Columns)], _cells.AsSpan(row * _stride), factor);

    /// <summary>Exchanges a row's variable with a column's. Values stay.</summary>
    public void Pivot(int row, int column)
    {
        int width = Padded(Columns);
        Span<double> pivot = _cells.AsSpan(row * _stride, width);
        double inverse = 1 / pivot[column];
        for (int c = 0; c < width; c++)
        {
            pivot[c] *= -inverse;
        }

        pivot[column] = inverse;
        for (int other = 0; other < Rows; other++)
        {
            Span<double> target = _cells.AsSpan(other * _stride, width);
            double factor = target[column];
            if (other == row || factor == 0)
            {
                continue;
            }

            target[column] = 0;
            AddScaled(target, pivot, factor);
        }

        (RowVariable[row], ColumnVariable[column]) = (ColumnVariable[column], RowVariable[row]);
        Place[RowVariable[row]] = row;
        Place[ColumnVariable[column]] = ~column;
    }

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> source, double factor)
    {
        Vector<double> scale = new(factor);
        for (int c = 0; c < target.Length; c += Lane)
        {
            Span<double> at = target[c..];
            (new Vector<double>(at) + (new Vector<double>(source[c..]) * scale)).CopyTo(at);
        }
    }

    private static int Padded(int columns) => (columns + Lane - 1) / Lane * Lane;

    private void Grow()
    {
        int needed = _worlds.Capacity + 1;
        if (needed > _stride)
        {
            int stride = Padded(needed);
            double[] cells = new double[Rows * stride];
            for (int row = 0; row < Rows; row++)
            {
                _cells.AsSpan(row * _stride, _stride).CopyTo(cells.AsSpan(row * stride));
            }

            (_cells, _stride) = (cells, stride);
            int[] columns = new int[stride];
            ColumnVariable.CopyTo(columns, 0);
            ColumnVariable = columns;
        }

        if (Value.Length < _markets + _worlds.Capacity)
        {
            double[] values = new double[_markets + _worlds.Capacity];
            Value.CopyTo(values, 0);
            Value = values;
            int[] places = new int[_markets + _worlds.Capacity];
            Place.CopyTo(places, 0);
            Place = places;
        }
    }
}
