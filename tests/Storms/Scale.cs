using System.Globalization;

namespace Dutchbook.Storms;

/// <summary>How much longer than usual the storms blow: DUTCHBOOK_TEST_SCALE, 1 where it is not set.</summary>
internal static class Scale
{
    private static readonly int Factor =
        int.TryParse(Environment.GetEnvironmentVariable("DUTCHBOOK_TEST_SCALE"), CultureInfo.InvariantCulture, out int set) && set > 0
            ? set
            : 1;

    /// <summary>A few by default, and so many for each unit of a larger scale.</summary>
    public static int Of(int usual, int perUnit) => Factor == 1 ? usual : perUnit * Factor;
}
