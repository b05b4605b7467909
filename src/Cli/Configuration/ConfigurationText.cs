using System.Buffers;
using System.Text;

namespace Dutchbook.Cli;

/// <summary>Bytes to text for files people edit: what an editor can get wrong is named with its line.</summary>
internal static class ConfigurationText
{
    private const int LargestFile = 1 << 20;

    /// <summary>The text, or null with the reason in <paramref name="errors"/>.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, string file, ICollection<ConfigurationError> errors)
    {
        ConfigurationError? error = Problem(bytes, file);
        if (error is not null)
        {
            errors.Add(error);
            return null;
        }

        return Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
    }

    private static ConfigurationError? Problem(ReadOnlySpan<byte> bytes, string file)
    {
        if (bytes.Length > LargestFile)
        {
            return new ConfigurationError("", file, 1, "the file is larger than 1 MB",
                "this is not a configuration; restore it "
                + "or delete it and run `dutchbook init`");
        }

        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            return new ConfigurationError("", file, 1, "the file is saved as UTF-16", "save it as UTF-8");
        }

        int position = 0;
        int line = 1;
        while (position < bytes.Length)
        {
            if (Rune.DecodeFromUtf8(bytes[position..], out _, out int length) != OperationStatus.Done)
            {
                return new ConfigurationError("", file, line, "a character on this line is not UTF-8",
                    "save the file as UTF-8");
            }

            line += bytes[position] == (byte)'\n' ? 1 : 0;
            position += length;
        }

        return null;
    }

    /// <summary>The first line, from 1, that a tab indents, which YAML does not allow; 0 when there is none.</summary>
    public static int LineIndentedByTab(string text)
    {
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            number++;
            ReadOnlySpan<char> content = line.TrimStart();
            bool indentedByTab = line[..(line.Length - content.Length)].Contains('\t');
            if (indentedByTab && content.Length > 0 && content[0] != '#')
            {
                return number;
            }
        }

        return 0;
    }
}
