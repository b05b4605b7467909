using System.Text.Json;

namespace Dutchbook.Kalshi;

/// <summary>Is the exchange open, and when will it be: <c>/exchange</c>.</summary>
public sealed class ExchangeEndpoints
{
    private readonly PatientSender _sender;

    internal ExchangeEndpoints(PatientSender sender) => _sender = sender;

    /// <summary>
    /// The state now. A closed exchange answers with 500, 503 or 504 and still says its state, which then counts as the answer.
    /// </summary>
    /// <exception cref="KalshiException">The venue does not say.</exception>
    public async Task<ExchangeStatus> GetStatus(CancellationToken stop)
    {
        RawPage page = await _sender.GetAsync("/exchange/status", stop, IsStatus);
        ExchangeStatusWire wire = WireReader.Read(page, WireJson.Default.ExchangeStatusWire);
        IReadOnlyList<ShardStatus> shards = Listings.Read(page, "exchange_index_statuses", wire.ExchangeIndexStatuses, Shard).Items;
        return new ExchangeStatus(wire.ExchangeActive, wire.TradingActive, Estimate(wire.ExchangeEstimatedResumeTime), shards);
    }

    /// <exception cref="KalshiException">The venue does not say.</exception>
    public async Task<ExchangeSchedule> GetSchedule(CancellationToken stop)
    {
        RawPage page = await _sender.GetAsync("/exchange/schedule", stop);
        return ScheduleReading.Read(WireReader.Read(page, WireJson.Default.ExchangeScheduleWire).Schedule);
    }

    private static ShardStatus Shard(ExchangeIndexStatusWire wire) =>
        new(wire.ExchangeIndex, wire.Description ?? "", wire.ExchangeActive, wire.TradingActive);

    // Whether the exchange is open must not depend on how it writes its estimate.
    private static DateTimeOffset? Estimate(string? text)
    {
        try
        {
            return Field.Instant(text, "exchange_estimated_resume_time");
        }
        catch (UnreadableFieldException)
        {
            return null;
        }
    }

    private static bool IsStatus(RawPage page)
    {
        try
        {
            return JsonSerializer.Deserialize(page.Body.Span, WireJson.Default.ExchangeStatusWire) is not null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
