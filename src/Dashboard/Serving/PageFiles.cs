using System.Reflection;
using System.Security.Cryptography;

namespace Dutchbook.Dashboard;

/// <summary>A file of the page, with the tag by which a browser knows that it has it.</summary>
internal sealed record PageFile(byte[] Body, string MediaType, string Tag);

/// <summary>The page's files as they were built into the program: nothing is read from the disk, so nothing on it can change them.</summary>
internal sealed class PageFiles
{
    private const string Prefix = "Page/";
    private readonly Dictionary<string, PageFile> _files = new(StringComparer.Ordinal);

    public PageFiles()
    {
        Assembly assembly = typeof(PageFiles).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            using MemoryStream copy = new();
            stream.CopyTo(copy);
            byte[] body = copy.ToArray();
            _files["/" + name[Prefix.Length..].Replace('\\', '/')] = new PageFile(body, MediaTypeOf(name), TagOf(body));
        }
    }

    public IEnumerable<string> Paths => _files.Keys.Order(StringComparer.Ordinal);

    public PageFile? Find(string path) => _files.GetValueOrDefault(path is "/" ? "/index.html" : path);

    private static string TagOf(byte[] body) => $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"";

    private static string MediaTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".json" => ApiAnswer.JsonType,
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        _ => "application/octet-stream",
    };
}
