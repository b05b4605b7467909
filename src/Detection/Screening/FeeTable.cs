using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// The fee of one contract at each price, for markets that share fee terms; filled as prices are met.
/// </summary>
internal sealed class FeeTable(FeeTerms terms)
{
    // One more than the value, so that zero means "not computed yet".
    private readonly int[] _atLeast = new int[Price.TicksPerDollar + 1];

    /// <summary>Micro-dollars that each contract costs in fees however many are bought; never more than that.</summary>
    public long AtLeast(Price price)
    {
        int known = _atLeast[price.Ticks];
        return known != 0 ? known - 1 : Compute(price);
    }

    private long Compute(Price price)
    {
        long micros = FeeModel.PerContractAtLeast(terms, LiquidityRole.Taker, price).Micros;
        _atLeast[price.Ticks] = (int)micros + 1;
        return micros;
    }
}

/// <summary>One table for each fee formula and multiplier met; markets share a handful of them.</summary>
internal sealed class FeeTables
{
    private readonly Dictionary<(FeeType Type, Ratio Multiplier), FeeTable> _tables = [];

    public FeeTable Of(FeeTerms terms)
    {
        if (!_tables.TryGetValue((terms.Type, terms.Multiplier), out FeeTable? table))
        {
            table = new FeeTable(terms);
            _tables.Add((terms.Type, terms.Multiplier), table);
        }

        return table;
    }
}
