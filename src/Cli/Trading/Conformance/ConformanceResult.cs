using System.Text.Json.Serialization;
using Dutchbook.Execution;

namespace Dutchbook.Cli;

/// <summary>What was found of one behaviour of an exchange.</summary>
/// <param name="Name">The behaviour.</param>
/// <param name="Holds">Whether it was seen to be so; null where it could not be seen.</param>
/// <param name="Evidence">What was done and what came back.</param>
internal sealed record ConformanceFact(string Name, bool? Holds, string Evidence);

/// <summary>How an exchange was measured to behave, dated; what live trading rests on.</summary>
internal sealed record ConformanceResult
{
    /// <summary>A used id is refused while and after its order lives: what the network delivers twice is taken once.</summary>
    public const string IdAfterFill = "id-refused-after-fill";

    /// <summary>A request whose signed time is too old is refused, so that absence can ever be proven.</summary>
    public const string OldRequests = "old-post-refused";

    /// <summary>An order group takes no order once it was triggered.</summary>
    public const string GroupFence = "triggered-group-refuses";

    public required string Host { get; init; }

    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<ConformanceFact> Facts { get; init; }

    /// <summary>Absence counts so long after the last moment of sending; null keeps the cautious default.</summary>
    public double? FenceSeconds { get; init; }

    [JsonIgnore]
    public Fence Fence => FenceSeconds is { } seconds ? new Fence { Wait = TimeSpan.FromSeconds(seconds) } : new Fence();

    /// <summary>What was seen that the protocol must not be trusted with.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Objections => [.. Facts
        .Where(static fact => fact.Holds == false && fact.Name is IdAfterFill or OldRequests)
        .Select(static fact => $"{fact.Name}: {fact.Evidence}")];

    public bool? Of(string name) => Facts.FirstOrDefault(fact => string.Equals(fact.Name, name, StringComparison.Ordinal))?.Holds;

    public static string PathIn(HomeFolder home) => Path.Combine(home.Root, "conformance.json");

    /// <summary>
    /// The last result, if it tells about this exchange. Demo and production run the same programs, so that the demo's stands for
    /// both; a sandbox's stands for that sandbox alone.
    /// </summary>
    public static ConformanceResult? Find(HomeFolder home, Uri exchange, out string problem)
    {
        ConformanceResult? result = HomeRecord.Read<ConformanceResult>(PathIn(home), out problem);
        bool applies = result is not null && (exchange.IsLoopback
            ? string.Equals(result.Host, exchange.Authority, StringComparison.OrdinalIgnoreCase)
            : Uri.TryCreate($"https://{result.Host}/", UriKind.Absolute, out Uri? measured)
                && !measured.IsLoopback && KalshiHosts.EnvironmentOf(measured) is not null);
        return applies ? result : null;
    }
}
