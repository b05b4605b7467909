namespace Dutchbook.Cli;

/// <summary>A variable from a .env file and the line it stands on.</summary>
internal sealed record DotEnvVariable(string Name, string Value, int Line);

/// <summary>
/// The .env file: NAME=value lines, comments, an optional `export`, single quotes (taken literally) and double quotes
/// (with \n, \t, \" and \\). Nothing is expanded or executed. Messages never quote a value, because it may be a secret.
/// </summary>
internal static class DotEnvFile
{
    public static IReadOnlyList<DotEnvVariable> Parse(string text, string file, ICollection<ConfigurationError> errors)
    {
        List<DotEnvVariable> variables = [];
        string[] lines = text.TrimStart('\uFEFF').Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.StartsWith("export ", StringComparison.Ordinal)
                || line.StartsWith("export\t", StringComparison.Ordinal))
            {
                line = line[7..].TrimStart();
            }

            int equals = line.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? "" : line[..equals].Trim();
            if (!IsName(name))
            {
                errors.Add(new ConfigurationError("", file, index + 1, "this line is not NAME=value",
                    "write NAME=value, or start the line with # for a comment"));
                continue;
            }

            string? value = Value(line[(equals + 1)..].Trim());
            if (value is null)
            {
                errors.Add(new ConfigurationError("", file, index + 1, $"the quotes of {name} do not match",
                    "close the value with the quote it starts with, on the same line"));
                continue;
            }

            variables.Add(new DotEnvVariable(name, value, index + 1));
        }

        return variables;
    }

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0])
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private static string? Value(string text)
    {
        if (text.Length > 0 && text[0] is '"' or '\'')
        {
            return Quoted(text);
        }

        if (text.StartsWith('#'))
        {
            return "";
        }

        int comment = text.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? text : text[..comment].TrimEnd();
    }

    private static string? Quoted(string text)
    {
        System.Text.StringBuilder value = new();
        char quote = text[0];
        for (int index = 1; index < text.Length; index++)
        {
            char letter = text[index];
            if (letter == quote)
            {
                string rest = text[(index + 1)..].TrimStart();
                return rest.Length == 0 || rest[0] == '#' ? value.ToString() : null;
            }

            if (letter == '\\' && quote == '"' && index + 1 < text.Length)
            {
                index++;
                value.Append(text[index] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', _ => text[index] });
            }
            else
            {
                value.Append(letter);
            }
        }

        return null;
    }
}
