using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Dutchbook.Cli;

/// <summary>
/// Reads config.yaml as a tree of nodes, so that every complaint has its line, and finds the key of each value.
/// </summary>
internal sealed class ConfigurationFile(string file)
{
    /// <summary>
    /// Stream, document, section, key, list: anything deeper is a mistake, or meant to exhaust the stack.
    /// </summary>
    private const int DeepestNesting = 6;

    private Parser parser = new(TextReader.Null);

    public List<ConfigurationError> Errors { get; } = [];

    public List<ConfigurationWarning> Warnings { get; } = [];

    public IReadOnlyList<WrittenValue> Read(byte[] bytes)
    {
        string? text = ConfigurationText.Decode(bytes, file, Errors);
        if (text is null)
        {
            return [];
        }

        int tab = ConfigurationText.LineIndentedByTab(text);
        if (tab > 0)
        {
            Errors.Add(Problem("", tab, "a tab indents this line, which YAML does not allow", "indent with spaces"));
            return [];
        }

        try
        {
            return CheckShape(text) ? ReadSections(text) : [];
        }
        catch (YamlException problem)
        {
            return NotYaml((int)problem.Start.Line, problem.InnerException?.Message ?? problem.Message);
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            // The library ends some broken files in a state it did not foresee instead of an error of its own.
            return NotYaml((int)(parser.Current?.Start.Line ?? 1),
                "something on this line or just above does not belong there");
        }
    }

    private IReadOnlyList<WrittenValue> NotYaml(int line, string message)
    {
        Errors.Add(Problem("", line, $"this is not valid YAML: {TerminalText.Clean(message, 200).TrimEnd('.')}",
            "write `section:` lines and, indented by spaces below them, `key: value` lines"));
        return [];
    }

    /// <summary>One walk over the parser's events, which need no stack, before the tree is built.</summary>
    private bool CheckShape(string text)
    {
        parser = new Parser(new StringReader(text));
        int depth = 0;
        int documents = 0;
        while (parser.MoveNext())
        {
            ParsingEvent item = parser.Current!;
            depth += item.NestingIncrease;
            if (item is DocumentStart && ++documents > 1)
            {
                Errors.Add(Problem("", (int)item.Start.Line, "the file holds a second document",
                    "delete the `---` line"));
                return false;
            }

            if (depth > DeepestNesting)
            {
                Errors.Add(Problem("", (int)item.Start.Line, "the file is nested too deeply",
                    "write sections and, below them, keys with plain values"));
                return false;
            }

            if (item is AnchorAlias)
            {
                Errors.Add(Problem("", (int)item.Start.Line, "aliases (*name) are not read", "write the value itself"));
                return false;
            }
        }

        return true;
    }

    private List<WrittenValue> ReadSections(string text)
    {
        YamlStream stream = new();
        parser = new Parser(new StringReader(text));
        stream.Load(parser);
        if (stream.Documents.Count == 0 || IsNothing(stream.Documents[0].RootNode))
        {
            Errors.Add(Problem("", 1, "the file holds no settings",
                "write at least one section, or delete the file and run "
                + "`dutchbook init`"));
            return [];
        }

        List<WrittenValue> values = [];
        if (stream.Documents[0].RootNode is not YamlMappingNode root)
        {
            Errors.Add(Problem("", Line(stream.Documents[0].RootNode), "the file does not start with a section",
                "write `section:` lines, such as `trading:`, with `key: value` lines below them"));
            return [];
        }

        foreach ((YamlNode key, YamlNode content) in root.Children)
        {
            string name = Name(key);
            SettingSection? section = SettingCatalog.Sections.FirstOrDefault(candidate => candidate.Name == name);
            if (section is null)
            {
                Errors.Add(UnknownSection(name, Line(key)));
            }
            else if (content is YamlMappingNode mapping)
            {
                ReadKeys(section, mapping, values);
            }
            else if (!IsNothing(content))
            {
                Errors.Add(Problem(name, Line(content), "this section has a value instead of keys",
                    $"write its keys below it, indented, such as `{section.Settings[0].Name}: "
                        + $"{section.Settings[0].Example}`"));
            }
        }

        return values;
    }

