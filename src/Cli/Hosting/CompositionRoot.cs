using Dutchbook.Storage;

namespace Dutchbook.Cli;

/// <summary>Puts the program together from the real parts.</summary>
internal static class CompositionRoot
{
    public static Composition Create() => new()
    {
        OpenStorage = OpenStorage,
        Exchange = new HttpExchangeProbe(),
    };

    /// <summary>Opens the database as a reader does, which also judges its schema, and has SQLite check its pages.</summary>
    private static string OpenStorage(HomeFolder home)
    {
        using SqliteDatabase database = SqliteDatabase.OpenReader(home.Database);
        return database.FindDamage() is not { } damage
            ? $"{home.Database} opens and its pages are sound"
            : throw new InvalidDataException($"SQLite finds it damaged: {damage}");
    }
}
