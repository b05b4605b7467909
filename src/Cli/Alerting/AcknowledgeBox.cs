using System.Security.Cryptography;
using System.Text;

namespace Dutchbook.Cli;

/// <summary>
/// Acknowledgements on their way to the process that holds the outbox, a file each: a person types them in another one.
/// </summary>
internal sealed class AcknowledgeBox(HomeFolder home)
{
    private const string Wanted = "*.ack";

    /// <summary>A longer file is not ours.</summary>
    private const int LongestId = 1_024;

    private string Folder => Path.Combine(home.Root, "alert-acks");

    /// <summary>Puts one in, durably.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Put(string id)
    {
        Directory.CreateDirectory(Folder);
        string file = FileOf(id);
        File.Delete(UnknownOf(file));
        File.WriteAllText(file + ".new", id);
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>What became of one: true where it was taken, false where no open alert has that id, null while nobody looked.</summary>
    public bool? OutcomeOf(string id)
    {
        string file = FileOf(id);
        if (File.Exists(UnknownOf(file)))
        {
            File.Delete(UnknownOf(file));
            return false;
        }

        return File.Exists(file) ? null : true;
    }

    /// <summary>Takes everything out.</summary>
    /// <param name="acknowledge">False where no open alert has the id.</param>
    public void Empty(Func<string, bool> acknowledge)
    {
        if (!Directory.Exists(Folder))
        {
            return;
        }

        foreach (string file in Directory.GetFiles(Folder, Wanted).Order(StringComparer.Ordinal))
        {
            try
            {
                string id = new FileInfo(file).Length <= LongestId ? File.ReadAllText(file) : "";
                if (acknowledge(id))
                {
                    File.Delete(file);
                }
                else
                {
                    File.Move(file, UnknownOf(file), overwrite: true);
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // It stays for the next look.
            }
        }
    }

    private string FileOf(string id) =>
        Path.Combine(Folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)).AsSpan(0, 12))}.ack");

    private static string UnknownOf(string file) => file + ".unknown";
}
