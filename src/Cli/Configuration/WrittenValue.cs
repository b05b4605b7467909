namespace Dutchbook.Cli;

/// <summary>A value as somebody wrote it, with where: a file line, an environment variable or a flag.</summary>
/// <param name="Text">Null when the key stands there without a value.</param>
internal sealed record WrittenValue(Setting Setting, string? Text, OriginKind Kind, string File, int? Line)
{
    /// <summary>How the value's origin is shown, with the variables it was filled from.</summary>
    public string Origin(IReadOnlyList<string> variables) =>
        ConfigurationError.Place(File, Line) + string.Concat(variables.Select(name => $" via ${{{name}}}"));

    public ConfigurationError Error(ValueProblem problem) =>
        new(Setting.Key, File, Line, problem.Message, problem.Mend);

    public ConfigurationWarning Warning(ValueProblem problem) =>
        new(Setting.Key, File, Line, problem.Message, problem.Mend);
}
