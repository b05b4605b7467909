using Dutchbook.Domain;
using Dutchbook.Mapping;
using Dutchbook.Pipeline;
using Dutchbook.Sandbox;
using Dutchbook.Storage;

namespace Dutchbook.Browser;

/// <summary>A home folder with a key on a sandbox exchange, and relations that wait for a person.</summary>
internal sealed class BrowserHome : IDisposable
{
    /// <summary>A market that is not listed: what rests on it is neither confirmed nor withdrawn by a pass.</summary>
    private const string Unlisted = "KXWORDS-26DEC-B";

    public BrowserHome(SandboxServer server)
    {
        string key = Path.Combine(Folder, "key.pem");
        File.WriteAllText(key, server.PrivateKeyPem);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.WriteAllText(Path.Combine(Folder, "config.yaml"), $"""
            kalshi:
              environment: demo
              base_url: {server.RestBase}
              key_id: {server.KeyId}
              private_key_path: key.pem
            trading:
              dry_run: false
              max_capital_at_risk: 3000
              max_open_positions: 1000
            enrichment:
              enabled: false
            alerts:
              enabled: false
            """);
        using SqliteDatabase database = SqliteDatabase.OpenWriter(Path.Combine(Folder, "dutchbook.db"));
        database.Reviews.Propose(
            [.. Waiting], TimeProvider.System.GetUtcNow(), static relation => $"{{\"id\":\"{relation.Id}\"}}");
        database.Matches.Propose(Matches, TimeProvider.System.GetUtcNow());
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("dutchbook-browser-").FullName;

    public string InstanceFile => Path.Combine(Folder, "instance.json");

    /// <summary>One more than is decided by any test, so that each finds something waiting.</summary>
    public static IReadOnlyList<ProposedRelation> Waiting { get; } =
    [
        Proposal("KXFED-26DEC-T3.50"), Proposal("KXFED-26DEC-T3.75"), Proposal("KXFED-26DEC-T4.00"), Proposal("KXFED-26DEC-T4.25"),
    ];

    /// <summary>As a pass with Polymarket finds them.</summary>
    public static IReadOnlyList<FoundMatch> Matches { get; } =
    [
        Match("KXFED-26DEC-T3.50", "516947", MatchGrade.Equivalent), Match("KXFED-26DEC-T3.75", "516948", MatchGrade.Subset),
        Match("KXFED-26DEC-T4.00", "516949", MatchGrade.Inverted),
    ];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static FoundMatch Match(string ticker, string theirId, MatchGrade grade) => new()
    {
        Ticker = ticker,
        TheirId = theirId,
        TextsHash = "0123456789abcdef0123456789abcdef",
        Grade = grade,
        Differences = [new RuleDifference(RuleAspect.Source, "the Federal Reserve", "")],
        Question = "Upper bound of the federal funds rate after the December meeting",
        TheirQuestion = "Fed rate <img src=x onerror=window.hacked=1> after December?",
        TheirRules = "Resolves by the upper bound that the Federal Reserve publishes after its December meeting.",
    };

    private static ProposedRelation Proposal(string ticker) => new()
    {
        Relation = new Relation(
            RelationType.Subset,
            [Claim.Yes(new Market { Ticker = ticker }), Claim.Yes(new Market { Ticker = Unlisted })])
        {
            Rule = "words-subset",
            Tier = Tier.Proposed,
            Status = RelationStatus.Pending,
            Confidence = Ratio.FromPartsPerMillion(910_000),
            Evidence = [new Evidence("quoted from the rules", "\"upper bound of the target range\"")],
        },
        Stage = ReviewStage.Checked,
        RulesHash = "0123456789abcdef",
        Differences = [new RuleDifference(RuleAspect.Deadline, "June", "July")],
        JudgedBy = "scan, validate",
    };
}
