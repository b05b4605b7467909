using Dutchbook.Domain;
using Dutchbook.Sandbox;
using Dutchbook.Unit.Mapping;
using Dutchbook.Unit.Mapping.Forms;

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

    /// <summary>Its normal forms leave everything open, so that it is asked about the pair.</summary>
    public static ModelReply Honest(ModelCall call) => ModelReply.Json(IsForm(call) ? OpenForm(call)
        : IsPairs(call) ? Claim("KXNARROW-1-A", "KXWIDE-1-B") : Holds);

    /// <summary>One that reads both deadlines.</summary>
    public static ModelReply Reader(ModelCall call) => !IsForm(call) ? Honest(call)
        : ModelReply.Json((IsNarrow(call) ? FormJson.Before(Narrow, "2026-06-30") : FormJson.Before(Wide, "2026-07-31")).ToJsonString());

    public static bool IsForm(ModelCall call) => call.System.StartsWith("You read the settlement rules", StringComparison.Ordinal);

    public static bool IsPairs(ModelCall call) => call.System.StartsWith("You are analyzing", StringComparison.Ordinal);

    private static bool IsNarrow(ModelCall call) => call.User.Contains("KXNARROW-1-A", StringComparison.Ordinal);

    private static string OpenForm(ModelCall call) =>
        FormJson.Of(IsNarrow(call) ? Narrow : Wide, "orion capsule", "landing on the moon").ToJsonString();

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
