using System.Reflection;
using Dutchbook.Pipeline;

namespace Dutchbook.Storage;

/// <summary>
/// The schema as numbered steps that only go forward. The file's <c>user_version</c> is the number of the last step taken;
/// its <c>application_id</c> keeps us from writing into another program's database.
/// </summary>
internal sealed class Migrations(IReadOnlyList<string> steps, long applicationId = Migrations.MainFile)
{
    /// <summary>"DBK1" in ASCII.</summary>
    private const long MainFile = 0x44424B31;

    /// <summary>"DBKH" in ASCII.</summary>
    private const long HistoryFile = 0x44424B48;

    private const string HistoryFolder = "History/";

    public static Migrations Embedded { get; } = new(ReadSteps(""));

    /// <summary>The schema of the file that holds the history of quotes.</summary>
    public static Migrations EmbeddedHistory { get; } = new(ReadSteps(HistoryFolder), HistoryFile);

    /// <summary>Throws unless the file has exactly the version that this release reads.</summary>
    public void CheckReadable(Connection connection)
    {
        long version = Version(connection);
        if (version < steps.Count)
        {
            throw new StorageException(
                StorageProblem.OlderVersion, connection.Path,
                $"its schema has version {version}, this release reads version {steps.Count}",
                "Run a scan: it brings the file up to date.");
        }
    }

    /// <summary>Throws unless the file is empty or ours, and not newer than this release.</summary>
    public void CheckWritable(Connection connection) => Version(connection);

    /// <summary>Brings the file up to date, all steps or none.</summary>
    public void Apply(Connection connection)
    {
        if (Version(connection) == steps.Count)
        {
            return;
        }

        connection.Write(() =>
        {
            // Another writer may have migrated between the look above and the lock.
            for (int step = (int)Version(connection); step < steps.Count; step++)
            {
                connection.Execute(steps[step]);
            }

            connection.Execute($"PRAGMA application_id = {applicationId}; PRAGMA user_version = {steps.Count}");
        });
    }

    private long Version(Connection connection)
    {
        long version = connection.Number("PRAGMA user_version");
        bool isOurs = connection.Number("PRAGMA application_id") == applicationId;
        bool isEmpty = connection.Number("SELECT count(*) FROM sqlite_master") == 0;
        if (!isOurs && !isEmpty)
        {
            throw new StorageException(
                StorageProblem.NotADatabase, connection.Path, "this database belongs to another program",
                "Name another file.");
        }

        if (version > steps.Count)
        {
            throw new StorageException(
                StorageProblem.NewerVersion, connection.Path,
                $"its schema has version {version}, this release knows versions up to {steps.Count}",
                "Use the release that wrote it, or a later one, or name another file.");
        }

        return version;
    }

    private static List<string> ReadSteps(string folder)
    {
        Assembly assembly = typeof(Migrations).Assembly;
        List<string> steps = [];
        foreach (string name in assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal)
                && name[..(name.LastIndexOf('/') + 1)] == folder).Order(StringComparer.Ordinal))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
            steps.Add(reader.ReadToEnd());
        }

        return steps;
    }
}
