using System.Text.Json;
using Dutchbook.Simulation;

namespace Dutchbook.Sandbox;

/// <summary>The faults of a request and of the exchange around it, as the pipeline uses them.</summary>
internal sealed class RequestMishaps(FaultInjector injector, VenueFaults venue)
{
    public bool IsQuiet => injector.IsQuiet;

    public RequestFaults Draw(string method, string path) => new(injector, method, path);

    public void Before(RequestFaults faults, byte[] body)
    {
        if (faults.IsOrder && !injector.IsQuiet)
        {
            venue.Before(faults.Where, Ticker(body));
        }
    }

    public void After(RequestFaults faults, byte[] body, Account? account) => venue.After(faults.Where, Ticker(body), account);

    /// <summary>What goes wrong with a page's cursor.</summary>
    public Fault? Page(RequestFaults faults) => injector.IsQuiet ? null
        : injector.Strikes(FaultKind.CursorLoop, faults.Where) ? Fault.RepeatedCursor()
        : injector.Strikes(FaultKind.CursorGarbage, faults.Where) ? Fault.WrongCursor("garbage+/=")
        : null;

    /// <summary>The market an order is about; null where the body does not say.</summary>
    private static string? Ticker(byte[] body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.Length == 0 ? "{}"u8.ToArray() : body);
            JsonElement root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("orders", out JsonElement orders)
                && orders.ValueKind == JsonValueKind.Array && orders.GetArrayLength() > 0)
            {
                root = orders[0].Clone();
            }

            return root.ValueKind == JsonValueKind.Object
                && (root.TryGetProperty("ticker", out JsonElement ticker) || root.TryGetProperty("market_ticker", out ticker))
                && ticker.ValueKind == JsonValueKind.String ? ticker.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
