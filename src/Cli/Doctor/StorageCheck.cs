namespace Dutchbook.Cli;

/// <summary>The database opens.</summary>
internal sealed class StorageCheck(HomeFolder home, Func<HomeFolder, CancellationToken, Task<string>> open)
    : IDoctorCheck
{
    public string Name => "storage";

    public async Task<DoctorFinding> Run(CancellationToken cancellation)
    {
        if (!File.Exists(home.Database))
        {
            return DoctorFinding.Ok($"{home.Database} will be made by the first scan");
        }

        try
        {
            return DoctorFinding.Ok(await open(home, cancellation));
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return DoctorFinding.Failed($"{home.Database} does not open: {problem.Message}",
                "close the program that holds it; if it is damaged, restore a copy or move it away to start anew");
        }
    }
}
