namespace Dutchbook.Detection;

/// <summary>A list of numbers for each of a range of keys, in two flat arrays.</summary>
internal sealed class Jagged
{
    private readonly int[] _start;
    private readonly int[] _values;

    private Jagged(int[] start, int[] values)
    {
        _start = start;
        _values = values;
    }

    public ReadOnlySpan<int> this[int key] => _values.AsSpan(_start[key], _start[key + 1] - _start[key]);

    /// <summary>Values keep the order in which their key's pairs come.</summary>
    public static Jagged Of(int keys, IEnumerable<(int Key, int Value)> pairs)
    {
        (int Key, int Value)[] all = [.. pairs];
        int[] start = new int[keys + 1];
        foreach ((int key, int _) in all)
        {
            start[key + 1]++;
        }

        for (int key = 0; key < keys; key++)
        {
            start[key + 1] += start[key];
        }

        int[] next = [.. start];
        int[] values = new int[all.Length];
        foreach ((int key, int value) in all)
        {
            values[next[key]++] = value;
        }

        return new(start, values);
    }
}
