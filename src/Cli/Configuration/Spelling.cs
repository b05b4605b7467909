namespace Dutchbook.Cli;

/// <summary>Finds the word somebody probably meant.</summary>
internal static class Spelling
{
    /// <summary>The nearest candidate within a third of the word's length, or null.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        word = word.Length > 64 ? word[..64] : word;
        int most = Math.Max(1, word.Length / 3);
        return candidates
            .Select(candidate => (Candidate: candidate, Distance: Distance(word, candidate)))
            .Where(pair => pair.Distance <= most)
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Candidate, StringComparer.Ordinal)
            .Select(pair => pair.Candidate)
            .FirstOrDefault();
    }

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours, ignoring case.</summary>
    internal static int Distance(string left, string right)
    {
        int[,] cost = new int[left.Length + 1, right.Length + 1];
        for (int row = 0; row <= left.Length; row++)
        {
            for (int column = 0; column <= right.Length; column++)
            {
                if (row == 0 || column == 0)
                {
                    cost[row, column] = row + column;
                    continue;
                }

                int change = Same(left[row - 1], right[column - 1]) ? 0 : 1;
                int shift = Math.Min(cost[row - 1, column], cost[row, column - 1]) + 1;
                int best = Math.Min(shift, cost[row - 1, column - 1] + change);
                if (row > 1 && column > 1 && Same(left[row - 1], right[column - 2])
                    && Same(left[row - 2], right[column - 1]))
                {
                    best = Math.Min(best, cost[row - 2, column - 2] + 1);
                }

                cost[row, column] = best;
            }
        }

        return cost[left.Length, right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
