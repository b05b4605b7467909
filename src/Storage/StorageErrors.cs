using Dutchbook.Pipeline;
using SQLitePCL;

namespace Dutchbook.Storage;

/// <summary>What SQLite's result codes (sqlite.org/rescode.html) mean to the user, and what mends them.</summary>
internal static class StorageErrors
{
    public static StorageException From(string path, int code, string detail) => (code & 0xFF) switch
    {
        raw.SQLITE_NOTADB => new StorageException(
            StorageProblem.NotADatabase, path, "this is not a Dutchbook database", "Name another file, or move this one away."),
        raw.SQLITE_CORRUPT => Damaged(path, detail),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StorageException(
            StorageProblem.Busy, path, "another process is writing to it", "Wait for it to end, or stop it."),
        raw.SQLITE_FULL => new StorageException(
            StorageProblem.DiskFull, path, "the disk is full", "Free some space; nothing of this save was kept."),
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN => NotWritable(path, detail),
        _ => new StorageException(
            StorageProblem.Failed, path, $"the database failed: {detail} (code {code})", "Check the disk."),
    };

    public static StorageException Damaged(string path, string detail) => new(
        StorageProblem.Corrupt, path, $"the database is damaged: {detail}",
        "Move it away and scan again: markets are read anew; price history comes from a backup only.");

    public static StorageException NotWritable(string path, string detail, Exception? inner = null) => new(
        StorageProblem.NotWritable, path, $"it cannot be opened or written: {detail}",
        "Check the permissions of the file and its folder, or name another folder.", inner);

    public static StorageException Missing(string path) => new(
        StorageProblem.Missing, path, "there is no database yet", "Run a scan first.");
}
