using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Mapping;

namespace Dutchbook.Cli;

/// <summary>
/// Reads forecasting questions with labelled logic, one tuple a line: ConsequenceChecker (P brings cons_P), NegChecker
/// (P and not_P), and ParaphraseChecker (P and para_P). From each come true claims and false ones: swapped, negated,
/// and laid beside the next tuple's question.
/// </summary>
internal static class ConsistencyTuples
{
    /// <exception cref="CommandFailure">The folder holds no such file, or one that cannot be read.</exception>
    public static IReadOnlyList<LabelledClaim> Read(string folder)
    {
        List<LabelledClaim> claims = [];
        try
        {
            foreach (string file in Directory.GetFiles(folder, "*Checker.jsonl*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                string name = Path.GetFileName(file);
                (string member, RelationType type, bool negated) =
                    name.StartsWith("Consequence", StringComparison.Ordinal) ? ("cons_P", RelationType.Subset, false)
                    : name.StartsWith("Neg", StringComparison.Ordinal) ? ("not_P", RelationType.Equivalence, true)
                    : name.StartsWith("Paraphrase", StringComparison.Ordinal) ? ("para_P", RelationType.Equivalence, false)
                    : ("", RelationType.Equivalence, false);
                if (member.Length > 0)
                {
                    Claims([.. Pairs(file, member)], type, negated, claims);
                }
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException or InvalidDataException
            or KeyNotFoundException)
        {
            throw new CommandFailure(ExitCode.Usage, $"--evaluate {folder}: {problem.Message}");
        }

        return claims.Count > 0 ? claims : throw new CommandFailure(ExitCode.Usage,
            $"--evaluate {folder}: there is no ConsequenceChecker, NegChecker or ParaphraseChecker file (.jsonl, .jsonl.gz) in it.");
    }

    private static void Claims(
        List<(LabelledQuestion P, LabelledQuestion Other)> pairs, RelationType type, bool negated, List<LabelledClaim> claims)
    {
        for (int i = 0; i < pairs.Count; i++)
        {
            (LabelledQuestion p, LabelledQuestion other) = pairs[i];

            // Far apart in the file, because neighbours are often made from one question.
            (LabelledQuestion otherP, LabelledQuestion stranger) = pairs[(i + (pairs.Count / 2)) % pairs.Count];
            if (negated)
            {
                claims.Add(new LabelledClaim(p, other, RelationType.Equivalence, IsTrue: false, "negation"));
                claims.Add(new LabelledClaim(p, other, RelationType.Subset, IsTrue: false, "negation"));
                continue;
            }

            claims.Add(new LabelledClaim(p, other, type, IsTrue: true, type == RelationType.Subset ? "consequence" : "paraphrase"));
            if (type == RelationType.Subset)
            {
                claims.Add(new LabelledClaim(other, p, type, IsTrue: false, "swap"));
            }

            if (pairs.Count > 1 && otherP.Title != p.Title)
            {
                claims.Add(new LabelledClaim(p, stranger, type, IsTrue: false, "stranger"));
            }
        }
    }

    private static IEnumerable<(LabelledQuestion, LabelledQuestion)> Pairs(string file, string member)
    {
        using Stream raw = File.OpenRead(file);
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Trim().Length == 0)
            {
                continue;
            }

            using JsonDocument document = JsonDocument.Parse(line);
            yield return (Question(document.RootElement.GetProperty("P")), Question(document.RootElement.GetProperty(member)));
        }
    }

    private static LabelledQuestion Question(JsonElement json) => new(
        json.GetProperty("id").GetString() ?? "",
        json.GetProperty("title").GetString() ?? "",
        json.GetProperty("body").GetString() ?? "",
        json.TryGetProperty("resolution_date", out JsonElement until) && until.ValueKind == JsonValueKind.String
            && DateTimeOffset.TryParse(
                until.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at : null);
}
