using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>The engine's refusals in the venue's codes. All are definite: nothing was traded.</summary>
internal static class Refusals
{
    public static (int Status, Failure Failure) Of(OrderAnswer.Refused refused, MarketPhase? phase)
    {
        (int status, string code) = refused.Code switch
        {
            RefusalCode.MarketNotFound => (404, "market_not_found"),
            RefusalCode.MarketNotActive => (400, phase == MarketPhase.Initialized ? "market_not_open" : "MARKET_INACTIVE"),
            RefusalCode.TradingIsPaused => (409, "trading_is_paused"),
            RefusalCode.InvalidPrice => (400, "INVALID_PRICE"),
            RefusalCode.InvalidOrderSize => (400, "invalid_order_size"),
            RefusalCode.InvalidOrder => (400, "invalid_order"),
            RefusalCode.InsufficientBalance => (400, "insufficient_balance"),
            RefusalCode.InsufficientShardBalance => (404, "insufficient_shard_balance"),
            RefusalCode.OrderAlreadyExists => (409, "order_already_exists"),
            RefusalCode.FillOrKillInsufficientVolume => (409, "fill_or_kill_insufficient_resting_volume"),
            RefusalCode.OrderNotFound => (404, "order_not_found"),
            RefusalCode.OrderGroupNotFound => (404, "order_group_not_found"),
            RefusalCode.OrderGroupBlocked => (409, "order_group_triggered"),
        };
        return (status, new Failure(code, code.Replace('_', ' '), refused.Message));
    }

    public static (int Status, Failure Failure) OrderNotFound { get; } = (404, new Failure("order_not_found", "order not found"));

    public static (int Status, Failure Failure) MarketNotFound { get; } = (404, new Failure("market_not_found", "market not found"));

    public static Answer ToAnswer((int Status, Failure Failure) refusal) =>
        Answer.Error(refusal.Status, refusal.Failure.Code, refusal.Failure.Message, refusal.Failure.Details);
}
