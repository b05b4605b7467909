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
                Lines(loaded.Errors.Select(item => Words(item.File, item.Line, item.Key, item.Message))),
                Lines(loaded.Errors.Select(error => error.Mend))));
        }

        if (loaded.Warnings.Count > 0)
        {
            return Task.FromResult(DoctorFinding.Warning(
                Lines(loaded.Warnings.Select(item => Words(item.File, item.Line, item.Key, item.Message))),
                Lines(loaded.Warnings.Select(warning => warning.Mend))));
        }

        return Task.FromResult(File.Exists(home.ConfigFile)
            ? DoctorFinding.Ok($"{home.ConfigFile} is in order")
            : DoctorFinding.Ok("no config.yaml, so every default applies; `dutchbook init` writes one"));
    }

    /// <summary>Each finding stands on a line of its own, and its mend on the same line of the mends.</summary>
    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Words(string file, int? line, string key, string message) =>
        $"{ConfigurationError.Place(file, line)}: {(key.Length > 0 ? key + ": " : "")}{message}.";
}
