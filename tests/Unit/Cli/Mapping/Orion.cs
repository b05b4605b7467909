using Dutchbook.Domain;
using Dutchbook.Sandbox;
using Dutchbook.Unit.Mapping;

namespace Dutchbook.Unit.Cli;

/// <summary>Two questions about one capsule, the earlier deadline within the later one, and a model that sees it.</summary>
internal static class Orion
{
    public const string Narrow = "If the Orion capsule lands on the Moon before July 1, 2026, then the market resolves to Yes.";
    public const string Wide = "If the Orion capsule touches the surface of the Moon before August 1, 2026, then the market resolves to Yes.";

    public const string Holds =
        """
        {"attempts":[{"world":"it lands in July","blocked_by":"the deadline","quote":"before July 1, 2026"},
        {"world":"it lands and sinks","blocked_by":"landing touches","quote":"touches the surface of the Moon"}],
        "counter_world":null,"verdict":"holds","confidence":0.9}
        """;

    public static ModelReply Honest(ModelCall call) => ModelReply.Json(IsPairs(call) ? Claim("KXNARROW-1-A", "KXWIDE-1-B") : Holds);

    public static bool IsPairs(ModelCall call) => call.System.StartsWith("You are analyzing", StringComparison.Ordinal);

    public static string Claim(string narrow, string wide) => $$"""
        {"relationships":[{"type":"SUBSET","reasoning":"an earlier deadline","quotes":["{{Narrow}}","{{Wide}}"],
        "subset_ticker":"{{narrow}}","superset_ticker":"{{wide}}","confidence":0.9}]}
        """;

    /// <summary>Both questions as a pass reads them; the second one in other words where they are given, or not there at all.</summary>
    public static VenueSnapshot Snapshot(string? wide = Wide)
    {
        Listing listing = new Listing().Series("KXNARROW", "NASA").Series("KXWIDE", "NASA")
            .Event("KXNARROW-1", new Row("KXNARROW-1-A") { Rules = Narrow, Title = "Orion on the Moon?" });
        return (wide is null ? listing : listing
            .Event("KXWIDE-1", new Row("KXWIDE-1-B") { Rules = wide, Title = "Orion on the Moon?" })).Read();
    }
}
