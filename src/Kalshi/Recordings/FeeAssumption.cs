using System.Diagnostics.CodeAnalysis;
using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>Reads fee terms that a user supplies, such as <c>quadratic:1</c> or <c>quadratic_with_maker_fees:0.5</c>.</summary>
public static class FeeAssumption
{
    public static bool TryParse(string text, [NotNullWhen(true)] out FeeTerms? terms)
    {
        terms = null;
        string[] parts = text.Split(':');
        if (parts.Length != 2
            || !Ratio.TryParse(parts[1], out Ratio multiplier)
            || multiplier < Ratio.Zero
            || multiplier > FeeModel.GreatestMultiplier)
        {
            return false;
        }

        Open<FeeType> type = Words.Fee.Find(System.Text.Encoding.UTF8.GetBytes(parts[0]));
        if (type.Value is FeeType.Unknown or FeeType.Flat)
        {
            return false;
        }

        terms = new FeeTerms(type.Value, multiplier, $"assumed {text}", IsAssumed: true);
        return true;
    }
}
