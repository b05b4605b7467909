namespace Dutchbook.Pipeline;

/// <summary>Why a store could not be used.</summary>
public enum StorageProblem
{
    /// <summary>Nothing has been stored yet.</summary>
    Missing,

    /// <summary>The file is something else than our database.</summary>
    NotADatabase,

    /// <summary>The file was written by a later release.</summary>
    NewerVersion,

    /// <summary>The file was written by an earlier release and has not been brought up to date.</summary>
    OlderVersion,

    /// <summary>The file is damaged.</summary>
    Corrupt,

    /// <summary>The file or its folder may not be written or opened.</summary>
    NotWritable,

    /// <summary>Another process holds the store.</summary>
    Busy,

    /// <summary>No space is left.</summary>
    DiskFull,

    /// <summary>The disk failed, or the store failed in a way we have no name for.</summary>
    Failed,
}

/// <summary>A store could not be used: which, why, and what mends it. The message holds all three.</summary>
public sealed class StorageException(
    StorageProblem problem, string store, string reason, string mend, Exception? inner = null)
    : Exception($"{store}: {reason}. {mend}", inner)
{
    public StorageProblem Problem { get; } = problem;

    /// <summary>The file.</summary>
    public string Store { get; } = store;

    public string Reason { get; } = reason;

    /// <summary>What the user can do about it, as a sentence.</summary>
    public string Mend { get; } = mend;
}
