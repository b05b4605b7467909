using System.Text;

namespace Dutchbook.Cli;

/// <summary>Fills `${NAME}` in a value. It happens after the YAML is read, so a variable can never add keys.</summary>
internal static class VariableText
{
    /// <summary>
    /// The filled text; null when a variable is not set or empty, and its name in <paramref name="missing"/>. `$${`
    /// stands for a literal `${`.
    /// </summary>
    public static string? Expand(string text, Func<string, string?> lookUp, List<string> used, out string? missing)
    {
        missing = null;
        StringBuilder result = new();
        int position = 0;
        while (position < text.Length)
        {
            int start = text.IndexOf("${", position, StringComparison.Ordinal);
            if (start < 0)
            {
                break;
            }

            if (start > position && text[start - 1] == '$')
            {
                result.Append(text, position, start - 1 - position).Append("${");
                position = start + 2;
                continue;
            }

            int end = text.IndexOf('}', start);
            if (end < 0)
            {
                break;
            }

            string name = text[(start + 2)..end].Trim();
            used.Add(name);
            string? value = lookUp(name);
            if (string.IsNullOrEmpty(value))
            {
                missing = name;
                return null;
            }

            result.Append(text, position, start - position).Append(value);
            position = end + 1;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }
}
