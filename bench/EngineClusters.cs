using System.Globalization;
using Dutchbook.Detection;
using Dutchbook.Domain;

namespace Dutchbook.Bench;

/// <summary>How the markets of a cluster are bound.</summary>
internal enum ClusterFamily
{
    /// <summary>Thresholds and ranges of one observable, on one line of cells.</summary>
    Line,

    /// <summary>Two ladders, each rung of one implying a rung of the other.</summary>
    Ladders,

    /// <summary>Candidates, parties that they imply, and races that overlap.</summary>
    Mixed,
}

/// <summary>
/// Many clusters of one size, and quotes around beliefs that drift: of each cluster over its cells, so that the middles of
/// all its markets are always coherent.
/// </summary>
internal sealed class EngineClusters
{
    private const int Cells = 24;

    /// <summary>How far a belief moves at a quote; less in large clusters, whose markets wait longer for their next.</summary>
    private const double Drift = 1.2;

    private readonly Random _random = new(17);
    private readonly int _size;
    private readonly List<CellSpan> _spans = [];

    public EngineClusters(ClusterFamily family, int clusters, int size)
    {
        _size = size;
        for (int cluster = 0; cluster < clusters; cluster++)
        {
            Market[] markets = [.. Enumerable.Range(0, size).Select(i => new Market
            {
                Ticker = string.Create(CultureInfo.InvariantCulture, $"KX{cluster}-{i}"),
                Index = (cluster * size) + i,
            })];
            Markets.AddRange(markets);
            switch (family)
            {
                case ClusterFamily.Line:
                    AddLine(markets);
                    break;
                case ClusterFamily.Ladders:
                    AddLadders(markets);
                    break;
                case ClusterFamily.Mixed:
                    AddMixed(markets);
                    break;
            }
        }
    }

    public List<Market> Markets { get; } = [];

    public List<Relation> Relations { get; } = [];

    /// <summary>First one quote of each market, then as many as asked for.</summary>
    public TouchQuote[] Draw(int count)
    {
        double[][] beliefs = [.. Enumerable.Range(0, Markets.Count / _size)
            .Select(_ => Enumerable.Range(0, Cells).Select(_ => 0.2 + _random.NextDouble()).ToArray())];
        TouchQuote[] quotes = new TouchQuote[Markets.Count + count];
        for (int i = 0; i < quotes.Length; i++)
        {
            int market = i < Markets.Count ? i : _random.Next(Markets.Count);
            double[] belief = beliefs[market / _size];
            ref double weight = ref belief[_random.Next(Cells)];
            weight = Math.Clamp(weight * Math.Exp(Drift / Math.Sqrt(_size) * (_random.NextDouble() - 0.5)), 0.05, 5);
            double inside = 0;
            for (int cell = _spans[market].From; cell < _spans[market].To; cell++)
            {
                inside += belief[cell];
            }

            int middle = (int)(10_000 * inside / belief.Sum());
            int bid = Math.Clamp((middle / 100) - _random.Next(0, 2), 0, 98);
            int ask = Math.Clamp((middle / 100) + 1 + _random.Next(0, 2), bid + 1, 100);
            quotes[i] = new TouchQuote(market, bid * 100, ask * 100);
        }

        return quotes;
    }

    private void AddLine(Market[] markets)
    {
        CellSpan[] spans = [.. markets.Select((_, i) =>
        {
            int from = _random.Next(1, Cells);
            return i % 2 == 0 ? new CellSpan(from, Cells) : new CellSpan(from - 1, _random.Next(from, Cells));
        })];
        _spans.AddRange(spans);
        CellLine line = new([.. Enumerable.Range(0, Cells).Select(static cell => $"{cell}")], spans);
        Relations.Add(new Relation(RelationType.Line, [.. markets.Select(Claim.Yes)], line) { Rule = "bench" });
    }

    private void AddLadders(Market[] markets)
    {
        int half = markets.Length / 2;
        for (int i = 0; i < markets.Length; i++)
        {
            int rung = i % half * (Cells - 2) / half;
            _spans.Add(new CellSpan(0, rung + (i < half ? 1 : 2)));
        }

        Relate(RelationType.Threshold, markets[..half]);
        Relate(RelationType.Threshold, markets[half..]);
        for (int i = 0; i < half; i++)
        {
            Relate(RelationType.Subset, [markets[i], markets[half + i]]);
        }
    }

    /// <summary>
    /// Blocks of two cells and five markets: two candidates of a party in one race, the party, and two in another race. The
    /// first of each block exclude each other, and so do the last; neighbours within a block too.
    /// </summary>
    private void AddMixed(Market[] markets)
    {
        int blocks = markets.Length / 5;
        for (int block = 0; block < blocks; block++)
        {
            int place = block * (Cells - 2) / blocks;
            Market[] own = markets[(5 * block)..((5 * block) + 5)];
            _spans.AddRange(
            [
                new CellSpan(place, place + 1), new CellSpan(place + 1, place + 2), new CellSpan(place, place + 2),
                new CellSpan(place, place + 1), new CellSpan(place + 1, place + 2),
            ]);
            Relate(RelationType.Subset, [own[0], own[2]]);
            Relate(RelationType.Subset, [own[1], own[2]]);
            Relate(RelationType.Exclusive, [own[0], own[1]]);
            Relate(RelationType.Exclusive, [own[1], own[3]]);
            Relate(RelationType.Exclusive, [own[3], own[4]]);
        }

        Relate(RelationType.Exclusive, [.. markets.Where((_, i) => i % 5 == 0)]);
        Relate(RelationType.Exclusive, [.. markets.Where((_, i) => i % 5 == 4)]);
    }

    private void Relate(RelationType type, Market[] markets)
    {
        if (markets.Length > 1)
        {
            Relations.Add(new Relation(type, [.. markets.Select(Claim.Yes)]) { Rule = "bench" });
        }
    }
}
