using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dutchbook.Sandbox;

/// <summary>What goes wrong with one request, drawn when it arrives.</summary>
internal sealed class RequestFaults
{
    private static readonly int[] Statuses = [500, 502, 503, 504];

    private readonly FaultInjector _injector;
    private readonly string _where;
    private readonly bool _isOrder;

    public RequestFaults(FaultInjector injector, string method, string path)
    {
        (_injector, _where) = (injector, $"{method} {path}");
        _isOrder = method != "GET" && path.StartsWith("/portfolio/events/orders", StringComparison.Ordinal);
        IsOnRequest = !injector.IsQuiet && (_isOrder || !injector.Plan.IsForOrdersOnly);
        if (injector.IsQuiet)
        {
            return;
        }

        LosesRequest = Request(FaultKind.LostRequest) is not null;
        Delay = Time(Request(FaultKind.Delay));
        Replacement = Instead();
        LosesResponse = Request(FaultKind.LostResponse) is not null;
        LateBy = Time(Request(FaultKind.LateResponse));
        DropsMidway = Request(FaultKind.Reset) is not null;
        if (_isOrder)
        {
            IsBlind = injector.Lasts(FaultKind.BlindDuplicate, _where) is { } blind && Again(blind);
            AnswersSecond = injector.Strikes(FaultKind.SecondAnswer, _where) && Again(TimeSpan.Zero);
            _ = injector.Lasts(FaultKind.Duplicate, _where) is { } again && Again(again);
        }
    }

    public bool IsOnRequest { get; }

    public bool LosesRequest { get; }

    public TimeSpan Delay { get; }

    /// <summary>An answer that comes without anything being done.</summary>
    public Fault? Replacement { get; }

    public bool LosesResponse { get; }

    public TimeSpan LateBy { get; }

    public bool DropsMidway { get; }

    /// <summary>How long after the first the same request arrives again; null when it does not.</summary>
    public TimeSpan? AgainAfter { get; private set; }

    public bool IsBlind { get; }

    public bool AnswersSecond { get; }

    public bool IsOrder => _isOrder;

    public string Where => _where;

    /// <summary>The answer as it goes out after all: as it is, another one, or one that was tampered with.</summary>
    public Fault? After()
    {
        if (!IsOnRequest)
        {
            return null;
        }

        return Request(FaultKind.ServerErrorAfter) is not null ? Fault.ServerError(Status())
            : Request(FaultKind.TooManyRequestsAfter) is not null ? Fault.TooManyRequests()
            : Request(FaultKind.Html) is not null ? Fault.Html(_where.Length % 2 == 0 ? 200 : 502)
            : Request(FaultKind.Empty) is not null ? Fault.Nothing()
            : Request(FaultKind.Truncated) is not null ? Fault.HalfTheJson()
            : null;
    }

    /// <summary>Tampers with a success.</summary>
    public byte[] Tamper(byte[] body, int status)
    {
        if (_injector.IsQuiet || status is < 200 or > 299)
        {
            return body;
        }

        if (_isOrder && _injector.Strikes(FaultKind.NoOrder, _where))
        {
            return "{}"u8.ToArray();
        }

        Action<JsonObject>? change =
            _isOrder && _injector.Strikes(FaultKind.WrongOrder, _where) ? AnotherOrder
            : _isOrder && _where.EndsWith("/batched", StringComparison.Ordinal) && _injector.Strikes(FaultKind.BatchMissing, _where) ? LessAnItem
            : BookChange() ?? TimestampChange();
        if (change is null || JsonNode.Parse(body) is not JsonObject root)
        {
            return body;
        }

        change(root);
        return JsonSerializer.SerializeToUtf8Bytes(root);
    }

    private Action<JsonObject>? BookChange()
    {
        if (!_where.Contains("/orderbook", StringComparison.Ordinal))
        {
            return null;
        }

        return _injector.Strikes(FaultKind.BookCrossed, _where) ? root => EachBook(root, static book =>
            {
                ((JsonArray)book["yes_dollars"]!).Add(new JsonArray("0.9000", "10.00"));
                ((JsonArray)book["no_dollars"]!).Add(new JsonArray("0.9000", "10.00"));
            })
            : _injector.Strikes(FaultKind.BookEmpty, _where) ? root => EachBook(root, static book =>
            {
                book["yes_dollars"] = new JsonArray();
                book["no_dollars"] = new JsonArray();
            })
            : _injector.Strikes(FaultKind.BookNegative, _where) ? root => EachBook(
                root, static book => ((JsonArray)book["yes_dollars"]!).Add(new JsonArray("0.0100", "-5.00")))
            : null;
    }

    private Action<JsonObject>? TimestampChange() =>
        _where == "GET /exchange/user_data_timestamp" && _injector.Lasts(FaultKind.TimestampBack, _where) is { } back
            ? root => root["as_of_time"] = OrderWriter.Instant(DateTimeOffset.Parse((string)root["as_of_time"]!) - back)
            : null;

    private static void EachBook(JsonObject root, Action<JsonObject> change)
    {
        foreach (JsonNode? holder in root["orderbooks"] is JsonArray many ? many.ToArray() : [root])
        {
            if (holder?["orderbook_fp"] is JsonObject book)
            {
                change(book);
            }
        }
    }

    private static void AnotherOrder(JsonObject root)
    {
        if (root["order_id"] is not null)
        {
            root["order_id"] = "0d000000-0000-4000-8000-00000000ffff";
            root["client_order_id"] = "somebody-elses";
        }
    }

    private static void LessAnItem(JsonObject root)
    {
        if (root["orders"] is JsonArray { Count: > 0 } orders)
        {
            orders.RemoveAt(orders.Count - 1);
        }
    }

    private Fault? Instead() =>
        IsOnRequest && _injector.IsRefused(_where) ? Fault.TooManyRequests()
        : Request(FaultKind.RetryAfter) is { } seconds ? Fault.TooManyRequests((int)(seconds / 1_000))
        : Request(FaultKind.ServerError) is not null ? Fault.ServerError(Status())
        : null;

    private int Status() => Statuses[_injector.Log.Count % Statuses.Length];

    private long? Request(FaultKind kind) => IsOnRequest ? _injector.Strike(kind, _where) : null;

    private static TimeSpan Time(long? millis) => TimeSpan.FromMilliseconds(millis ?? 0);

    private bool Again(TimeSpan after)
    {
        AgainAfter = after;
        return true;
    }
}
