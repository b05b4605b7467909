using Dutchbook.Execution;

namespace Dutchbook.Kalshi;

/// <summary>
/// Sends what the risk gate approved: the intent's own fields, sealed once, the approval asked again when the
/// connection stands and before the first byte. One try each; what is not evidence is not an answer.
/// </summary>
public sealed class KalshiOrderGateway(KalshiRestClient client, TimeProvider time) : IOrderGateway
{
    /// <inheritdoc/>
    public async Task<SubmitAnswer> SubmitAsync(ApprovedOrder order, CancellationToken stop)
    {
        OrderIntent intent = order.Intent;
        if (intent.Subaccount != client.Subaccount)
        {
            return new SubmitAnswer.Rejected(Execution.RejectionKind.NotSent, "", Mismatch(intent.Subaccount));
        }

        NewOrder terms = Terms(intent);
        return terms.Fault is { } fault
            ? new SubmitAnswer.Rejected(Execution.RejectionKind.NotSent, "", fault)
            : Answer(await client.Orders.Create(SealedOrder.Seal(terms, intent.Subaccount), stop, WhyNot));

        string? WhyNot() => order.MayBeSent(time.GetUtcNow(), out string reason) ? null : reason;
    }

    /// <inheritdoc/>
    public async Task<CancelAnswer> CancelAsync(CancelOrder order, CancellationToken stop) => order.Subaccount != client.Subaccount
        ? new CancelAnswer.Refused("", Mismatch(order.Subaccount))
        : await client.Orders.Cancel(new OrderPlace(order.OrderId, order.Ticker, order.Shard), stop) switch
        {
            WriteOutcome<CancelReceipt>.Accepted { Answer: var receipt } => new CancelAnswer.Acknowledged(receipt.ReducedBy, receipt.At),
            WriteOutcome<CancelReceipt>.Rejected { Evidence: var evidence } => Refused(evidence),
            WriteOutcome<CancelReceipt>.Unknown { Doubt: var doubt } => new CancelAnswer.Unknown(doubt.Message),
            _ => throw new InvalidOperationException("A cancel came to nothing."),
        };

    /// <inheritdoc/>
    public async Task<CancelAnswer> CancelAllAsync(int subaccount, CancellationToken stop) => subaccount != client.Subaccount
        ? new CancelAnswer.Refused("", Mismatch(subaccount))
        : await client.Orders.CancelAll(stop) switch
        {
            WriteOutcome<CancelAllReceipt>.Accepted { Answer: var receipt } => new CancelAnswer.Acknowledged(default, receipt.At),
            WriteOutcome<CancelAllReceipt>.Rejected { Evidence: var evidence } => Refused(evidence),
            WriteOutcome<CancelAllReceipt>.Unknown { Doubt: var doubt } => new CancelAnswer.Unknown(doubt.Message),
            _ => throw new InvalidOperationException("A cancel came to nothing."),
        };

    internal static NewOrder Terms(OrderIntent intent)
    {
        (BookSide side, Domain.Price yesPrice) = VenueTerms.Offered(intent.Side, intent.LimitPrice);
        return new NewOrder
        {
            Ticker = intent.Ticker,
            ClientOrderId = intent.ClientOrderId,
            Side = side,
            Count = intent.Quantity,
            YesPrice = yesPrice,
            TimeInForce = intent.TimeInForce switch
            {
                Execution.TimeInForce.FillOrKill => TimeInForce.FillOrKill,
                Execution.TimeInForce.ImmediateOrCancel => TimeInForce.ImmediateOrCancel,
                Execution.TimeInForce.GoodTillCanceled => TimeInForce.GoodTillCanceled,
            },

            // An order of ours that would meet another of ours is the one that gives way: the other may be a hedge.
            SelfTradePrevention = SelfTradePrevention.TakerAtCross,
            ExpiresAt = intent.ExpiresAt,
            ReduceOnly = intent.ReduceOnly,
            GroupId = intent.OrderGroupId,
            ExchangeIndex = intent.Shard,
        };
    }

    private static SubmitAnswer Answer(WriteOutcome<OrderReceipt> outcome) => outcome switch
    {
        WriteOutcome<OrderReceipt>.Accepted { Answer: var receipt } =>
            new SubmitAnswer.Accepted(receipt.OrderId, receipt.Filled, receipt.Remaining, receipt.At),
        WriteOutcome<OrderReceipt>.Rejected { Evidence: var evidence } =>
            new SubmitAnswer.Rejected(Kind(evidence.Kind), evidence.Code ?? "", evidence.Message),
        WriteOutcome<OrderReceipt>.Unknown { Doubt: { Kind: DoubtKind.IdUsed } doubt } => new SubmitAnswer.Exists(doubt.Message),
        WriteOutcome<OrderReceipt>.Unknown { Doubt: var doubt } => new SubmitAnswer.Unknown(doubt.Message),
        _ => throw new InvalidOperationException("An order came to nothing."),
    };

    private static Execution.RejectionKind Kind(RejectionKind kind) => kind switch
    {
        RejectionKind.NotSent => Execution.RejectionKind.NotSent,
        RejectionKind.Invalid => Execution.RejectionKind.Invalid,
        RejectionKind.Funds => Execution.RejectionKind.Funds,
        RejectionKind.NothingToFill => Execution.RejectionKind.Killed,
        RejectionKind.NotTrading => Execution.RejectionKind.NotTrading,
        RejectionKind.GroupBlocked => Execution.RejectionKind.GroupBlocked,
        RejectionKind.NotFound => Execution.RejectionKind.Other,
        RejectionKind.Unauthorized or RejectionKind.Forbidden => Execution.RejectionKind.Unauthorized,
    };

    private static CancelAnswer Refused(Rejection evidence) => evidence.Kind == RejectionKind.NotFound
        ? new CancelAnswer.NotFound(evidence.Message)
        : new CancelAnswer.Refused(evidence.Code ?? "", evidence.Message);

    private string Mismatch(int subaccount) =>
        $"it is for subaccount {subaccount}, and this connection is for subaccount {client.Subaccount}";
}
