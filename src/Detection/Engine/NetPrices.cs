using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>
/// What one contract costs in grains at each price, the least linear fee included, for each set of fee terms met. Rounded
/// down twice, so that no order costs less.
/// </summary>
internal sealed class NetPrices
{
    /// <summary>The class of markets whose fee is not known: nothing of them is on offer at any price.</summary>
    public const byte Unknown = 0;

    private const int Stride = Price.TicksPerDollar + 1;
    private const int MostClasses = byte.MaxValue;

    private readonly Dictionary<(FeeType Type, Ratio Multiplier), byte> _classes = [];

    public NetPrices()
    {
        Costs = new ushort[Stride];
        Costs.AsSpan().Fill(Grain.Absent);
    }

    /// <summary>The prices of one set of terms.</summary>
    public static NetPrices Of(FeeTerms terms)
    {
        NetPrices prices = new();
        prices.ClassOf(terms);
        return prices;
    }

    /// <summary>All tables, one after another; a price of nothing or of a dollar is nobody's.</summary>
    public ushort[] Costs { get; private set; }

    /// <summary>Where the table of a class begins.</summary>
    public static int Start(byte feeClass) => feeClass * Stride;

    /// <summary>
    /// The class of these terms; <see cref="Unknown"/> for none, for terms without a formula, and for more different ones
    /// than a byte counts.
    /// </summary>
    public byte ClassOf(FeeTerms? terms)
    {
        if (terms is null || !HasFormula(terms))
        {
            return Unknown;
        }

        if (!_classes.TryGetValue((terms.Type, terms.Multiplier), out byte known))
        {
            known = _classes.Count + 1 < MostClasses ? Append(terms) : Unknown;
            _classes.Add((terms.Type, terms.Multiplier), known);
        }

        return known;
    }

    private static bool HasFormula(FeeTerms terms) => terms.Type is not (FeeType.Unknown or FeeType.Flat)
        && terms.Multiplier >= Ratio.Zero && terms.Multiplier <= FeeModel.GreatestMultiplier;

    private byte Append(FeeTerms terms)
    {
        FeeTable fees = new(terms);
        ushort[] costs = new ushort[Costs.Length + Stride];
        Costs.CopyTo(costs, 0);
        Span<ushort> table = costs.AsSpan(Costs.Length);
        table.Fill(Grain.Absent);
        for (int ticks = 1; ticks < Price.TicksPerDollar; ticks++)
        {
            Price price = Price.FromTicks(ticks);
            table[ticks] = (ushort)((price.PerContract().Micros + fees.AtLeast(price)) / Grain.Micros);
        }

        Costs = costs;
        return (byte)((costs.Length / Stride) - 1);
    }
}
