using Dutchbook.Pipeline;

namespace Dutchbook.Cli;

/// <summary>The database opens.</summary>
internal sealed class StorageCheck(HomeFolder home, Func<HomeFolder, string> open)
    : IDoctorCheck
{
    public string Name => "storage";

    public Task<DoctorFinding> Run(CancellationToken cancellation) => Task.FromResult(Look());

    private DoctorFinding Look()
    {
        if (!File.Exists(home.Database))
        {
            return DoctorFinding.Ok($"{home.Database} will be made by the first scan");
        }

        try
        {
            return DoctorFinding.Ok(open(home));
        }
        catch (Exception problem) when (problem is StorageException or InvalidDataException or IOException)
        {
            return DoctorFinding.Failed($"{home.Database} does not open: {problem.Message}",
                "close the program that holds it; if it is damaged, restore a copy or move it away to start anew");
        }
    }
}
