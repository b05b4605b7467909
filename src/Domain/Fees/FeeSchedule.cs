using System.Globalization;

namespace Dutchbook.Domain;

/// <summary>
/// Which fee terms apply to a market at an instant: the event's overrides, type and multiplier each for itself,
/// else the series; then the market's own waiver. What cannot be read leaves the terms unknown, never free.
/// </summary>
public static class FeeSchedule
{
    private const string WaiverField = "fee_waiver_expiration_time";

    /// <summary>The terms of one market.</summary>
    /// <param name="assumed">Stands in, marked as assumed, where the source did not hold the series.</param>
    public static FeeResolution Resolve(
        Market market,
        Event? @event,
        Series? series,
        DateTimeOffset at,
        FeeTerms? assumed = null,
        FeeHistory? history = null) =>
        Waive(ResolveEvent(@event, series, at, assumed, history), market, at);

    /// <summary>The terms shared by all markets of an event, before their own waivers.</summary>
    /// <inheritdoc cref="Resolve"/>
    public static FeeResolution ResolveEvent(
        Event? @event, Series? series, DateTimeOffset at, FeeTerms? assumed = null, FeeHistory? history = null)
    {
        FeeFields own = OfEvent(@event, at, history);
        if (own.Problem is not null)
        {
            return FeeResolution.Unknown(own.Problem);
        }

        if (series is null && assumed is null && !own.IsComplete)
        {
            return FeeResolution.Unknown("the series was not read, so fee_type and fee_multiplier are not known");
        }

        FeeFields rest = series is null ? OfAssumed(assumed) : OfSeries(series, at, history);
        (Open<FeeType>? type, string typeField) = own.Type is null
            ? (rest.Type, rest.TypeField)
            : (own.Type, own.TypeField);
        (Ratio? multiplier, string multiplierField) = own.Multiplier is null
            ? (rest.Multiplier, rest.MultiplierField)
            : (own.Multiplier, own.MultiplierField);
        if (type is null && DefectOf(rest.Defects, "fee_type") is string unreadType)
        {
            return FeeResolution.Unknown($"series {unreadType}");
        }

        if (multiplier is null && DefectOf(rest.Defects, "fee_multiplier") is string unreadMultiplier)
        {
            return FeeResolution.Unknown($"series {unreadMultiplier}");
        }

        if (ProblemOf(type, typeField) is string badType)
        {
            return FeeResolution.Unknown(badType);
        }

        if (ProblemOf(multiplier, multiplierField) is string badMultiplier)
        {
            return FeeResolution.Unknown(badMultiplier);
        }

        bool isAssumed = series is null && !own.IsComplete;
        string origin = (own.Type, own.Multiplier) switch
        {
            (null, null) => rest.Origin,
            (not null, not null) => own.Origin,
            (not null, null) when isAssumed => "event fee_type_override, assumed multiplier",
            (not null, null) => "event fee_type_override, series multiplier",
            (null, not null) when isAssumed => "event fee_multiplier_override, assumed type",
            (null, not null) => "event fee_multiplier_override, series type",
        };
        DateTimeOffset? typeSince = own.Type is null ? rest.Since : own.Since;
        DateTimeOffset? multiplierSince = own.Multiplier is null ? rest.Since : own.Since;
        return FeeResolution.Known(new FeeTerms(type!.Value.Value, multiplier!.Value, origin, isAssumed)
        {
            InForceSince = typeSince is null || multiplierSince > typeSince ? multiplierSince : typeSince,
        });
    }

    /// <summary>The same terms, with multiplier zero while the market's fees are waived.</summary>
    public static FeeResolution Waive(FeeResolution resolution, Market market, DateTimeOffset at)
    {
        if (DefectOf(market.Defects, WaiverField) is string problem)
        {
            return FeeResolution.Unknown(problem);
        }

        if (resolution.Terms is not FeeTerms terms
            || market.FeeWaiverExpirationTime is not DateTimeOffset until
            || until <= at)
        {
            return resolution;
        }

        string end = until.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return FeeResolution.Known(terms with { Multiplier = Ratio.Zero, Origin = $"fee waiver until {end}" });
    }

