using Dutchbook.Tapes;

namespace Dutchbook.Cli;

/// <summary>The settings that a replay must agree with to find what the live run found.</summary>
internal static class TapeSettings
{
    public static IReadOnlyDictionary<string, string> Of(Configuration configuration) => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["detection.max_stake_per_rule"] = configuration.Detection.MaxStakePerRule.ToString(),
        ["detection.quarantine_above"] = configuration.Detection.QuarantineAbove.ToString(),
        ["detection.soft_threshold"] = configuration.Detection.SoftThreshold.ToString(),
        ["kalshi.member"] = configuration.Kalshi.Member.ToString(),
        ["mapping.structural_confidence"] = configuration.Mapping.StructuralConfidence.ToString(),
        ["trading.desired_contracts"] = configuration.Trading.DesiredContracts.ToString(),
        ["trading.fee_safety_multiplier"] = configuration.Trading.FeeSafetyMultiplier.ToString(),
        ["trading.min_score_threshold"] = configuration.Trading.MinScoreThreshold.ToString(),
        ["trading.tiers"] = string.Join(", ", configuration.Trading.Tiers),
        ["validation.max_book_age_ms"] = $"{configuration.Validation.MaxBookAgeMs}",
        ["validation.max_leg_skew_ms"] = $"{configuration.Validation.MaxLegSkewMs}",
    };

    /// <summary>Where the settings of now differ from those of a tape, in words.</summary>
    public static IEnumerable<string> Differences(Configuration configuration, TapeOrigin? origin)
    {
        if (origin is null)
        {
            yield break;
        }

        foreach ((string name, string now) in Of(configuration))
        {
            if (origin.Settings.TryGetValue(name, out string? then) && then != now)
            {
                yield return $"{name} is {now}, and was {TerminalText.Clean(then, 100)} when the tape was recorded";
            }
        }
    }
}
