namespace Dutchbook.Execution;

/// <summary>
/// The kill switch's durable side: it outlives the process, can be set from any shell, and is read immediately before each
/// send. One that cannot be read is halted.
/// </summary>
public interface IHaltFlag
{
    /// <summary>Never throws.</summary>
    TradingModeState Read();

    /// <summary>Durable when it returns.</summary>
    void Set(TradingModeState state);
}

/// <summary>What may be sent.</summary>
public enum TradingMode
{
    /// <summary>Cancels only.</summary>
    Halted = 0,

    /// <summary>Open trades are finished or unwound; none is begun.</summary>
    Reducing,

    Active,
}

/// <param name="Mode">What may be sent.</param>
/// <param name="Reason">Why, for the reader.</param>
/// <param name="Since">When it was set.</param>
/// <param name="NeedsPerson">It smelled of malfunction: only a person may resume.</param>
public sealed record TradingModeState(TradingMode Mode, string Reason, DateTimeOffset Since, bool NeedsPerson = false);
