using System.Security.Cryptography;

namespace Dutchbook.Cli;

/// <summary>The private key file is there, is kept to its owner, and holds a key that can sign.</summary>
internal sealed class KeyFileCheck(KalshiOptions? options) : IDoctorCheck
{
    private const int LargestFile = 64 * 1024;
    private const int SmallestKeyBits = 2048;

    public string Name => "key file";

    public async Task<DoctorFinding> Run(CancellationToken cancellation)
    {
        if (options is null)
        {
            return DoctorFinding.NotChecked();
        }

        if (options.PrivateKeyPath is not { } path)
        {
            return DoctorFinding.Ok("no key is configured: public market data only");
        }

        FileInfo file = new(path);
        if (!file.Exists || file.Length > LargestFile)
        {
            return DoctorFinding.Failed(file.Exists ? $"{path} is too large for a key" : $"{path} does not exist",
                "point kalshi.private_key_path to the PEM file Kalshi showed once when the key was made");
        }

        try
        {
            return Judge(path, await File.ReadAllTextAsync(path, cancellation));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return DoctorFinding.Failed($"{path} cannot be read", "give this user the right to read it");
        }
    }

    private static DoctorFinding Judge(string path, string pem)
    {
        using RSA key = RSA.Create();
        try
        {
            key.ImportFromPem(pem);
            key.SignData([0], HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException)
        {
            return pem.Contains("ENCRYPTED", StringComparison.Ordinal)
                ? DoctorFinding.Failed($"{path} is locked with a passphrase",
                    "store it without one: openssl rsa -in KEY -out NEW")
                : DoctorFinding.Failed($"{path} holds no RSA private key",
                    "the file must begin with -----BEGIN RSA PRIVATE KEY----- "
                    + "or -----BEGIN PRIVATE KEY-----");
        }

        if (key.KeySize < SmallestKeyBits)
        {
            return DoctorFinding.Failed($"the key has only {key.KeySize} bits",
                "make a new key at Kalshi, with at least 2048 bits");
        }

        const UnixFileMode Others =
            UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        bool open = !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None;
        return open
            ? DoctorFinding.Warning(
                $"{path} holds a key of {key.KeySize} bits that other users of this machine may read",
                $"chmod 600 {path}")
            : DoctorFinding.Ok($"{path} holds a key of {key.KeySize} bits");
    }
}
