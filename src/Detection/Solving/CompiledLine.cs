namespace Dutchbook.Detection;

/// <summary>
/// A line whose cells are merged where every market agrees: at most one cell more than there are interval ends.
/// For each market the cells in which it holds, as bits.
/// </summary>
internal sealed class CompiledLine
{
    private readonly ulong[] _inside;

    public CompiledLine(LogicConstraint line)
    {
        Literals = line.Literals.ToArray();
        int[] representatives = Distinct(line);
        Cells = representatives.Length;
        Words = WorldBits.WordsFor(Cells);
        _inside = new ulong[Literals.Length * Words];
        for (int i = 0; i < Literals.Length; i++)
        {
            for (int cell = 0; cell < Cells; cell++)
            {
                if (line.From[i] <= representatives[cell] && representatives[cell] < line.To[i])
                {
                    WorldBits.Set(_inside.AsSpan(i * Words, Words), cell);
                }
            }
        }
    }

    public int[] Literals { get; }

    public int Cells { get; }

    public int Words { get; }

    /// <summary>The cells in which the market at a position holds.</summary>
    public ReadOnlySpan<ulong> Inside(int position) => _inside.AsSpan(position * Words, Words);

    /// <summary>One cell for each different set of holding markets, in order.</summary>
    private static int[] Distinct(LogicConstraint line)
    {
        List<int> kept = [];
        Dictionary<string, int> seen = [];
        SortedSet<int> ends = [0];
        foreach (int end in line.From)
        {
            ends.Add(end);
        }

        foreach (int end in line.To)
        {
            ends.Add(end);
        }

        foreach (int cell in ends.Where(end => end < line.Cells))
        {
            char[] signature = new char[line.Literals.Length];
            for (int i = 0; i < signature.Length; i++)
            {
                signature[i] = line.From[i] <= cell && cell < line.To[i] ? '1' : '0';
            }

            if (seen.TryAdd(new(signature), cell))
            {
                kept.Add(cell);
            }
        }

        return [.. kept];
    }
}
