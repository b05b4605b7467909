namespace Dutchbook.Cli;

/// <summary>One combination of the settings of a sweep.</summary>
/// <param name="Flags">Key and value of each.</param>
internal sealed record SweepPoint(IReadOnlyList<FlagValue> Flags)
{
    private const int Most = 256;

    public string Name => Flags.Count == 0 ? "as configured" : string.Join(", ", Flags.Select(static flag => $"{flag.Key}={flag.Value}"));

    /// <summary>The same without signs that a file system may not take.</summary>
    public string FolderName => string.Join("_", Flags.Select(static flag => $"{flag.Key}-{flag.Value}"));

    /// <summary>Every combination; one without settings where nothing is swept.</summary>
    /// <exception cref="CommandFailure">One is not written as it must be, or there are too many.</exception>
    public static IReadOnlyList<SweepPoint> All(IReadOnlyList<string> sweeps, string option)
    {
        List<SweepPoint> points = [new([])];
        foreach (string sweep in sweeps)
        {
            string[] parts = sweep.Split('=', 2);
            string[] values = parts.Length == 2 ? parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];
            if (parts[0].Length == 0 || values.Length == 0)
            {
                throw new CommandFailure(ExitCode.Usage, $"{option} {sweep}: write it like trading.fee_safety_multiplier=1,2,3.");
            }

            if (SettingCatalog.Find(parts[0]) is null)
            {
                throw new CommandFailure(ExitCode.Usage, $"{option} {sweep}: no setting is called {parts[0]}; docs/configuration.md has them all.");
            }

            points = [.. points.SelectMany(point => values.Select(value =>
                new SweepPoint([.. point.Flags, new FlagValue(parts[0], value, option)])))];
            if (points.Count > Most)
            {
                throw new CommandFailure(ExitCode.Usage, $"{option} makes more than {Most} combinations.");
            }
        }

        return points;
    }
}
