namespace Dutchbook.Detection;

/// <content>Made anew from the worlds it holds.</content>
internal sealed partial class MixtureTableau
{
    private const double Negligible = 1e-9;

    /// <summary>
    /// Works everything out again from the retained worlds, which sheds what rounding has left behind. False when the
    /// worlds that carried weight cannot carry it again.
    /// </summary>
    public bool TryRebuild()
    {
        int[] solved = [.. RowVariable];
        double[] values = [.. Value];
        bool[] free = new bool[_markets];
        Array.Fill(free, true);
        int start = -1;
        foreach (int variable in solved)
        {
            if (IsMarket(variable))
            {
                free[variable] = false;
            }
            else if (start < 0)
            {
                start = variable - _markets;
            }
        }

        Reset(start);
        foreach (int variable in solved)
        {
            if (!IsMarket(variable) && variable != _markets + start)
            {
                SolveFor(~Place[variable], free);
            }
        }

        for (int column = 1; column < Columns; column++)
        {
            int variable = ColumnVariable[column];
            Value[variable] = IsMarket(variable) ? values[variable] : 0;
        }

        Refresh();
        foreach (int variable in RowVariable)
        {
            if (!IsMarket(variable) && Value[variable] < -Negligible)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A world that carries weight.</summary>
    public int FirstWorld()
    {
        foreach (int variable in RowVariable)
        {
            if (!IsMarket(variable))
            {
                return variable - _markets;
            }
        }

        throw new InvalidOperationException("Weights sum to one, so some world carries some.");
    }

    /// <summary>Works the rows' values out again from the columns'.</summary>
    private void Refresh()
    {
        for (int row = 0; row < Rows; row++)
        {
            ReadOnlySpan<double> cells = Row(row);
            double sum = cells[0];
            for (int c = 1; c < Columns; c++)
            {
                sum += cells[c] * Value[ColumnVariable[c]];
            }

            Value[RowVariable[row]] = sum;
        }
    }

    /// <summary>Exchanges a column with the free market whose row has the largest cell there.</summary>
    private void SolveFor(int column, bool[] free)
    {
        int best = -1;
        double most = 1e-7;
        for (int row = 0; row < Rows; row++)
        {
            double size = Math.Abs(Cell(row, column));
            if (size > most && IsMarket(RowVariable[row]) && free[RowVariable[row]])
            {
                (best, most) = (row, size);
            }
        }

        if (best >= 0)
        {
            Pivot(best, column);
        }
    }
}
