namespace Dutchbook.Llm;

/// <summary>A call was not made, because it might have cost more than a limit leaves.</summary>
public sealed class BudgetReachedException(string limit) : Exception(limit);
