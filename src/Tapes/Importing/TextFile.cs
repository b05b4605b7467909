using System.IO.Compression;

namespace Dutchbook.Tapes;

/// <summary>Lines of a text file, packed or not, told by its first bytes.</summary>
internal static class TextFile
{
    public static IEnumerable<string> Lines(string path)
    {
        using FileStream file = File.OpenRead(path);
        bool isPacked = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        using Stream bytes = isPacked ? new GZipStream(file, CompressionMode.Decompress) : file;
        using StreamReader reader = new(bytes);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
