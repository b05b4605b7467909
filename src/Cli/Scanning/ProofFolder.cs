using Dutchbook.Detection;

namespace Dutchbook.Cli;

/// <summary>Writes proofs, one file each, named by its id: the same proof is the same file.</summary>
internal static class ProofFolder
{
    /// <exception cref="CommandFailure">The folder cannot be written; exit code 1.</exception>
    public static void Write(string folder, IReadOnlyList<Proof> proofs)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (Proof proof in proofs)
            {
                File.WriteAllBytes(Path.Combine(folder, $"{proof.Id}.json"), proof.Utf8.Span);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed, $"--proofs {folder}: {problem.Message}");
        }
    }
}
