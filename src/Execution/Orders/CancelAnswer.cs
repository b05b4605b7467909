using Dutchbook.Domain;

namespace Dutchbook.Execution;

/// <summary>
/// What a cancel came to. None of these ends an order: a cancel acknowledged may be followed by a fill, and the venue says
/// "not found" alike of an order cancelled, filled and unknown. The order's own state is read afterwards.
/// </summary>
public abstract record CancelAnswer
{
    private CancelAnswer()
    {
    }

    /// <param name="Reduced">Contracts that the venue says it took off.</param>
    public sealed record Acknowledged(Quantity Reduced, DateTimeOffset? At) : CancelAnswer;

    public sealed record NotFound(string Evidence) : CancelAnswer;

    /// <summary>Refused by name, such as after the market's close.</summary>
    public sealed record Refused(string Code, string Evidence) : CancelAnswer;

    public sealed record Unknown(string Reason) : CancelAnswer;
}

/// <summary>A resting order to be cancelled, with what the venue needs to find it.</summary>
public sealed record CancelOrder(string OrderId, string Ticker, int Shard, int Subaccount);
