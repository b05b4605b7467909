using System.Text;
using Dutchbook.Kalshi;
using Xunit;

namespace Dutchbook.Unit.Kalshi;

/// <summary>
/// A batch is not atomic: each item has an outcome of its own, and what the answer leaves out is not known.
/// </summary>
public sealed class Batches
{
    private const string First = """{"order_id":"o1","client_order_id":"a","fill_count":"12.50","remaining_count":"0.00","ts_ms":1}""";
    private const string Second = """{"order_id":"o2","client_order_id":"b","fill_count":"0.00","remaining_count":"0.00","ts_ms":1}""";
    private const string Refused = """{"client_order_id":"b","error":{"code":"insufficient_balance","message":"no"}}""";
    private const string Nameless = """{"error":{"code":"insufficient_balance","message":"no"}}""";

    public static TheoryData<string, int, string, string[]> Answers => new()
    {
        { "both", 201, List(First, Second), ["Accepted", "Accepted"] },
        { "in another order", 201, List(Second, First), ["Accepted", "Accepted"] },
        { "one refused by name", 201, List(First, Refused), ["Accepted", "Rejected Funds"] },
        { "one refused by place", 201, List(First, Nameless), ["Accepted", "Rejected Funds"] },
        { "one missing", 201, List(First), ["Accepted", "Unknown MissingItem"] },
        { "one refused without a name in a list too short", 201, List(Nameless), ["Unknown MissingItem", "Unknown MissingItem"] },
        { "a stranger in place of one", 201, List(First, Second.Replace("\"b\"", "\"z\"", StringComparison.Ordinal)), ["Accepted", "Unknown MissingItem"] },
        { "one told twice", 201, List(First, First), ["Unknown MissingItem", "Unknown MissingItem"] },
        { "one unreadable", 201, List(First, Second.Replace("\"0.00\"", "\"x\"", StringComparison.Ordinal)), ["Accepted", "Unknown UnreadableAnswer"] },
        { "one of another shape", 201, List(First, "7"), ["Accepted", "Unknown MissingItem"] },
        { "one without an order", 201, List(First, """{"client_order_id":"b"}"""), ["Accepted", "Unknown NoOrder"] },
        { "one with its id used", 201, List(First, Refused.Replace("insufficient_balance", "order_already_exists", StringComparison.Ordinal)), ["Accepted", "Unknown IdUsed"] },
        { "one that failed on the way", 201, List(First, Refused.Replace("insufficient_balance", "service_unavailable", StringComparison.Ordinal)), ["Accepted", "Unknown Unavailable"] },
        { "one refused without a word", 201, List(First, """{"client_order_id":"b","error":{"message":"no"}}"""), ["Accepted", "Unknown BareRefusal"] },
        { "no list", 201, "{}", ["Unknown UnreadableAnswer", "Unknown UnreadableAnswer"] },
        { "a list of nothing", 201, """{"orders":null}""", ["Unknown MissingItem", "Unknown MissingItem"] },
        { "cut off", 201, List(First, Second)[..100], ["Unknown UnreadableAnswer", "Unknown UnreadableAnswer"] },
        { "refused as a whole", 400, """{"error":{"code":"invalid_order"}}""", ["Unknown BatchRefused", "Unknown BatchRefused"] },
        { "not ours to ask", 403, """{"error":{"code":"insufficient_scope"}}""", ["Rejected Forbidden", "Rejected Forbidden"] },
        { "too many", 429, """{"error":"too many requests"}""", ["Unknown RateLimited", "Unknown RateLimited"] },
        { "down", 503, "", ["Unknown Unavailable", "Unknown Unavailable"] },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Each_item_has_its_own_outcome(string what, int status, string body, string[] outcomes)
    {
        Assert.NotEmpty(what);
        using Desk desk = Desk.Says(status, body);
        IReadOnlyList<WriteOutcome<OrderReceipt>> judged =
            await desk.Client.Orders.CreateBatch([SomeOrder.Sealed("a"), SomeOrder.Sealed("b")], default);
        Assert.Equal(outcomes, judged.Select(static item => item.Short()));
        Asked asked = Assert.Single(desk.Venue.Asked);
        Assert.Equal(
            $"{{\"orders\":[{Text(SomeOrder.Sealed("a"))},{Text(SomeOrder.Sealed("b"))}]}}", Encoding.UTF8.GetString(asked.Body));
    }

    [Fact]
    public async Task Each_cancel_has_its_own_outcome()
    {
        using Desk desk = Desk.Says(200, List(
            """{"order_id":"c","reduced_by":"1.00"}""", """{"order_id":"a","reduced_by":"0.00","error":{"code":"not_found"}}"""));
        IReadOnlyList<WriteOutcome<CancelReceipt>> judged = await desk.Client.Orders.CancelBatch(
            [SomeOrder.Place("a"), SomeOrder.Place("b"), SomeOrder.Place("c")], default);
        Assert.Equal(["Rejected NotFound", "Unknown MissingItem", "Accepted"], judged.Select(static item => item.Short()));
        Assert.Equal((1, 1, 1), (
            desk.Client.WriteCounters.Accepted, desk.Client.WriteCounters.Rejected, desk.Client.WriteCounters.Unknown));
    }

    [Fact]
    public async Task A_batch_names_each_order_once_and_at_least_one()
    {
        using Desk desk = Desk.Says(201, "{}");
        await Assert.ThrowsAsync<ArgumentException>(() => desk.Client.Orders.CreateBatch([], default));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            desk.Client.Orders.CreateBatch([SomeOrder.Sealed("a"), SomeOrder.Sealed("a")], default));
        await Assert.ThrowsAsync<ArgumentException>(() =>
            desk.Client.Orders.CancelBatch([SomeOrder.Place("a"), SomeOrder.Place("a")], default));
        Assert.Empty(desk.Venue.Asked);
    }

    private static string List(params string[] items) => $"{{\"orders\":[{string.Join(',', items)}]}}";

    private static string Text(SealedOrder order) => Encoding.UTF8.GetString(order.Body.Bytes.Span);
}
