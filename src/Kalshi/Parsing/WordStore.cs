using System.Text;

namespace Dutchbook.Kalshi;

/// <summary>Short ASCII words by their bytes, so that what many items share is one string.</summary>
internal sealed class WordStore
{
    private const int Most = 100_000;

    private readonly Dictionary<int, List<string>> _words = [];

    public string Keep(ReadOnlySpan<byte> bytes)
    {
        HashCode hash = default;
        hash.AddBytes(bytes);
        int key = hash.ToHashCode();
        if (!_words.TryGetValue(key, out List<string>? known))
        {
            if (_words.Count > Most)
            {
                _words.Clear();
            }

            _words[key] = known = new List<string>(1);
        }

        foreach (string word in known)
        {
            if (word.Length == bytes.Length && Ascii.Equals(bytes, word))
            {
                return word;
            }
        }

        string made = Encoding.ASCII.GetString(bytes);
        known.Add(made);
        return made;
    }
}
