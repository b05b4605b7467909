namespace Dutchbook.Detection;

/// <summary>One level of a claim's depth.</summary>
/// <param name="Cost">Micro-dollars a contract, linear fee included.</param>
/// <param name="Hundredths">Hundredths of a contract on offer there.</param>
internal readonly record struct LineLevel(int Cost, long Hundredths)
{
    public override string ToString() => $"{Hundredths} hundredths at {Cost}";
}
