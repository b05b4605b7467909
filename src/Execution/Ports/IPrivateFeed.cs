namespace Dutchbook.Execution;

/// <summary>
/// The venue's private stream of orders and fills. It only hastens what the periodic reads find anyway: a healthy stream may
/// drop a fill.
/// </summary>
public interface IPrivateFeed
{
    IAsyncEnumerable<PrivateNotice> ReadAsync(CancellationToken stop);
}

public abstract record PrivateNotice
{
    private PrivateNotice()
    {
    }

    public sealed record OrderSeen(VenueOrder Order) : PrivateNotice;

    public sealed record FillSeen(VenueFill Fill) : PrivateNotice;

    /// <summary>The stream broke and stands again: what lies between is read by REST.</summary>
    public sealed record Resumed(string Reason) : PrivateNotice;
}
