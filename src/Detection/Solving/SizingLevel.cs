namespace Dutchbook.Detection;

/// <summary>What is offered of one claim at one price.</summary>
/// <param name="Market">The market, by its variable.</param>
/// <param name="IsYes">Which of its claims.</param>
/// <param name="Price">Micro-dollars a contract takes, the linear part of the fee included.</param>
/// <param name="Depth">Hundredths of a contract.</param>
internal readonly record struct SizingLevel(int Market, bool IsYes, long Price, long Depth)
{
    public const long HundredthsPerContract = 100;
}
