using Dutchbook.Domain;

namespace Dutchbook.Detection;

/// <summary>Amounts in words for people, in cents.</summary>
internal static class Cents
{
    /// <summary>Cents with one or two decimals, rounded toward minus infinity.</summary>
    public static string Of(Money money)
    {
        const int microsPerHundredthOfACent = 100;
        long micros = money.Micros;
        long hundredths = (micros / microsPerHundredthOfACent) - (micros % microsPerHundredthOfACent < 0 ? 1 : 0);
        return FixedPoint.Format(hundredths, 2, 1);
    }
}
