using Dutchbook.Domain;

namespace Dutchbook.Bench;

/// <summary>
/// What one would write without an engine. The brief's loops: prices in a dictionary by ticker, and after each quote the
/// neighbouring pairs of its ladder or the sums of its event, in decimals, without fees. The naive re-check: after each
/// quote every guarantee of every relation of the market, all pairs of a ladder included, on arrays of net costs.
/// </summary>
internal sealed class EngineBaseline
{
    private readonly EngineUniverse _universe;
    private readonly Dictionary<string, (decimal Bid, decimal Ask)> _prices = new(StringComparer.Ordinal);
    private readonly List<Relation>[] _relationsOf;
    private readonly Dictionary<Relation, int[]> _slots = [];
    private readonly long[] _costs;

    public EngineBaseline(EngineUniverse universe)
    {
        _universe = universe;
        _relationsOf = [.. universe.Markets.Select(static _ => new List<Relation>())];
        _costs = new long[2 * universe.Markets.Count];
        foreach (Relation relation in universe.Relations)
        {
            _slots.Add(relation, [.. relation.Claims.Select(static claim => (2 * claim.Market.Index) + (int)claim.Side)]);
            foreach (Claim claim in relation.Claims)
            {
                _relationsOf[claim.Market.Index].Add(relation);
            }
        }
    }

    /// <summary>How many relations looked mispriced; the brief's arithmetic and ours differ on purpose.</summary>
    public long Found { get; private set; }

    public void BriefLoops(int market, int bid, int ask)
    {
        _prices[_universe.Markets[market].Ticker] = (bid / 10_000m, ask / 10_000m);
        foreach (Relation relation in _relationsOf[market])
        {
            if (relation.Type is RelationType.Threshold or RelationType.Subset)
            {
                for (int i = 1; i < relation.Claims.Count; i++)
                {
                    (decimal Bid, decimal Ask) narrow = PriceOf(relation.Claims[i - 1]);
                    (decimal Bid, decimal Ask) wide = PriceOf(relation.Claims[i]);
                    Found += narrow.Bid - wide.Ask > 0 ? 1 : 0;
                }
            }
            else
            {
                decimal bids = 0;
                decimal asks = 0;
                foreach (Claim claim in relation.Claims)
                {
                    (decimal Bid, decimal Ask) price = PriceOf(claim);
                    bids += price.Bid;
                    asks += price.Ask;
                }

                Found += bids > 1 || (relation.Type == RelationType.Partition && asks < 1) ? 1 : 0;
            }
        }
    }

    public void NaiveRecheck(int market, int bid, int ask)
    {
        _costs[2 * market] = Net(ask);
        _costs[(2 * market) + 1] = Net(10_000 - bid);
        foreach (Relation relation in _relationsOf[market])
        {
            int[] slots = _slots[relation];
            bool pays = false;
            if (relation.Type is RelationType.Threshold or RelationType.Subset)
            {
                for (int i = 0; i < slots.Length; i++)
                {
                    for (int j = i + 1; j < slots.Length; j++)
                    {
                        pays |= _costs[slots[i] ^ 1] + _costs[slots[j]] < 1_000_000;
                    }
                }
            }
            else
            {
                long earned = -1_000_000;
                long spent = 0;
                foreach (int slot in slots)
                {
                    earned += Math.Max(0, 1_000_000 - _costs[slot ^ 1]);
                    spent += _costs[slot];
                }

                pays = earned > 0 || (relation.Type == RelationType.Partition && spent < 1_000_000);
            }

            Found += pays ? 1 : 0;
        }
    }

    private (decimal Bid, decimal Ask) PriceOf(Claim claim) => _prices.GetValueOrDefault(claim.Market.Ticker, (0, 1));

    private static long Net(int price) => price is 0 or 10_000
        ? 1L << 40
        : (100L * price) + FeeModel.PerContractAtLeast(Taker, LiquidityRole.Taker, Price.FromTicks(price)).Micros;

    private static readonly FeeTerms Taker = new(FeeType.Quadratic, Ratio.One, "bench", IsAssumed: false);
}
