using System.Text.RegularExpressions;
using Xunit;

namespace Dutchbook.Unit.House;

/// <summary>Rules of the house that a compiler does not check.</summary>
public sealed partial class Tidiness
{
    [Fact]
    public void The_readme_stays_short_enough_to_be_read() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Repository.Root, "README.md")).Length, 20, 150);

    [Fact]
    public void No_type_carries_an_empty_name()
    {
        IEnumerable<string> bad = Sources().SelectMany(static file =>
            EmptyName().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetFileName(file)}: {match.Value}"));
        Assert.Empty(bad);
    }

    [Fact]
    public void Every_file_says_its_project_as_its_namespace()
    {
        foreach (string file in Sources())
        {
            string text = File.ReadAllText(file);
            string project = Path.GetRelativePath(Path.Combine(Repository.Root, "src"), file).Split(Path.DirectorySeparatorChar)[0];
            Match found = Namespace().Match(text);
            Assert.True(
                !found.Success || found.Groups[1].Value == $"Dutchbook.{project}",
                $"{file} declares {found.Value}, but its project is {project}.");
        }
    }

    [Fact]
    public void No_binary_floating_point_touches_money()
    {
        IEnumerable<string> bad = Sources()
            .Where(static file => !file.Contains(Path.Combine("src", "Sandbox"), StringComparison.Ordinal))
            .SelectMany(static file => FloatingMoney().Matches(File.ReadAllText(file))
                .Select(match => $"{Path.GetFileName(file)}: {match.Value}"));
        Assert.Empty(bad);
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps()
    {
        int[] numbers = [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "decisions"), "*.md")
            .Select(static file => int.Parse(Path.GetFileName(file)[..4], System.Globalization.CultureInfo.InvariantCulture))
            .Order()];
        Assert.Equal(Enumerable.Range(1, numbers.Length), numbers);
    }

    private static IEnumerable<string> Sources() =>
        Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"(?:class|struct|record|interface|enum) \w*(?:Manager|Helper|Helpers|Utils|Common|Impl|Data|Info)\b")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\b(?:double|float) \w*(?:[Pp]rice|[Cc]ost|[Ff]ee|[Ee]dge|[Mm]oney|[Aa]mount|[Qq]uantity)\w*")]
    private static partial Regex FloatingMoney();
}
