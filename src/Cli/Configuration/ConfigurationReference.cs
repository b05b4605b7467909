using System.Text;

namespace Dutchbook.Cli;

/// <summary>The text of docs/configuration.md, made from the settings so that it cannot drift from them.</summary>
internal static class ConfigurationReference
{
    private const string Introduction = """
        # Configuration

        <!-- Made from the option types; a test compares. To write it anew: DUTCHBOOK_UPDATE_DOCS=1 dotnet test -->

        `dutchbook init` writes a `config.yaml` with every key and its default into the home folder: the folder of
        `--home`, else of the environment variable `DUTCHBOOK_HOME`, else `dutchbook` in the platform's application data
        folder. `dutchbook doctor --verbose` shows which values are in force and where each comes from.

        A value is taken from the first of these that has one:

        1. a flag of the command,
        2. an environment variable: `DUTCHBOOK__TRADING__DRY_RUN` sets `trading.dry_run`,
        3. `config.yaml`,
        4. the default below.

        `${NAME}` in a value is taken from the environment, else from the file `.env` beside `config.yaml` (lines of
        `NAME=value`; `#` starts a comment; single quotes are literal, double quotes know `\n`, `\t`, `\"` and `\\`;
        `export` in front is allowed). `.env` may also hold `DUTCHBOOK__` variables; the real environment always wins
        over it. A variable that is missing or empty leaves an optional key "not set"; for any other key it is an
        error. `$${` stands for a literal `${`.

        An unknown key, a wrong type, an impossible value or two keys that contradict each other: nothing starts, every
        error is named with file, line and what to write instead, and the exit code is 2. Truth values are `true` and
        `false` only. Numbers are plain decimals, taken exactly. Relative paths start at the home folder, `~/` at the
        user's.

        """;

    public static string Markdown()
    {
        StringBuilder text = new(Introduction);
        foreach (SettingSection section in SettingCatalog.Sections)
        {
            text.Append($"\n## {section.Name}\n\n{section.Description}\n\n");
            text.Append("| Key | Value | Default | Meaning |\n|---|---|---|---|\n");
            foreach (Setting setting in section.Settings)
            {
                text.Append($"| `{setting.Key}` | {Value(setting)} | {Default(setting)} | "
                    + $"{Cell(setting.Description)}{Example(setting)} |\n");
            }

            foreach (RetiredKeyAttribute retired in section.Retired)
            {
                text.Append($"| `{section.Name}.{retired.Key}` | ignored, with a warning | | "
                    + $"{Cell(retired.Message)}; {Cell(retired.Replacement)}. |\n");
            }
        }

        return text.ToString();
    }

    private static string Value(Setting setting)
    {
        string range = SettingValue.Range(setting);
        string kind = setting switch
        {
            { IsPath: true } => "a path",
            { Unit: "fraction" or "probability" } =>
                SettingValue.Kind(setting.Type).Replace("decimal number", setting.Unit, StringComparison.Ordinal),
            { Unit: "seconds" or "milliseconds" or "hours" or "days" } => $"{SettingValue.Kind(setting.Type)} of {setting.Unit}",
            _ => SettingValue.Kind(setting.Type),
        };
        string secret = setting.Secret ? " (never shown)" : "";
        return Cell($"{kind}{(range.Length > 0 ? ", " + range : "")}{secret}");
    }

    private static string Default(Setting setting) =>
        setting.Default is null ? "not set" : $"`{SettingValue.Write(setting.Default)}`";

    private static string Example(Setting setting) =>
        setting.Example.Length == 0
            || (setting.Default is not null && setting.Example == SettingValue.Write(setting.Default))
            ? ""
            : $" Example: `{setting.Example}`.";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
