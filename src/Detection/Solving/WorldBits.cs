namespace Dutchbook.Detection;

/// <summary>A world as bits: variable <c>v</c> is bit <c>v mod 64</c> of word <c>v / 64</c>.</summary>
internal static class WorldBits
{
    public static int WordsFor(int variables) => Math.Max(1, (variables + 63) / 64);

    public static bool Get(ReadOnlySpan<ulong> world, int variable) => (world[variable >> 6] >> (variable & 63) & 1) != 0;

    public static void Set(Span<ulong> world, int variable) => world[variable >> 6] |= 1UL << (variable & 63);
}
