using System.Text;

namespace Dutchbook.Cli;

/// <summary>
/// The files `init` writes, made from the settings themselves: every key with its meaning and default.
/// </summary>
internal static class ConfigurationTemplate
{
    private const int Width = 96;

    public static string ConfigYaml()
    {
        StringBuilder text = new();
        text.Append("# Settings of dutchbook. Every key may be left out; its default is what stands here.\n");
        text.Append("# ${NAME} is taken from the environment or from the .env file beside this one.\n");
        foreach (SettingSection section in SettingCatalog.Sections)
        {
            text.Append('\n');
            Comment(text, section.Description, "");
            text.Append(section.Name).Append(":\n");
            foreach (Setting setting in section.Settings)
            {
                Comment(text, setting.Description + Limits(setting), "  ");
                bool address = setting.Nullable && !setting.Example.StartsWith('$');
                text.Append(address ? "  # " : "  ").Append(setting.Name).Append(": ").Append(Written(setting))
                    .Append('\n');
            }
        }

        return text.ToString();
    }

    public static string DotEnv()
    {
        StringBuilder text = new();
        text.Append("# Secrets of dutchbook: NAME=value lines. Keep this file to yourself.\n");
        text.Append("# Variables of the real environment win over this file. Market data needs none of them.\n");
        foreach (Setting setting in SettingCatalog.Settings
            .Where(setting => setting.Example.StartsWith("${", StringComparison.Ordinal)))
        {
            text.Append('\n');
            Comment(text, $"{setting.Key}: {setting.Description}", "");
            text.Append(setting.Example[2..^1]).Append("=\n");
        }

        return text.ToString();
    }

    private static string Written(Setting setting) =>
        setting.Nullable && setting.Example.StartsWith('$') ? $"\"{setting.Example}\"" : setting.Example;

    private static string Limits(Setting setting)
    {
        string limits =
            string.Join("; ", new[] { setting.Unit ?? "", SettingValue.Range(setting) }.Where(part => part.Length > 0));
        return limits.Length == 0 ? "" : $" ({limits})";
    }

    private static void Comment(StringBuilder text, string sentence, string indent)
    {
        StringBuilder line = new();
        foreach (string word in sentence.Split(' '))
        {
            if (line.Length > 0 && indent.Length + line.Length + word.Length + 3 > Width)
            {
                text.Append(indent).Append("# ").Append(line).Append('\n');
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        text.Append(indent).Append("# ").Append(line).Append('\n');
    }
}
