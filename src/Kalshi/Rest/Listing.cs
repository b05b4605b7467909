using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>What an answer lists, and which of its items could not be read and why.</summary>
/// <param name="Skipped">Each with its place, such as <c>trades[17].count_fp</c>. Unknown is not the same as not there.</param>
/// <param name="ReceivedAt">When the last byte was read.</param>
public sealed record Listing<T>(IReadOnlyList<T> Items, IReadOnlyList<FieldDefect> Skipped, DateTimeOffset ReceivedAt);

internal static class Listings
{
    /// <param name="read">Throws <see cref="UnreadableFieldException"/> for an item that must be left out.</param>
    public static Listing<T> Read<TWire, T>(RawPage page, string name, Items<TWire>? wire, Func<TWire, T> read)
    {
        List<FieldDefect> skipped = [];
        List<T> items = Read(name, wire, read, skipped);
        return new Listing<T>(items, skipped, page.ReceivedAt);
    }

    /// <summary>The items that can be read; the places of the others are added to <paramref name="skipped"/>.</summary>
    public static List<T> Read<TWire, T>(string name, Items<TWire>? wire, Func<TWire, T> read, List<FieldDefect> skipped)
    {
        List<T> items = new(wire?.Good.Count ?? 0);
        foreach ((int index, TWire item) in wire?.Good ?? [])
        {
            try
            {
                items.Add(read(item));
            }
            catch (UnreadableFieldException e)
            {
                skipped.Add(new FieldDefect($"{name}[{index}].{e.Field}", KalshiException.Clean(e.Problem)));
            }
        }

        foreach ((int index, string problem) in wire?.Bad ?? [])
        {
            skipped.Add(new FieldDefect($"{name}[{index}]", KalshiException.Clean(problem)));
        }

        return items;
    }
}
