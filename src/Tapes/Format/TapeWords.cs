using System.Text;

namespace Dutchbook.Tapes;

/// <summary>The words for the kinds, as they stand on a tape.</summary>
internal static class TapeWords
{
    private static readonly byte[][] words = [.. Enum.GetValues<TapeKind>()
        .Select(static kind => Encoding.UTF8.GetBytes(kind.ToString().ToLowerInvariant()))];

    public static ReadOnlySpan<byte> Of(TapeKind kind) => words[(int)kind];

    public static TapeKind Find(ReadOnlySpan<byte> word)
    {
        for (int i = 1; i < words.Length; i++)
        {
            if (word.SequenceEqual(words[i]))
            {
                return (TapeKind)i;
            }
        }

        return TapeKind.Unknown;
    }

    /// <summary>The key under which the name of an entry stands.</summary>
    public static ReadOnlySpan<byte> NameKey(TapeKind kind) => kind == TapeKind.Rest ? "path"u8 : "channel"u8;
}
