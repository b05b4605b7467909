using System.Text;

namespace Dutchbook.Tapes;

/// <summary>The few names that a tape repeats on every line, without a new string for each.</summary>
internal sealed class TapeNames
{
    private const int Most = 64;

    private readonly List<(byte[] Text, string Name)> _known = [];

    public string Of(ReadOnlySpan<byte> text)
    {
        foreach ((byte[] known, string name) in _known)
        {
            if (text.SequenceEqual(known))
            {
                return name;
            }
        }

        string made = Encoding.UTF8.GetString(text);
        if (_known.Count < Most)
        {
            _known.Add((text.ToArray(), made));
        }

        return made;
    }
}
