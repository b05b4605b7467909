using System.Globalization;
using Dutchbook.Detection;
using Dutchbook.Domain;

namespace Dutchbook.Unit.Detection.Engine;

/// <summary>
/// An exchange that lives at random: quotes move, markets and relations come and go. It keeps the truth in dictionaries
/// beside the engine that is told of every step.
/// </summary>
internal sealed class LivingExchange
{
    private static readonly RelationType[] Types =
    [
        RelationType.Subset, RelationType.Threshold, RelationType.Exclusive, RelationType.Exhaustive,
        RelationType.Partition, RelationType.Equivalence, RelationType.Complement, RelationType.Conjunction,
        RelationType.Line,
    ];

    private static readonly string[] Confidences = ["0.9", "0.95", "0.995"];

    private static readonly decimal[] Multipliers = [0, 0.5m, 1, 2];

    private readonly Random _random;
    private readonly int _mostMembers;
    private readonly Dictionary<string, Market> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<RelationHandle> _told = [];

    public LivingExchange(int seed, int markets, int mostMembers = 6)
    {
        _random = new Random(seed);
        _mostMembers = mostMembers;
        for (int i = 0; i < markets; i++)
        {
            Market market = new() { Ticker = string.Create(CultureInfo.InvariantCulture, $"M{i}") };
            _known.Add(market.Ticker, market);
        }
    }

    public DetectionEngine Engine { get; } = new();

    /// <summary>The relations watched, by their handle.</summary>
    public Dictionary<RelationHandle, Relation> Relations { get; } = [];

    /// <summary>Those that are suspended.</summary>
    public Dictionary<RelationHandle, Relation> Suspended { get; } = [];

    /// <summary>The touch of every listed market.</summary>
    public Dictionary<string, NaiveRules.Touch> Touches { get; } = new(StringComparer.Ordinal);

    public int Row(string ticker) => _rows[ticker];

    public NaiveRules.Touch TouchOf(string ticker) => Touches.GetValueOrDefault(ticker);

    /// <summary>One step of any kind; most are quotes.</summary>
    public void Step()
    {
        string ticker = "M" + _random.Next(_known.Count).ToString(CultureInfo.InvariantCulture);
        switch (_random.Next(100))
        {
            case < 4 when Relations.Count < _known.Count:
                Relate();
                break;
            case < 7 when Relations.Count > 0:
                End(Relations);
                break;
            case < 8 when Relations.Count > 0:
                RelationHandle handle = Relations.Keys.ElementAt(_random.Next(Relations.Count));
                Engine.Suspend(handle);
                Suspend(handle);
                break;
            case < 9 when Suspended.Count > 0:
                RelationHandle resumed = Suspended.Keys.ElementAt(_random.Next(Suspended.Count));
                Engine.Resume(resumed);
                Relations.Add(resumed, Suspended[resumed]);
                Suspended.Remove(resumed);
                break;
            case < 10 when Suspended.Count > 0:
                End(Suspended);
                break;
            case < 12 when _rows.ContainsKey(ticker):
                Engine.RemoveMarket(_rows[ticker]);
                _rows.Remove(ticker);
                Touches.Remove(ticker);
                break;
            case < 15 when !_rows.ContainsKey(ticker):
                List(ticker);
                break;
            case < 17 when _rows.ContainsKey(ticker):
                Engine.Close(_rows[ticker]);
                Touches[ticker] = Touches[ticker] with { Bid = null, Ask = null };
                break;
            default:
                if (_rows.TryGetValue(ticker, out int row))
                {
                    Quote(ticker, row);
                }

                break;
        }
    }

    public void Suspend(RelationHandle handle)
    {
        Suspended.Add(handle, Relations[handle]);
        Relations.Remove(handle);
    }

    /// <summary>Settles everything; relations that the engine suspends are suspended here too. The notices come back.</summary>
    public IReadOnlyList<ClusterNotice> Settle()
    {
        Engine.Settle();
        IReadOnlyList<ClusterNotice> notices = Engine.DrainClusters();
        foreach (ClusterNotice notice in notices)
        {
            if (notice.Suspended is RelationHandle handle)
            {
                Suspend(handle);
            }
        }

        return notices;
    }

    public void List(string ticker)
    {
        decimal multiplier = Multipliers[_random.Next(Multipliers.Length)];
        _rows[ticker] = Engine.AddMarket(ticker, Terms(multiplier));
        Touches[ticker] = new NaiveRules.Touch(null, null, multiplier);
    }

    public static FeeTerms Terms(decimal multiplier) => new(
        FeeType.Quadratic, World.R(multiplier.ToString(CultureInfo.InvariantCulture)), "test", IsAssumed: false);

