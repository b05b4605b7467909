namespace Dutchbook.Cli;

/// <summary>
/// Something that keeps the program from starting: which key, where it was written, and what to write instead.
/// </summary>
/// <param name="File">The file, or the environment variable or flag, that holds the value.</param>
/// <param name="Line">The line in the file from 1; null where there is no file.</param>
internal sealed record ConfigurationError(string Key, string File, int? Line, string Message, string Mend)
{
    public override string ToString() =>
        $"{Place(File, Line)}: {(Key.Length > 0 ? Key + ": " : "")}{Message}. To mend: {Mend}.";

    internal static string Place(string file, int? line) => line is null ? file : $"{file}:{line}";
}

/// <summary>Something that still works or is ignored, and what replaces it.</summary>
/// <inheritdoc cref="ConfigurationError"/>
internal sealed record ConfigurationWarning(string Key, string File, int? Line, string Message, string Mend)
{
    public override string ToString() => $"{ConfigurationError.Place(File, Line)}: {Key}: {Message}. To mend: {Mend}.";
}

/// <summary>Where values come from; a later one wins over an earlier one.</summary>
internal enum OriginKind
{
    Default,
    File,
    Environment,
    Flag,
}

/// <summary>A value in force and where it was said; secrets are masked.</summary>
internal sealed record EffectiveValue(string Key, string Value, OriginKind Kind, string Origin);

/// <summary>A value given on the command line for one key, with the flag's name for messages.</summary>
internal sealed record FlagValue(string Key, string Value, string Flag);

/// <summary>What was read: the configuration, or all the reasons why there is none.</summary>
internal sealed record LoadedConfiguration(
    Configuration? Configuration,
    IReadOnlyList<ConfigurationError> Errors,
    IReadOnlyList<ConfigurationWarning> Warnings,
    IReadOnlyList<EffectiveValue> Values);
