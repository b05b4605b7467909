namespace Dutchbook.Cli;

/// <summary>Files can be made in the home folder.</summary>
internal sealed class HomeCheck(HomeFolder home) : IDoctorCheck
{
    public string Name => "home folder";

    public async Task<DoctorFinding> Run(CancellationToken cancellation)
    {
        if (!home.Exists)
        {
            return DoctorFinding.Warning($"{home.Root} does not exist yet ({home.Origin})", "run `dutchbook init`");
        }

        string probe = Path.Combine(home.Root, $".probe-{Environment.ProcessId}");
        try
        {
            await File.WriteAllTextAsync(probe, "probe\n", cancellation);
            File.Delete(probe);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return DoctorFinding.Failed($"nothing can be written to {home.Root} ({home.Origin})",
                "give this user the right to write there, or choose another folder with --home");
        }

        return File.Exists(home.HaltFile)
            ? DoctorFinding.Warning($"{home.Root} is writable; a halt file stops all trading",
                $"delete {home.HaltFile} when trading may go on")
            : DoctorFinding.Ok($"{home.Root} is writable ({home.Origin})");
    }
}
