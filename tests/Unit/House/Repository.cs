using Xunit;

namespace Dutchbook.Unit.House;

/// <summary>The checkout the tests were built from, and the recorded data that may lie beside it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The path of a recorded file beside the checkout; skips the test, visibly, where there is none.</summary>
    public static string Recorded(params string[] parts)
    {
        string path = Path.Combine([Root, "..", "shared", .. parts]);
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            Assert.Skip($"recorded data are not on this machine: shared/{string.Join('/', parts)}");
        }

        return Path.GetFullPath(path);
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dutchbook.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Dutchbook.slnx is not above the test binaries.");
    }
}
