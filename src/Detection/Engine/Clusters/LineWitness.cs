using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// A cluster whose markets all lie on one line of cells. Other relations between them can only take cells away, and what
/// is left is a line again.
/// </summary>
internal sealed class LineWitness : IClusterWitness
{
    private readonly StrikeLine _line;
    private readonly int[] _slots;

    private LineWitness(StrikeLine line, int[] slots) => (_line, _slots) = (line, slots);

    /// <summary>Null when no line among the relations has all the markets on it.</summary>
    public static IClusterWitness? Of(ClusterPart[] parts, int markets, LineScratches scratches)
    {
        if (Array.Find(parts, part => part.Kind == GroupKind.Line && part.Slots.Length == markets) is not ClusterPart line
            || markets > LineShape.Most || line.Line!.Cells.Count > LineShape.Most)
        {
            return null;
        }

        int[] cells = [.. Enumerable.Range(0, line.Line.Cells.Count).Where(cell => Admit(parts, line, cell))];
        if (cells.Length == 0)
        {
            return NoWorld.Instance;
        }

        LineInterval[] intervals = [.. line.Line.Spans.Select(span => new LineInterval(Before(span.From), Before(span.To)))];
        LineShape shape = new(cells.Length, intervals);
        return new LineWitness(new StrikeLine(shape, scratches.For(cells.Length)), line.Slots);

        int Before(int cell)
        {
            int at = Array.BinarySearch(cells, cell);
            return at < 0 ? ~at : at;
        }
    }

    public ClusterVerdict Solve(ReadOnlySpan<int> bids, ReadOnlySpan<int> asks, Span<MuRange> mu, out long work)
    {
        long before = _line.Work;
        for (int i = 0; i < _slots.Length; i++)
        {
            int market = _slots[i] >> 1;
            bool isYes = (_slots[i] & 1) == 0;
            int bid = isYes ? bids[market] : Grain.PerDollar - asks[market];
            int ask = isYes ? asks[market] : Grain.PerDollar - bids[market];
            _line.Update(
                i,
                bid > 0 ? (long)bid * Grain.Micros : LinePrice.NoBid,
                ask < Grain.PerDollar ? (long)ask * Grain.Micros : LinePrice.NoAsk);
        }

        work = _slots.Length + _line.Work - before;
        if (!_line.IsCoherent)
        {
            return ClusterVerdict.Broken;
        }

        for (int i = 0; i < _slots.Length; i++)
        {
            int micros = _line.Probability(i);
            bool isYes = (_slots[i] & 1) == 0;
            mu[_slots[i] >> 1] = MuRange.OfMicros(isYes ? micros : LinePrice.Dollar - micros);
        }

        return ClusterVerdict.Coherent;
    }

    public IReadOnlyList<WitnessLeg> Basket()
    {
        BasketSearch search = new(_line.Shape.Cells, _line.Shape.Markets);
        return search.Find(_line.Shape, _line.Bids, _line.Asks, most: 1) == 0 ? [] : [.. search.Legs(search.Baskets[0])
            .ToArray().Select(leg => new WitnessLeg(_slots[leg.Market] ^ (leg.IsYes ? 0 : 1), 1))];
    }

    private static bool Admit(ClusterPart[] parts, ClusterPart line, int cell)
    {
        bool[] outcomes = new bool[line.Slots.Length];
        for (int i = 0; i < line.Slots.Length; i++)
        {
            outcomes[line.Slots[i] >> 1] = line.Line!.Pays(i, cell) == ((line.Slots[i] & 1) == 0);
        }

        return Array.TrueForAll(parts, part => ReferenceEquals(part, line) || part.Admits(outcomes));
    }

}

/// <summary>The working memory that the lines of one engine share, made anew when a longer line comes.</summary>
internal sealed class LineScratches
{
    private LineScratch? _longest;

    public LineScratch For(int cells)
    {
        if (_longest is null || _longest.Cells < cells)
        {
            _longest = new LineScratch(Math.Max(cells, 2 * (_longest?.Cells ?? 0)));
        }

        return _longest;
    }
}

/// <summary>Relations that no world agrees with.</summary>
internal sealed class NoWorld : IClusterWitness
{
    public static readonly NoWorld Instance = new();

    public ClusterVerdict Solve(ReadOnlySpan<int> bids, ReadOnlySpan<int> asks, Span<MuRange> mu, out long work)
    {
        work = 1;
        return ClusterVerdict.Contradictory;
    }

    public IReadOnlyList<WitnessLeg> Basket() => [];
}
