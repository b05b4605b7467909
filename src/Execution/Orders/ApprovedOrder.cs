namespace Dutchbook.Execution;

/// <summary>
/// An order that the risk gate let through: the only thing a gateway accepts, and made nowhere else. The approval is for a
/// moment: whoever sends asks <see cref="MayBeSent"/> immediately before the first byte, after every wait of its own.
/// </summary>
public sealed class ApprovedOrder
{
    private readonly IHaltFlag _flag;

    internal ApprovedOrder(OrderIntent intent, DateTimeOffset sendBy, IHaltFlag flag) =>
        (Intent, SendBy, _flag) = (intent, sendBy, flag);

    public OrderIntent Intent { get; }

    /// <summary>Later than this it must not leave: fences are measured from here.</summary>
    public DateTimeOffset SendBy { get; }

    /// <summary>
    /// Reads the durable halt flag and the clock. False means that not a byte may leave; the gateway then answers
    /// <see cref="SubmitAnswer.Rejected"/> with <see cref="RejectionKind.NotSent"/>.
    /// </summary>
    public bool MayBeSent(DateTimeOffset now, out string reason)
    {
        TradingModeState state = _flag.Read();
        reason = state.Mode switch
        {
            TradingMode.Halted => $"halted: {state.Reason}",
            TradingMode.Reducing or TradingMode.Active when now > SendBy => "the approval has run out",
            TradingMode.Reducing when Intent.Purpose == OrderPurpose.Open => $"reducing: {state.Reason}",
            TradingMode.Reducing or TradingMode.Active => "",
        };
        return reason.Length == 0;
    }

    public override string ToString() => Intent.ToString();
}
