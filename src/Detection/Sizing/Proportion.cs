namespace Dutchbook.Detection;

/// <summary>Whole numbers in their lowest terms.</summary>
internal static class Proportion
{
    /// <summary>The greatest number that divides both; neither is negative.</summary>
    public static long CommonDivisor(long left, long right) => right == 0 ? left : CommonDivisor(right, left % right);
}