    private static FeeFields OfEvent(Event? @event, DateTimeOffset at, FeeHistory? history)
    {
        FeeFields none = new(null, null, "event fee_type_override", "event fee_multiplier_override", "event overrides");
        if (@event is null)
        {
            return none;
        }

        if (history?.OfEvent(@event.Ticker, at) is FeeChange change)
        {
            return none with
            {
                Type = Present(change.Type),
                Multiplier = change.Multiplier,
                Origin = "scheduled event override",
                Since = change.ScheduledAt,
            };
        }

        return none with
        {
            Type = Present(@event.FeeTypeOverride),
            Multiplier = @event.FeeMultiplierOverride,
            Problem = DefectOf(@event.Defects, "fee_type_override")
                ?? DefectOf(@event.Defects, "fee_multiplier_override"),
        };
    }

    private static FeeFields OfSeries(Series series, DateTimeOffset at, FeeHistory? history) =>
        history?.OfSeries(series.Ticker, at) is FeeChange change
            ? new(
                Present(change.Type),
                change.Multiplier,
                "scheduled fee_type",
                "scheduled fee_multiplier",
                "scheduled series change",
                Since: change.ScheduledAt)
            : new(
                Present(series.FeeType),
                series.FeeMultiplier,
                "series fee_type",
                "series fee_multiplier",
                "series fees",
                Defects: series.Defects);

    private static FeeFields OfAssumed(FeeTerms? assumed) => assumed is null
        ? default
        : new(
            new Open<FeeType>(assumed.Type, ""),
            assumed.Multiplier,
            "assumed fee_type",
            "assumed fee_multiplier",
            assumed.Origin);

    private static Open<FeeType>? Present(Open<FeeType>? type) =>
        type is { Value: FeeType.Unknown, Text.Length: 0 } ? null : type;

    private static string? ProblemOf(Open<FeeType>? type, string field) => type switch
    {
        null => $"{field} is missing",
        { Value: FeeType.Unknown } => $"{field} is {Quoted(type.Value.Text)}, a type we do not know",
        { Value: FeeType.Flat } => $"{field} is \"flat\", which has no published table",
        _ => null,
    };

    private static string? ProblemOf(Ratio? multiplier, string field) => multiplier switch
    {
        null => $"{field} is missing",
        { } known when known < Ratio.Zero || known > FeeModel.GreatestMultiplier =>
            $"{field} is {known}, which is not between 0 and {FeeModel.GreatestMultiplier}",
        _ => null,
    };

    private static string? DefectOf(IReadOnlyList<FieldDefect>? defects, string field)
    {
        for (int i = 0; i < defects?.Count; i++)
        {
            if (string.Equals(defects[i].Field, field, StringComparison.Ordinal))
            {
                return $"{field} could not be read: {defects[i].Problem}";
            }
        }

        return null;
    }

    /// <summary>The venue's word as it may be shown: short, and without control characters.</summary>
    private static string Quoted(string text)
    {
        const int longest = 40;
        char[] shown = [.. text.Take(longest).Select(static letter => letter is >= ' ' and <= '~' ? letter : '?')];
        return $"\"{new string(shown)}{(text.Length > longest ? "..." : "")}\"";
    }

    /// <summary>The fee fields of one source, each null when absent.</summary>
    private readonly record struct FeeFields(
        Open<FeeType>? Type,
        Ratio? Multiplier,
        string TypeField,
        string MultiplierField,
        string Origin,
        string? Problem = null,
        IReadOnlyList<FieldDefect>? Defects = null,
        DateTimeOffset? Since = null)
    {
        public bool IsComplete => Type is not null && Multiplier is not null;
    }
}
