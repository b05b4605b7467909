namespace Dutchbook.Sandbox;

/// <summary>What a key may be allowed; a whole scope covers its narrow ones.</summary>
public static class KeyScopes
{
    public const string Read = "read";
    public const string ReadBalance = "read::portfolio_balance";
    public const string Write = "write";

    /// <summary>Orders and order groups: it cannot move money.</summary>
    public const string Trade = "write::trade";
    public const string Transfer = "write::transfer";

    /// <summary>What a key gets where nothing is said.</summary>
    public static string[] Full { get; } = [Read, Write];

    internal static string[] All { get; } =
        [Read, Write, ReadBalance, Trade, Transfer, "read::block_trade_accept", "write::block_trade_accept"];
}
