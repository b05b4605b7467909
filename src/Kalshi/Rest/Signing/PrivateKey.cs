using System.Security.Cryptography;
using System.Text;

namespace Dutchbook.Kalshi;

/// <summary>Reads the private key, PKCS#1 or PKCS#8 in PEM. What is wrong is said with the file and the mend, never with its content.</summary>
internal static class PrivateKey
{
    private const int LargestFile = 64 * 1024;
    private const int SmallestKeyBits = 2048;
    private const string WhichFile = "give the PEM file that Kalshi showed once when the key was made";

    /// <exception cref="KalshiException">The file cannot be used.</exception>
    public static RSA Open(string path)
    {
        string pem = ReadText(path);
        RSA key = RSA.Create();
        try
        {
            Import(key, pem, path);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static void Import(RSA key, string pem, string path)
    {
        if (string.IsNullOrWhiteSpace(pem))
        {
            throw Wrong(path, "is empty", WhichFile);
        }

        if (pem.Contains("ENCRYPTED", StringComparison.Ordinal))
        {
            throw Wrong(path, "is locked with a passphrase", "store it without one: openssl rsa -in KEY -out NEW");
        }

        try
        {
            key.ImportFromPem(pem);
            key.SignData([0], HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            // The cause is dropped on purpose: a parser's message may quote the key.
            throw pem.Contains("PUBLIC KEY", StringComparison.Ordinal)
                ? Wrong(path, "holds a public key", WhichFile)
                : Wrong(path, "holds no RSA private key", "it must hold one, between -----BEGIN RSA PRIVATE KEY----- "
                    + "or -----BEGIN PRIVATE KEY----- and the END line");
        }

        if (key.KeySize < SmallestKeyBits)
        {
            throw Wrong(path, $"holds a key of only {key.KeySize} bits", "make a new key at Kalshi, with at least 2048 bits");
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw Wrong(path, "is a folder", WhichFile);
            }

            using FileStream file = File.OpenRead(path);
            byte[] bytes = new byte[LargestFile + 1];
            int length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > LargestFile)
            {
                throw Wrong(path, "is too large for a key", WhichFile);
            }

            // Editors on Windows save a byte order mark, or UTF-16.
            using StreamReader text = new(new MemoryStream(bytes, 0, length), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
            return text.ReadToEnd();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Wrong(path, "does not exist", WhichFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Wrong(path, "cannot be read", "give this user the right to read it");
        }
    }

    private static KalshiException Wrong(string path, string what, string mend) =>
        new(KalshiErrorKind.Key, $"The key file {KalshiException.Clean(path)} {what}: {mend}.");
}
