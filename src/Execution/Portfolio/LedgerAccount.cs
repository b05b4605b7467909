using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>What an account of the ledger holds. Debits are positive: more cash, more claims, more spent.</summary>
public enum LedgerAccountKind
{
    /// <summary>On one shard.</summary>
    Cash = 0,

    /// <summary>Claims on one market held by one trade, at cost.</summary>
    Claims,

    /// <summary>Fees paid.</summary>
    Fees,

    /// <summary>Gains of claims sold or paid (negative), and losses.</summary>
    Result,

    /// <summary>Deposits (negative) and withdrawals.</summary>
    External,
}

/// <param name="Kind">What it holds.</param>
/// <param name="Key">The shard of cash; the ticker of claims; empty otherwise.</param>
public readonly record struct LedgerAccount(LedgerAccountKind Kind, string Key)
{
    public static LedgerAccount Cash(int shard) =>
        new(LedgerAccountKind.Cash, shard.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static LedgerAccount Claims(string ticker) => new(LedgerAccountKind.Claims, ticker);

    public static LedgerAccount Fees { get; } = new(LedgerAccountKind.Fees, "");

    public static LedgerAccount Result { get; } = new(LedgerAccountKind.Result, "");

    public static LedgerAccount External { get; } = new(LedgerAccountKind.External, "");

    public override string ToString() => Key.Length == 0 ? Kind.ToString() : $"{Kind} {Key}";
}

/// <summary>One side of an entry; debits positive.</summary>
public readonly record struct Posting(LedgerAccount Account, Money Amount)
{
    public override string ToString() => $"{Account} {Amount}";
}

/// <summary>Something that moved money. Its postings add up to nothing; its id makes it count once.</summary>
public sealed record LedgerEntry
{
    /// <summary>From what it books, such as the fill: told twice, it is booked once.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Empty for what no trade did.</summary>
    public required string TradeId { get; init; }

    public required IReadOnlyList<Posting> Postings { get; init; }

    /// <summary>The market whose claims it moves; empty for none.</summary>
    public string Ticker { get; init; } = "";

    /// <summary>Of the claims.</summary>
    public Side Side { get; init; }

    /// <summary>Contracts bought, or negative, sold or paid.</summary>
    public Quantity Contracts { get; init; }

    /// <summary>In a sentence.</summary>
    public required string Text { get; init; }
}
