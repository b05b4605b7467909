using System.Collections;

namespace Dutchbook.Cli;

/// <summary>
/// Reads the configuration of a home folder. Flags win over environment variables, those over the file, the file over
/// the defaults. Everything that is wrong is collected before anything is refused.
/// </summary>
internal sealed class ConfigurationLoader(HomeFolder home, IReadOnlyDictionary<string, string> environment)
{
    /// <summary>Environment variables that set a key: this, the section, two underscores and the key.</summary>
    public const string VariablePrefix = "DUTCHBOOK__";

    private readonly List<ConfigurationError> errors = [];
    private readonly List<ConfigurationWarning> warnings = [];
    private readonly Dictionary<string, (string Value, string File, int? Line)> variables = new(VariableNames);
    private readonly Dictionary<Setting, EffectiveOrigin> origins = [];

    private static StringComparer VariableNames =>
        OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    public LoadedConfiguration Load(IReadOnlyList<FlagValue>? flags = null)
    {
        Configuration configuration = new();
        foreach (Setting setting in SettingCatalog.Settings
            .Where(setting => setting.IsPath && setting.Default is not null))
        {
            setting.Set(configuration, home.Resolve((string)setting.Default!));
        }

        ReadVariables();
        foreach (WrittenValue value in ReadFile().Concat(FromEnvironment()).Concat(FromFlags(flags ?? [])))
        {
            Apply(configuration, value);
        }

        ConfigurationRules rules = new(configuration, origins, errors, warnings);
        rules.Check();
        List<EffectiveValue> values =
            [.. SettingCatalog.Settings.Select(setting => Effective(setting, configuration))];
        return new LoadedConfiguration(errors.Count == 0 ? configuration : null, errors, warnings, values);
    }

    private EffectiveValue Effective(Setting setting, Configuration configuration)
    {
        EffectiveOrigin origin = origins.GetValueOrDefault(setting)
            ?? new EffectiveOrigin(OriginKind.Default, "default", null);
        return new EffectiveValue(setting.Key, setting.Show(configuration), origin.Kind, origin.Text);
    }

    /// <summary>The .env file fills in what the real environment leaves out, never the other way round.</summary>
    private void ReadVariables()
    {
        foreach ((string name, string value) in environment)
        {
            variables[name] = (value, $"environment variable {name}", null);
        }

        byte[]? bytes = ReadBytes(home.EnvFile);
        string? text = bytes is null ? null : ConfigurationText.Decode(bytes, home.EnvFile, errors);
        foreach (DotEnvVariable variable in text is null ? [] : DotEnvFile.Parse(text, home.EnvFile, errors))
        {
            if (!environment.ContainsKey(variable.Name))
            {
                variables[variable.Name] = (variable.Value, home.EnvFile, variable.Line);
            }
        }
    }

    private IReadOnlyList<WrittenValue> ReadFile()
    {
        byte[]? bytes = ReadBytes(home.ConfigFile);
        if (bytes is null)
        {
            return [];
        }

        ConfigurationFile file = new(home.ConfigFile);
        IReadOnlyList<WrittenValue> values = file.Read(bytes);
        errors.AddRange(file.Errors);
        warnings.AddRange(file.Warnings);
        return values;
    }

    private IEnumerable<WrittenValue> FromEnvironment()
    {
        foreach ((string name, (string value, string file, int? line)) in variables
            .OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!name.StartsWith(VariablePrefix, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            Setting? setting = SettingCatalog.Settings
                .FirstOrDefault(
                    candidate => string.Equals(candidate.Variable, name, StringComparison.OrdinalIgnoreCase));
            if (setting is null)
            {
                string? meant = Spelling.Nearest(name, SettingCatalog.Settings.Select(candidate => candidate.Variable));
                errors.Add(new ConfigurationError(TerminalText.Clean(name, 80), file, line, "there is no such key",
                    meant is null ? "unset the variable; docs/configuration.md lists all keys"
                        : $"did you mean {meant}"));
            }
            else
            {
                string? text = value.Length == 0 ? null : value;
                yield return new WrittenValue(setting, text, OriginKind.Environment, file, line);
            }
        }
    }

    private static IEnumerable<WrittenValue> FromFlags(IReadOnlyList<FlagValue> flags) =>
        flags.Select(flag => new WrittenValue(
            SettingCatalog.Find(flag.Key)
                ?? throw new ArgumentException($"No setting is called {flag.Key}.", nameof(flags)),
            flag.Value, OriginKind.Flag, $"flag {flag.Flag}", null));

    private void Apply(Configuration configuration, WrittenValue written)
    {
        Setting setting = written.Setting;
        List<string> used = [];
        string? missing = null;
        string? text = written.Text is null || written.Kind == OriginKind.Flag
            ? written.Text
            : VariableText.Expand(written.Text, name => variables.GetValueOrDefault(name).Value, used, out missing);
        if (string.IsNullOrWhiteSpace(text))
        {
            ApplyNothing(configuration, written, used, missing);
            return;
        }

        ValueProblem? problem = SettingValue.Read(setting, text, out object? value);
        if (problem is not null)
        {
            errors.Add(written.Error(problem));
            return;
        }

        setting.Set(configuration, setting.IsPath ? home.Resolve((string)value!) : value);
        origins[setting] = new EffectiveOrigin(written.Kind, written.Origin(used), written);
    }

    private void ApplyNothing(Configuration configuration, WrittenValue written, List<string> used, string? missing)
    {
        if (written.Setting.Nullable)
        {
            written.Setting.Set(configuration, null);
            origins[written.Setting] = new EffectiveOrigin(written.Kind, written.Origin(used), written);
            return;
        }

        string example = written.Setting.Example;
        errors.Add(written.Error(missing is null
            ? new ValueProblem("the key has no value",
                $"write a value such as {example}, or delete the line for the default")
            : new ValueProblem($"the variable {TerminalText.Clean(missing, 60)} is not set",
                $"set it in {home.EnvFile} or the environment, or write a value such as {example}")));
    }

    private byte[]? ReadBytes(string file)
    {
        try
        {
            return File.Exists(file) ? File.ReadAllBytes(file) : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            errors.Add(new ConfigurationError("", file, null, "the file cannot be read",
                "check that it is a file and that you may read it"));
            return null;
        }
    }

    /// <summary>The process's environment as a dictionary, compared as the platform does.</summary>
    public static IReadOnlyDictionary<string, string> ProcessEnvironment()
    {
        Dictionary<string, string> result = new(VariableNames);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            result[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return result;
    }
}

/// <summary>Which written value won for a key; none for a default.</summary>
internal sealed record EffectiveOrigin(OriginKind Kind, string Text, WrittenValue? Written);
