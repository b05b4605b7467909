namespace Dutchbook.Storage;

/// <summary>The prepared statements of one save of markets; parameters in the order of the columns named.</summary>
internal sealed class MarketStatements(Connection connection) : IDisposable
{
    private const string QuoteColumns =
        "yes_bid_ticks, yes_bid_size_hundredths, yes_ask_ticks, yes_ask_size_hundredths";

    private const string Moving = "updated_at_micros, " + MarketColumns.Figures;

    /// <summary>The time, the figures, the terms, then the id and the ticker.</summary>
    public Statement Insert { get; } =
        connection.Prepare(InsertInto("markets", $"{Moving}, {MarketColumns.Terms}, id, ticker"));

    /// <summary>The time, the figures, the terms, then the id.</summary>
    public Statement Change { get; } = connection.Prepare(Update($"{Moving}, {MarketColumns.Terms}"));

    /// <summary>The time, the figures, then the id.</summary>
    public Statement Move { get; } = connection.Prepare(Update(Moving));

    public Statement Mark { get; } = connection.Prepare(
        "INSERT OR REPLACE"
        + InsertInto("market_marks", $"market_id, ticker, terms_hash, figures_hash, {QuoteColumns}")["INSERT".Length..]);

    public Statement Price { get; } =
        connection.Prepare(InsertInto("price_snapshots", $"market_id, at_micros, {QuoteColumns}"));

    public void Dispose()
    {
        Insert.Dispose();
        Change.Dispose();
        Move.Dispose();
        Mark.Dispose();
        Price.Dispose();
    }

    private static string InsertInto(string table, string columns) =>
        $"INSERT INTO {table} ({columns}) VALUES ({Marks(columns)})";

    private static string Update(string columns) =>
        $"UPDATE markets SET ({columns}) = ({Marks(columns)}) WHERE id = ?";

    private static string Marks(string columns) => string.Join(", ", columns.Split(", ").Select(static _ => "?"));
}
