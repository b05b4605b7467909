using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// What one relation says already: another all of whose claims it names, and which holds in each of its worlds, adds
/// nothing. So a line says what its thresholds and buckets do, and a partition what the venue's flag does.
/// </summary>
internal static class ImpliedRelations
{
    /// <summary>The relations without those that another, no less certain, implies; the most certain first.</summary>
    public static Relation[] Without(IReadOnlyList<Relation> relations)
    {
        if (relations.Count == 1)
        {
            return [.. relations];
        }

        // The larger is asked first, and of equals the one with fewer worlds: what implies is kept before what it implies.
        List<Sayer> kept = [];
        foreach (Relation relation in relations
            .OrderByDescending(static relation => relation.Claims.Count)
            .ThenBy(static relation => Looseness(relation.Type)))
        {
            if (!kept.Exists(sayer => sayer.Implies(relation)))
            {
                kept.Add(new Sayer(relation));
            }
        }

        Relation[] binding = [.. kept.Select(static sayer => sayer.Relation)];
        Array.Sort(binding, RelationLogic.ByCertainty);
        return binding;
    }

    private static int Looseness(RelationType type) => type switch
    {
        RelationType.Line => 0,
        RelationType.Equivalence or RelationType.Complement => 1,
        RelationType.Partition => 2,
        RelationType.Threshold or RelationType.Subset => 3,
        RelationType.Exclusive => 4,
        RelationType.Exhaustive or RelationType.Conjunction or RelationType.Implication => 5,
    };

    /// <summary>A relation with its worlds, where these are few enough to be listed.</summary>
    private sealed class Sayer(Relation relation)
    {
        private Dictionary<string, int>? _places;
        private bool[][]? _worlds;

        public Relation Relation { get; } = relation;

        public bool Implies(Relation other)
        {
            if (Looseness(Relation.Type) == 5 || other.Type is RelationType.Line
                || Relation.Confidence < other.Confidence)
            {
                return false;
            }

            // What the venue's flag says of an event, its buckets nearly always say of the same claims.
            if (Relation.Type is RelationType.Partition or RelationType.Exclusive && other.Type == RelationType.Exclusive
                && other.Claims.SequenceEqual(Relation.Claims))
            {
                return true;
            }

            _places ??= Relation.Claims
                .Select(static (claim, i) => (claim.Market.Ticker, i))
                .ToDictionary(static one => one.Ticker, static one => one.i, StringComparer.Ordinal);
            if (!other.Claims.All(claim => _places.ContainsKey(claim.Market.Ticker)))
            {
                return false;
            }

            _worlds ??= [.. RelationWorlds.Of(Relation)];
            bool[] truth = new bool[other.Claims.Count];
            foreach (bool[] world in _worlds)
            {
                for (int i = 0; i < truth.Length; i++)
                {
                    int place = _places[other.Claims[i].Market.Ticker];
                    truth[i] = world[place] == (Relation.Claims[place].Side == other.Claims[i].Side);
                }

                if (!Admits(other.Type, truth))
                {
                    return false;
                }
            }

            return true;
        }
    }

    private static bool Admits(RelationType type, bool[] truth)
    {
        int holding = truth.Count(static holds => holds);
        return type switch
        {
            RelationType.Subset or RelationType.Threshold => IsChain(truth),
            RelationType.Exclusive => holding <= 1,
            RelationType.Exhaustive => holding >= 1,
            RelationType.Partition or RelationType.Complement => holding == 1,
            RelationType.Equivalence => holding == 0 || holding == truth.Length,
            RelationType.Conjunction => truth[0] ? holding == truth.Length : holding < truth.Length - 1,
            RelationType.Line or RelationType.Implication => false,
        };
    }

    private static bool IsChain(bool[] truth)
    {
        for (int i = 1; i < truth.Length; i++)
        {
            if (truth[i - 1] && !truth[i])
            {
                return false;
            }
        }

        return true;
    }
}
