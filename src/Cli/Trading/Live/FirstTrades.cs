using Dutchbook.Domain;
using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>A new account begins small, whatever the limits allow.</summary>
internal static class FirstTrades
{
    public const int Count = 50;

    public static Quantity Contracts { get; } = Quantity.FromContracts(5);

    public static RiskLimits Apply(RiskLimits limits, TradingOptions trading) => limits with
    {
        First = new FirstTradeLimits(Count, Contracts, trading.FirstWeekCapital),
    };
}