    /// <summary>The notices since the last time, checked against what was told before.</summary>
    public string? CheckNotices()
    {
        foreach (Notice notice in Engine.Drain())
        {
            bool told = _told.Remove(notice.Handle);
            bool expected = notice.Change == Change.Became ? !told : told;
            if (!expected)
            {
                return $"{notice} although it was {(told ? "" : "not ")}told before";
            }

            if (notice.Change != Change.Ceased)
            {
                _told.Add(notice.Handle);
                decimal edge = NaiveRules.Best(Relations[notice.Handle], TouchOf, 0.00002m) ?? 0;
                if (edge != notice.Edge.Micros / 1_000_000m)
                {
                    return $"{notice}, but it earns {edge}";
                }
            }
        }

        HashSet<RelationHandle> mispriced = [.. Relations.Where(pair => NaiveRules.Best(pair.Value, TouchOf, 0.00002m) > 0)
            .Select(static pair => pair.Key)];
        return mispriced.SetEquals(_told)
            ? null
            : $"mispriced are {string.Join(' ', mispriced)}, told were {string.Join(' ', _told)}";
    }

    /// <summary>An engine that is given today's exchange at once, in another order.</summary>
    public (DetectionEngine Engine, Dictionary<Relation, RelationHandle> Handles) Rebuilt()
    {
        DetectionEngine engine = new();
        Dictionary<Relation, RelationHandle> handles = [];
        foreach (Relation relation in Relations.Values.OrderBy(_ => _random.Next()))
        {
            engine.Add(relation, out RelationHandle handle);
            handles.Add(relation, handle);
        }

        foreach ((string ticker, NaiveRules.Touch touch) in Touches.OrderBy(_ => _random.Next()))
        {
            int row = engine.AddMarket(ticker, Terms(touch.Multiplier));
            engine.Update(row, touch.Bid ?? 0, touch.Ask ?? 10_000);
        }

        return (engine, handles);
    }

    private void Quote(string ticker, int row)
    {
        int middle = _random.Next(100, 9_900);
        int? bid = _random.Next(8) == 0 ? null : middle - _random.Next(1, 100);
        int? ask = _random.Next(8) == 0 ? null : middle + _random.Next(0, 100);
        switch (_random.Next(20))
        {
            case 0:
                Engine.Update(row, middle, middle - _random.Next(3));
                (bid, ask) = (null, null);
                break;
            case 1:
                Engine.Update(row, _random.Next(2) == 0 ? -1 : int.MinValue, middle);
                (bid, ask) = (null, null);
                break;
            case 2:
                Engine.Update(row, middle, _random.Next(2) == 0 ? 10_001 : int.MaxValue);
                (bid, ask) = (null, null);
                break;
            default:
                int nobody = _random.Next(2) == 0 ? 0 : 10_000;
                Engine.Update(row, bid ?? nobody, ask ?? (10_000 - nobody));
                break;
        }

        Touches[ticker] = Touches[ticker] with { Bid = bid, Ask = ask };
    }

    private void Relate()
    {
        RelationType type = Types[_random.Next(Types.Length)];
        int least = type is RelationType.Exclusive or RelationType.Exhaustive or RelationType.Partition ? 1 : 2;
        int size = type == RelationType.Complement ? 2
            : _random.Next(3) == 0 ? Math.Max(least, 2)
            : _random.Next(least, _mostMembers + 1);
        Claim[] claims = [.. _known.Values.OrderBy(_ => _random.Next()).Take(size)
            .Select(market => new Claim(market, _random.Next(4) > 0 ? Side.Yes : Side.No))];
        Relation relation = new(type, claims, type == RelationType.Line ? Line(claims.Length) : null)
        {
            Rule = "test",
            Confidence = World.R(Confidences[_random.Next(Confidences.Length)]),
        };
        if (Engine.Add(relation, out RelationHandle handle) == RelationOutcome.Watched)
        {
            Relations.Add(handle, relation);
        }
    }

    private CellLine Line(int claims)
    {
        int cells = _random.Next(2, 6);
        CellSpan[] spans = [.. Enumerable.Range(0, claims).Select(_ =>
        {
            int from = _random.Next(cells);
            return new CellSpan(from, _random.Next(from, cells + 1));
        })];
        return new CellLine([.. Enumerable.Range(0, cells).Select(static cell => $"cell {cell}")], spans);
    }

    private void End(Dictionary<RelationHandle, Relation> some)
    {
        RelationHandle handle = some.Keys.ElementAt(_random.Next(some.Count));
        Engine.Remove(handle);
        some.Remove(handle);
    }
}
