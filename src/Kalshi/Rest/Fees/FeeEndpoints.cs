using Dutchbook.Domain;

namespace Dutchbook.Kalshi;

/// <summary>Scheduled changes of fees: <c>/series/fee_changes</c> and <c>/events/fee_changes</c>.</summary>
public sealed class FeeEndpoints
{
    private readonly PatientSender _sender;

    internal FeeEndpoints(PatientSender sender) => _sender = sender;

    /// <summary>Changes to come, and those in force when <paramref name="showHistorical"/>; of one series or of all.</summary>
    public async Task<Listing<FeeChange>> GetSeriesFeeChanges(string? seriesTicker, bool showHistorical, CancellationToken stop)
    {
        string target = "/series/fee_changes?show_historical=" + (showHistorical ? "true" : "false")
            + Target.And("series_ticker", seriesTicker);
        RawPage page = await _sender.GetAsync(target, stop);
        SeriesFeeChangesWire wire = WireReader.Read(page, WireJson.Default.SeriesFeeChangesWire);
        return Listings.Read(page, "series_fee_change_arr", wire.SeriesFeeChangeArr, static change => Change(
            Field.Need(change.SeriesTicker, "series_ticker"), change.FeeType, change.FeeMultiplier, change.ScheduledTs));
    }

    /// <summary>Page by page, changes of events' overrides; of one event or of all.</summary>
    public async IAsyncEnumerable<Listing<FeeChange>> GetEventFeeChanges(
        string? eventTicker, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (RawPage page in _sender.Pages("/events/fee_changes?limit=100" + Target.And("event_ticker", eventTicker), stop))
        {
            EventFeeChangesWire wire = WireReader.Read(page, WireJson.Default.EventFeeChangesWire);
            yield return Listings.Read(page, "event_fee_changes", wire.EventFeeChanges, static change => Change(
                Field.Need(change.EventTicker, "event_ticker"),
                change.FeeTypeOverride,
                change.FeeMultiplierOverride,
                change.ScheduledTs));
        }
    }

    private static FeeChange Change(string ticker, string? type, string? multiplier, string scheduled)
    {
        DateTimeOffset at = Field.Need(Field.Instant(scheduled, "scheduled_ts"), "scheduled_ts");
        if (string.IsNullOrEmpty(multiplier))
        {
            return new FeeChange(ticker, Field.Word(type, Words.Fee), Multiplier: null, at);
        }

        // To leave the change out would keep the old fee in force: a multiplier we cannot read makes the fee unknown instead.
        return Ratio.TryParse(multiplier, out Ratio ratio)
            ? new FeeChange(ticker, Field.Word(type, Words.Fee), ratio, at)
            : new FeeChange(ticker, new Open<FeeType>(FeeType.Unknown, $"multiplier {KalshiException.Clean(multiplier)}"), Multiplier: null, at);
    }
}
