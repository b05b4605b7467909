namespace Dutchbook.Cli;

/// <summary>A private key in a folder of its own that only its owner can read; both are gone when it is disposed of.</summary>
internal sealed class PrivateKeyFile : IDisposable
{
    private readonly DirectoryInfo folder;

    private PrivateKeyFile(DirectoryInfo folder, string path)
    {
        this.folder = folder;
        Path = path;
    }

    public string Path { get; }

    public static PrivateKeyFile Write(string pem)
    {
        DirectoryInfo own = Directory.CreateTempSubdirectory("dutchbook-sandbox-");
        string path = System.IO.Path.Combine(own.FullName, "key.pem");
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using StreamWriter writer = new(path, options);
        writer.Write(pem);
        return new PrivateKeyFile(own, path);
    }

    public void Dispose()
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A key of an exchange that is gone opens nothing.
        }
    }
}
