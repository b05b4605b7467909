namespace Dutchbook.Execution;

/// <summary>
/// The wire to the venue's order endpoints. It never sends an order twice, never retries, and never throws for what the
/// outside world does: whatever is not definite is Unknown.
/// </summary>
public interface IOrderGateway
{
    /// <summary>
    /// Sends one order. After any wait of its own (a token bucket, a connection) and immediately before the first byte it
    /// asks <see cref="ApprovedOrder.MayBeSent"/>.
    /// </summary>
    /// <param name="order">The order, as the gate approved it.</param>
    /// <param name="stop">Stops the wait for an answer: what was sent stays sent, and is Unknown.</param>
    Task<SubmitAnswer> SubmitAsync(ApprovedOrder order, CancellationToken stop);

    /// <summary>Cancels one resting order; never waits behind reads or submits.</summary>
    Task<CancelAnswer> CancelAsync(CancelOrder order, CancellationToken stop);

    /// <summary>
    /// Cancels every resting order of the account, strangers' too. The venue may cancel what is placed within the next
    /// minute as well.
    /// </summary>
    Task<CancelAnswer> CancelAllAsync(int subaccount, CancellationToken stop);
}
