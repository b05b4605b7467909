using System.Security.Cryptography;
using Dutchbook.Kalshi;

namespace Dutchbook.Unit.Kalshi;

/// <summary>A key pair with its private half in a file that goes away with it.</summary>
internal sealed class KeyFile : IDisposable
{
    public const string Id = "5a4db0c5-0000-4000-8000-000000000001";

    public KeyFile(Func<RSA, string>? write = null)
    {
        Text = write is null ? Pair.ExportPkcs8PrivateKeyPem() : write(Pair);
        File.WriteAllText(Path, Text);
    }

    /// <summary>One pair for all tests: to make one takes longer than to run most of them.</summary>
    public static RSA Pair { get; } = RSA.Create(2048);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public string Text { get; }

    public KalshiOptions Sign(KalshiOptions options) => options with { KeyId = Id, PrivateKeyPath = Path };

    public void Dispose() => File.Delete(Path);
}
