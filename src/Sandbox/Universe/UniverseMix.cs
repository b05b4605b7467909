using System.Globalization;

namespace Dutchbook.Sandbox;

/// <summary>How many events of each kind a generated universe has and how large they are: drawn from events that were counted.</summary>
public sealed class UniverseMix
{
    private static readonly string[] Templates = ["threshold", "bucket", "entity_menu", "deadline", "binary"];
    private readonly List<(int Kind, int Size)> _events = [];

    private UniverseMix()
    {
    }

    /// <summary>How many events were counted.</summary>
    public int Count => _events.Count;

    /// <summary>
    /// Reads a table with a head, an event a line: its template (threshold, bucket, entity_menu, deadline or binary; others are not
    /// generated) and n_markets.
    /// </summary>
    /// <exception cref="FormatException">It is no such table.</exception>
    public static UniverseMix FromCensus(IEnumerable<string> lines)
    {
        UniverseMix mix = new();
        string[]? head = null;
        foreach (string line in lines)
        {
            string[] fields = line.Split(',');
            if (head is null)
            {
                head = fields;
                if (!head.Contains("template", StringComparer.Ordinal) || !head.Contains("n_markets", StringComparer.Ordinal))
                {
                    throw new FormatException("the head names no template and n_markets");
                }

                continue;
            }

            mix.Add(fields, head);
        }

        return mix.Count > 0 ? mix : throw new FormatException("no event of a known template is in it");
    }

    /// <summary>One of the events counted, all alike.</summary>
    internal (int Kind, int Size) Draw(Chance chance) => chance.Of(_events);

    private void Add(string[] fields, string[] head)
    {
        int kind = fields.Length == head.Length ? Array.IndexOf(Templates, fields[Array.IndexOf(head, "template")]) : -1;
        if (kind >= 0
            && int.TryParse(fields[Array.IndexOf(head, "n_markets")], NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size > 0)
        {
            _events.Add((kind, size));
        }
    }
}
