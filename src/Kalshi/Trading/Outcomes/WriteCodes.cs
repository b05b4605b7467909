namespace Dutchbook.Kalshi;

/// <summary>
/// The venue's words for refusals that we tell apart. It writes some in small letters and some in capitals. A word that
/// is not here is still a refusal where its status says so, except in a conflict.
/// </summary>
internal static class WriteCodes
{
    private static readonly Dictionary<string, RejectionKind> known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["insufficient_balance"] = RejectionKind.Funds,
        ["available_balance_too_low"] = RejectionKind.Funds,
        ["insufficient_shard_balance"] = RejectionKind.Funds,
        ["user_not_found"] = RejectionKind.Funds,
        ["fill_or_kill_insufficient_resting_volume"] = RejectionKind.NothingToFill,
        ["trading_is_paused"] = RejectionKind.NotTrading,
        ["market_not_active"] = RejectionKind.NotTrading,
        ["market_inactive"] = RejectionKind.NotTrading,
        ["market_not_open"] = RejectionKind.NotTrading,
        ["order_group_triggered"] = RejectionKind.GroupBlocked,
        ["market_not_found"] = RejectionKind.NotFound,
        ["order_not_found"] = RejectionKind.NotFound,
        ["not_found"] = RejectionKind.NotFound,
    };

    public static RejectionKind? KindOf(string code) => known.TryGetValue(code, out RejectionKind kind) ? kind : null;

    public static bool IsIdUsed(string code) => code.Equals("order_already_exists", StringComparison.OrdinalIgnoreCase);

    /// <summary>A code that speaks of a failure on the way rather than of the order.</summary>
    public static bool IsUncertain(string code) =>
        code.Contains("unavailable", StringComparison.OrdinalIgnoreCase)
        || code.Contains("timeout", StringComparison.OrdinalIgnoreCase)
        || code.Contains("internal", StringComparison.OrdinalIgnoreCase)
        || code.Contains("too_many_requests", StringComparison.OrdinalIgnoreCase);
}
