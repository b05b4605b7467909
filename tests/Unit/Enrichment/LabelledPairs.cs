using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Dutchbook.Domain;
using Dutchbook.Enrichment;
using Dutchbook.Unit.House;
using Xunit;

namespace Dutchbook.Unit.Enrichment;

/// <summary>
/// Matching without a model on recorded pairs of markets that are proven to be one, by their titles alone. Every pair of markets
/// from the two platforms that is not proven is counted as different.
/// </summary>
public sealed class LabelledPairs(ITestOutputHelper output)
{
    [Fact]
    public void By_rules_more_pairs_are_found_than_by_equal_text_and_hardly_any_is_wrong()
    {
        (List<(string Id, string Title)> ours, List<(string Id, string Title)> theirs, HashSet<(string, string)> proven) = Read();
        (int found, int wrong) = Count(ours, theirs, proven, static (one, other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase));
        Dictionary<string, QuestionText> texts = ours.Concat(theirs).Select(static item => item.Title).Distinct(StringComparer.Ordinal)
            .ToDictionary(static title => title, QuestionText.Of, StringComparer.Ordinal);
        (int byWords, int wrongByWords) = Count(
            ours, theirs, proven, (one, other) => QuestionMatcher.Grade(texts[one], texts[other]).SharedPermille >= 830);
        (int byRules, int wrongByRules) = Count(
            ours, theirs, proven, (one, other) => QuestionMatcher.Grade(texts[one], texts[other]).Grade == MatchGrade.Equivalent);
        output.WriteLine($"{proven.Count} proven pairs with both titles");
        Tell("equal text", proven.Count, found, wrong);
        Tell("five sixths of the words in common", proven.Count, byWords, wrongByWords);
        Tell("the rules above", proven.Count, byRules, wrongByRules);
        Assert.True(byRules >= found);
        Assert.True(byRules * 100 >= proven.Count * 80, $"{byRules} of {proven.Count}");
        Assert.True(byRules * 100 >= (byRules + wrongByRules) * 90, $"{wrongByRules} wrong beside {byRules}");
    }

    private void Tell(string method, int all, int found, int wrong) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"| {method} | {found} | {100.0 * found / all:0.0} % | {wrong} | {100.0 * found / (found + wrong):0.0} % |"));

    private static (int Right, int Wrong) Count(
        List<(string Id, string Title)> ours, List<(string Id, string Title)> theirs, HashSet<(string, string)> proven, Func<string, string, bool> same)
    {
        int right = 0;
        int wrong = 0;
        foreach ((string id, string title) in ours)
        {
            foreach ((string otherId, string other) in theirs)
            {
                if (same(title, other))
                {
                    _ = proven.Contains((id, otherId)) ? right++ : wrong++;
                }
            }
        }

        return (right, wrong);
    }

    private static (List<(string Id, string Title)> Ours, List<(string Id, string Title)> Theirs, HashSet<(string, string)> Proven) Read()
    {
        Dictionary<string, string> ours = new(StringComparer.Ordinal);
        Dictionary<string, string> theirs = new(StringComparer.Ordinal);
        HashSet<(string, string)> proven = [];
        using StreamReader lines = new(new GZipStream(
            File.OpenRead(Repository.Recorded("data", "labelled-pairs", "xplat-equivalence", "v1.seed.jsonl.gz")), CompressionMode.Decompress));
        while (lines.ReadLine() is { } line)
        {
            using JsonDocument record = JsonDocument.Parse(line);
            Add(ours, record.RootElement.GetProperty("side_a"));
            Add(theirs, record.RootElement.GetProperty("side_b"));
            foreach (JsonElement pair in record.RootElement.GetProperty("context").GetProperty("anchor_market_pairs").EnumerateArray())
            {
                proven.Add((pair.GetProperty("a_platform_id").GetString()!, pair.GetProperty("b_platform_id").GetString()!));
            }
        }

        // The recording keeps the titles of the first few markets of an event only.
        proven.RemoveWhere(pair => !ours.ContainsKey(pair.Item1) || !theirs.ContainsKey(pair.Item2));
        return ([.. ours.Select(static pair => (pair.Key, pair.Value))], [.. theirs.Select(static pair => (pair.Key, pair.Value))], proven);
    }

    private static void Add(Dictionary<string, string> titles, JsonElement side)
    {
        foreach (JsonElement market in side.GetProperty("child_markets").EnumerateArray())
        {
            titles[market.GetProperty("platform_id").GetString()!] = market.GetProperty("title").GetString()!;
        }
    }
}
