using System.Globalization;
using Dutchbook.Domain;
using static Dutchbook.Unit.Detection.Oracle;

namespace Dutchbook.Unit.Detection;

/// <summary>
/// A small random venue, kept as plain numbers for the oracle and as domain objects for the detector.
/// </summary>
internal sealed class Universe
{
    private static readonly string[] Types =
        ["Subset", "Threshold", "Exclusive", "Exhaustive", "Partition", "Equivalence", "Complement", "Conjunction"];

    private readonly Random _random;
    private readonly World _world;
    private readonly List<(string Type, Right[] Claims)> _relations = [];
    private readonly List<(List<Offer> Yes, List<Offer> No)> _offers = [];

    public Universe(int seed)
    {
        _random = new Random(seed);
        Multiplier = (decimal)_random.Next(3) / 2;
        _world = new World { Multiplier = World.R(Multiplier.ToString(CultureInfo.InvariantCulture)) };
        Count = _random.Next(2, 6);
        for (int relation = _random.Next(1, 4); relation > 0; relation--)
        {
            AddRelation();
        }
    }

    public decimal Multiplier { get; }

    public int Count { get; }

    public World Venue => _world;

    public IReadOnlyList<(string Type, Right[] Claims)> Relations => _relations;

    /// <summary>Some world agrees with all relations; of others the least certain are not trusted.</summary>
    public bool IsPossible() => Enumerable.Range(0, 1 << Count)
        .Any(world => _relations.TrueForAll(relation => Admits(relation.Type, relation.Claims, world)));

    public IReadOnlyList<Offer> Offers(Right claim) => claim.Yes ? _offers[claim.Market].Yes : _offers[claim.Market].No;

    public static Right RightOf(Claim claim) => new(
        int.Parse(claim.Market.Ticker.AsSpan(1), CultureInfo.InvariantCulture), claim.Side == Side.Yes);

    /// <summary>Books drawn at will: most universes then hold mispricings.</summary>
    public Universe WithRandomBooks(int greatestHundredths)
    {
        for (int market = 0; market < Count; market++)
        {
            int middle = _random.Next(300, 9_700);
            int[] bids = Levels(middle - _random.Next(1, 300), -1);
            int[] asks = Levels(middle + _random.Next(0, 300), 1);
            AddMarket(market, bids, asks, greatestHundredths);
        }

        return Related();
    }

    /// <summary>
    /// Books around a mixture of worlds that satisfy every relation; null when there is no such world.
    /// </summary>
    public Universe? WithCoherentBooks()
    {
        int[] worlds = [.. Enumerable.Range(0, 1 << Count)
            .Where(world => _relations.TrueForAll(relation => Admits(relation.Type, relation.Claims, world)))];
        if (worlds.Length == 0)
        {
            return null;
        }

        int[] weights = [.. worlds.Select(_ => _random.Next(1, 1_000))];
        int total = weights.Sum();
        for (int market = 0; market < Count; market++)
        {
            int yes = worlds.Select((world, i) => (world >> market & 1) * weights[i]).Sum();
            int below = yes * 10_000 / total;
            int above = ((yes * 10_000) + total - 1) / total;
            AddMarket(market, Levels(below - _random.Next(3), -1), Levels(above + _random.Next(3), 1), 10_000);
        }

        return Related();
    }

    private Universe Related()
    {
        Market[] markets = [.. _world.Snapshot().Markets];
        foreach ((string type, Right[] claims) in _relations)
        {
            _world.Relate(Enum.Parse<RelationType>(type), [.. claims.Select(claim =>
                new Claim(markets[claim.Market], claim.Yes ? Side.Yes : Side.No))]);
        }

        return this;
    }

    private void AddRelation()
    {
        string type = Types[_random.Next(Types.Length)];
        int size = type == "Complement" ? 2 : _random.Next(2, Count + 1);
        int[] markets = [.. Enumerable.Range(0, Count).OrderBy(_ => _random.Next()).Take(size)];
        _relations.Add((type, [.. markets.Select(market => new Right(market, _random.Next(4) > 0))]));
    }

    /// <summary>Up to three prices from a touch outwards, those strictly inside 0 and 1.</summary>
    private int[] Levels(int touch, int direction)
    {
        int depth = _random.Next(4);
        int step = _random.Next(1, 200);
        IEnumerable<int> prices = Enumerable.Range(0, depth).Select(i => touch + (direction * i * step));
        return [.. prices.Where(static price => price is > 0 and < 10_000)];
    }

    private void AddMarket(int market, int[] bids, int[] asks, int greatestHundredths)
    {
        int[] bidSizes = [.. bids.Select(_ => _random.Next(1, greatestHundredths + 1))];
        int[] askSizes = [.. asks.Select(_ => _random.Next(1, greatestHundredths + 1))];
        string ticker = string.Create(CultureInfo.InvariantCulture, $"M{market}");
        bool quoted = _random.Next(4) == 0;
        if (quoted)
        {
            (bids, asks) = ([.. bids.Take(1)], [.. asks.Take(1)]);
            _world.Quoted(
                ticker, Dollars(bids), Contracts(bids, bidSizes), Dollars(asks), Contracts(asks, askSizes));
        }
        else
        {
            _world.Booked(ticker, Pairs(bids, bidSizes), Pairs(asks, askSizes));
        }

        _offers.Add((
            [.. asks.Select((price, i) => new Offer(price / 10_000m, askSizes[i] / 100m))],
            [.. bids.Select((price, i) => new Offer((10_000 - price) / 10_000m, bidSizes[i] / 100m))]));
    }

    private static string Dollars(int[] prices) =>
        (prices.Length == 0 ? 0 : prices[0] / 10_000m).ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Contracts(int[] prices, int[] sizes) =>
        (prices.Length == 0 ? 0 : sizes[0] / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    private static (string Price, string Size)[] Pairs(int[] prices, int[] sizes) => [.. prices.Select((price, i) => (
        (price / 10_000m).ToString("0.0000", CultureInfo.InvariantCulture),
        (sizes[i] / 100m).ToString("0.00", CultureInfo.InvariantCulture)))];
}
