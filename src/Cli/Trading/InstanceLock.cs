namespace Dutchbook.Cli;

/// <summary>One process trades from a home folder at a time; the system lets go of the lock when the process ends.</summary>
internal sealed class InstanceLock : IDisposable
{
    private readonly FileStream stream;

    private InstanceLock(FileStream stream) => this.stream = stream;

    /// <exception cref="CommandFailure">Another process holds it, or the folder cannot be written.</exception>
    public static InstanceLock Take(HomeFolder home)
    {
        string path = Path.Combine(home.Root, "trading.lock");
        try
        {
            Directory.CreateDirectory(home.Root);
            return new InstanceLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new CommandFailure(ExitCode.Failed, $"Another process trades from {home.Root}. Stop it, or name another home with "
                + "--home FOLDER.");
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new CommandFailure(ExitCode.Failed, $"{path}: {problem.Message}");
        }
    }

    public void Dispose() => stream.Dispose();
}
