namespace Dutchbook.Cli;

/// <summary>How a check ended.</summary>
internal enum DoctorResult
{
    Ok,
    Warning,
    Failed,
}

/// <summary>What a check found, and what to do about it when it is not in order.</summary>
internal sealed record DoctorFinding(DoctorResult Result, string Message, string? Mend = null)
{
    public static DoctorFinding Ok(string message) => new(DoctorResult.Ok, message);

    public static DoctorFinding Warning(string message, string mend) => new(DoctorResult.Warning, message, mend);

    public static DoctorFinding Failed(string message, string mend) => new(DoctorResult.Failed, message, mend);

    /// <summary>Neither right nor wrong: it could not be looked at before the configuration is in order.</summary>
    public static DoctorFinding NotChecked() => Warning("not checked", "mend the configuration first");
}

/// <summary>One thing `doctor` looks at.</summary>
internal interface IDoctorCheck
{
    string Name { get; }

    Task<DoctorFinding> Run(CancellationToken cancellation);
}
