using System.Xml.Linq;
using Xunit;

namespace Dutchbook.Unit.House;

/// <summary>The layout of docs/architecture.md, kept true: data flow one way, and no layer references another.</summary>
public sealed class ProjectGraph
{
    private static readonly string[] Layers = ["Ingestion", "Mapping", "Detection", "Execution"];

    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Domain"] = [],
        ["Ingestion"] = ["Domain"],
        ["Llm"] = ["Domain"],
        ["Mapping"] = ["Domain", "Llm"],
        ["Detection"] = ["Domain"],
        ["Execution"] = ["Domain"],
        ["Enrichment"] = ["Domain", "Llm"],
        ["Kalshi"] = ["Domain", "Ingestion", "Execution"],
        ["Verification"] = [],
        ["Pipeline"] = ["Domain", "Verification", "Enrichment", .. Layers],
        ["Alerts"] = ["Domain", "Pipeline"],
        ["Storage"] = ["Domain", "Llm", "Pipeline", .. Layers],
        ["Export"] = ["Domain", "Execution", "Pipeline"],
        ["Simulation"] = ["Domain", "Execution"],
        ["Sandbox"] = ["Domain", "Simulation"],
        ["Tapes"] = ["Domain", "Kalshi", "Pipeline", .. Layers],
        ["Dashboard"] = [],
        ["Cli"] = ["Domain", "Dashboard", "Kalshi", "Llm", "Pipeline", "Storage", "Simulation", "Sandbox", "Verification", "Enrichment", "Alerts", "Tapes", "Export", .. Layers],
    };

    [Fact]
    public void Every_project_of_src_is_in_the_plan_and_in_the_solution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "Dutchbook.slnx"));
        foreach (string project in Projects())
        {
            Assert.True(Allowed.ContainsKey(project), $"src/{project} is not in the plan of docs/architecture.md.");
            Assert.Contains($"src/{project}/{project}.csproj", solution, StringComparison.Ordinal);
        }

        Assert.Equal(Allowed.Keys.Order(StringComparer.Ordinal), Projects().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_project_sees_only_what_the_plan_allows()
    {
        foreach (string project in Projects())
        {
            string[] references = [.. Items(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension)!];
            Assert.Empty(references.Except(Allowed[project], StringComparer.Ordinal).Select(name => $"{project} -> {name}"));
        }
    }

    [Fact]
    public void Domain_and_the_pure_layers_reference_no_package() =>
        Assert.All(["Domain", .. Layers], project => Assert.Empty(Items(project, "PackageReference")));

    [Fact]
    public void Pure_layers_ban_clocks_chance_network_and_files() =>
        Assert.All(["Domain", .. Layers], project =>
            Assert.Contains("<PureLayer>true</PureLayer>", File.ReadAllText(ProjectFile(project)), StringComparison.Ordinal));

    private static IEnumerable<string> Projects() =>
        Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(static path => Path.GetFileName(path));

    private static string ProjectFile(string project) =>
        Path.Combine(Repository.Root, "src", project, project + ".csproj");

    private static IEnumerable<string> Items(string project, string element) =>
        XDocument.Load(ProjectFile(project)).Descendants(element).Select(static item => (string)item.Attribute("Include")!)
            .Select(static path => path.Replace('\\', '/'));
}
