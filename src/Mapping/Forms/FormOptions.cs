using Dutchbook.Domain;

namespace Dutchbook.Mapping;

/// <summary>
/// What follows between options of one set: the same option is the same question, different options exclude each other. That one of
/// them must be the one never follows: no list is known to be complete by words.
/// </summary>
internal static class FormOptions
{
    /// <param name="alike">Forms of one key, all of them options.</param>
    /// <param name="venue">Which event each belongs to.</param>
    public static IEnumerable<(RelationType Type, string Rule, IReadOnlyList<NormalForm> Members)> Of(
        IReadOnlyList<NormalForm> alike, VenueIndex venue)
    {
        List<NormalForm>[] events = [.. alike.GroupBy(static form => form.Market.EventTicker, StringComparer.Ordinal).Select(Distinct).Where(static list => list.Count > 0)];
        for (int i = 0; i < events.Length; i++)
        {
            // What the venue says of one event is proven without a form.
            if (venue.EventOf(events[i][0].Market).MutuallyExclusive != true && events[i].Count > 1)
            {
                yield return (RelationType.Exclusive, "options-exclusive", events[i]);
            }

            for (int j = i + 1; j < events.Length; j++)
            {
                HashSet<string> first = new(events[i].Select(static form => form.Option!), StringComparer.Ordinal);
                foreach (NormalForm form in events[j].Where(form => first.Contains(form.Option!)))
                {
                    yield return (RelationType.Equivalence, "same-option", [events[i].First(other => other.Option == form.Option), form]);
                }

                NormalForm[] others = [.. events[j].Where(form => !first.Contains(form.Option!))];
                if (others.Length > 0)
                {
                    yield return (RelationType.Exclusive, "options-exclusive", [.. events[i], .. others]);
                }
            }
        }
    }

    /// <summary>Two markets of one event that are read as the same option: neither reading is believed.</summary>
    private static List<NormalForm> Distinct(IEnumerable<NormalForm> forms) =>
        [.. forms.GroupBy(static form => form.Option!, StringComparer.Ordinal).Where(static same => same.Count() == 1).Select(static same => same.Single())];
}