    private void ReadKeys(SettingSection section, YamlMappingNode mapping, List<WrittenValue> values)
    {
        foreach ((YamlNode key, YamlNode content) in mapping.Children)
        {
            string name = Name(key);
            Setting? setting = section.Settings.FirstOrDefault(candidate => candidate.Name == name);
            RetiredKeyAttribute? retired = section.Retired.FirstOrDefault(candidate => candidate.Key == name);
            if (setting is not null)
            {
                ReadValue(setting, content, values);
            }
            else if (retired is not null)
            {
                Warnings.Add(new ConfigurationWarning(
                    $"{section.Name}.{name}", file, Line(key), retired.Message, retired.Replacement));
            }
            else
            {
                Errors.Add(UnknownKey(section, name, Line(key)));
            }
        }
    }

    private void ReadValue(Setting setting, YamlNode content, List<WrittenValue> values)
    {
        bool list = setting.Type != typeof(string)
            && typeof(System.Collections.IEnumerable).IsAssignableFrom(setting.Type);
        if (content is YamlScalarNode scalar)
        {
            string? text = IsNothing(scalar) ? null : scalar.Value;
            values.Add(new WrittenValue(setting, text, OriginKind.File, file, Line(content)));
        }
        else if (list && content is YamlSequenceNode sequence && sequence.Children.All(item => item is YamlScalarNode))
        {
            string items = $"[{string.Join(',', sequence.Children.Select(item => ((YamlScalarNode)item).Value))}]";
            values.Add(new WrittenValue(setting, items, OriginKind.File, file, Line(content)));
        }
        else
        {
            string found = content is YamlSequenceNode ? "a list" : "a group of keys";
            Errors.Add(Problem(setting.Key, Line(content),
                $"{found} stands where {SettingValue.Kind(setting.Type)} belongs",
                setting.Example.Length > 0 ? $"write `{setting.Name}: {setting.Example}`" : "write one value"));
        }
    }

    private ConfigurationError UnknownSection(string name, int line)
    {
        string? meant = Spelling.Nearest(name, SettingCatalog.Sections.Select(section => section.Name));
        string? owner = SettingCatalog.Settings.FirstOrDefault(setting => setting.Name == name)?.Section.Name;
        string mend = (meant, owner) switch
        {
            ({ } section, _) => $"did you mean `{section}`?",
            (null, { } section) => $"`{name}` belongs below `{section}:`, indented",
            _ => $"use one of {string.Join(", ", SettingCatalog.Sections.Select(section => section.Name))}",
        };
        return Problem(TerminalText.Clean(name, 60), line, "there is no such section", mend.TrimEnd('?'));
    }

    private ConfigurationError UnknownKey(SettingSection section, string name, int line)
    {
        string? meant = Spelling.Nearest(name, section.Settings.Select(setting => setting.Name));
        string? owner = SettingCatalog.Settings.FirstOrDefault(setting => setting.Name == name)?.Section.Name;
        string mend = (meant, owner) switch
        {
            ({ } key, _) => $"did you mean `{key}`",
            (null, { } other) => $"`{name}` belongs below `{other}:`",
            _ => $"use one of {string.Join(", ", section.Settings.Select(setting => setting.Name))}",
        };
        return Problem($"{section.Name}.{TerminalText.Clean(name, 60)}", line, "there is no such key", mend);
    }

    private ConfigurationError Problem(string key, int line, string message, string mend) =>
        new(key, file, line, message, mend);

    private static string Name(YamlNode key) => key is YamlScalarNode scalar ? scalar.Value ?? "" : "(not a name)";

    private static int Line(YamlNode node) => (int)node.Start.Line;

    private static bool IsNothing(YamlNode node) =>
        node is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" or "Null" or "NULL" };
}
