namespace Dutchbook.Simulation;

/// <summary>What can go wrong in a storm. Each is drawn by itself, counted when it fires, and tested to fire.</summary>
public enum FaultKind
{
    /// <summary>The order never reaches the venue.</summary>
    RequestLost = 0,

    /// <summary>The venue took the order; its answer never comes.</summary>
    ResponseLost,

    /// <summary>The order arrives up to a minute late.</summary>
    RequestDelayed,

    /// <summary>The order arrives twice.</summary>
    RequestDuplicated,

    /// <summary>Too many requests: not applied, and nothing proves it.</summary>
    RateLimited,

    /// <summary>A 5xx, of an order that was applied or was not.</summary>
    ServerError,

    /// <summary>A list that lies behind by up to five seconds.</summary>
    StaleRead,

    /// <summary>A list that could not be read.</summary>
    ReadFailed,

    /// <summary>The private stream drops a message.</summary>
    NoticeDropped,

    /// <summary>The private stream tells a message twice.</summary>
    NoticeRepeated,

    /// <summary>The crowd changes its prices.</summary>
    PriceMoved,

    /// <summary>A book is empty for a while.</summary>
    BookVanished,

    /// <summary>A book is seconds old when it comes.</summary>
    StaleBook,

    /// <summary>A book whose stream has a gap.</summary>
    GappedBook,

    MarketPaused,

    /// <summary>A market closes long before it was announced.</summary>
    ClosedEarly,

    ExchangePaused,

    /// <summary>The process dies and begins anew.</summary>
    Crash,

    /// <summary>The journal cannot write.</summary>
    JournalFailed,

    /// <summary>Somebody pulls the kill switch.</summary>
    Halted,

    /// <summary>Somebody asks to reduce.</summary>
    Reduced,

    /// <summary>Our own sending waits longer than the approval holds.</summary>
    SendDelayed,

    /// <summary>A stranger trades the account.</summary>
    Stranger,

    /// <summary>A market is void, or settles at a value between.</summary>
    AbnormalSettlement,

    /// <summary>The venue charges more than its schedule says.</summary>
    DearFee,

    /// <summary>The venue takes an id a second time.</summary>
    NoDedupe,

    /// <summary>A person wants a trade flat, at any moment of its life.</summary>
    Flattened,

    /// <summary>Held baskets are closed before their settlement.</summary>
    SoldEarly,

    /// <summary>A leg of held baskets is rolled into a cheaper claim.</summary>
    Rolled,

    /// <summary>A result is disputed before it is paid, and amended.</summary>
    Disputed,

    /// <summary>A market that has paid is settled again, otherwise.</summary>
    SettledAgain,
}
