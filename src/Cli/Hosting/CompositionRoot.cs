using Microsoft.Data.Sqlite;

namespace Dutchbook.Cli;

/// <summary>Puts the program together from the real parts.</summary>
internal static class CompositionRoot
{
    public static Composition Create() => new()
    {
        OpenStorage = OpenStorage,
        Exchange = new HttpExchangeProbe(),
    };

    /// <summary>Opens the database as a reader does and has SQLite check its pages.</summary>
    private static async Task<string> OpenStorage(HomeFolder home, CancellationToken cancellation)
    {
        SqliteConnectionStringBuilder address =
            new() { DataSource = home.Database, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        await using SqliteConnection connection = new(address.ToString());
        await connection.OpenAsync(cancellation);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        string? result = (string?)await command.ExecuteScalarAsync(cancellation);
        return result == "ok"
            ? $"{home.Database} opens and its pages are sound"
            : throw new InvalidDataException($"SQLite finds it damaged: {result}");
    }
}
