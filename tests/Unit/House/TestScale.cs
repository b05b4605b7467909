using System.Globalization;

namespace Dutchbook.Unit.House;

/// <summary>How much longer than usual the long tests run: DUTCHBOOK_TEST_SCALE, 1 where it is not set.</summary>
internal static class TestScale
{
    public static int Value { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("DUTCHBOOK_TEST_SCALE"), CultureInfo.InvariantCulture, out int scale) && scale > 0
            ? scale
            : 1;

    public static int Times(int usual) => usual * Value;
}
