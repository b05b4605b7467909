namespace Dutchbook.Cli;

/// <summary>config.yaml, .env and the environment can be read and agree with each other.</summary>
internal sealed class ConfigurationCheck(HomeFolder home, LoadedConfiguration loaded) : IDoctorCheck
{
    public string Name => "configuration";

    public Task<DoctorFinding> Run(CancellationToken cancellation)
    {
        if (loaded.Errors.Count > 0)
        {
            return Task.FromResult(DoctorFinding.Failed(
                string.Join(" ", loaded.Errors.Select(error => $"{ConfigurationError.Place(error.File, error.Line)}: {error.Key} {error.Message}.")),
                string.Join("; ", loaded.Errors.Select(error => error.Mend))));
        }

        if (loaded.Warnings.Count > 0)
        {
            return Task.FromResult(DoctorFinding.Warning(
                string.Join(" ", loaded.Warnings.Select(warning => $"{ConfigurationError.Place(warning.File, warning.Line)}: {warning.Key}: {warning.Message}.")),
                string.Join("; ", loaded.Warnings.Select(warning => warning.Mend))));
        }

        return Task.FromResult(File.Exists(home.ConfigFile)
            ? DoctorFinding.Ok($"{home.ConfigFile} is in order")
            : DoctorFinding.Ok("no config.yaml, so every default applies; `dutchbook init` writes one"));
    }
}
