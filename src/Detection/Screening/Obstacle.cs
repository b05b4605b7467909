namespace Dutchbook.Detection;

/// <summary>Why a side of a market cannot be bought now; the first that applies.</summary>
internal enum Obstacle : byte
{
    None = 0,
    NotInSnapshot,
    NotBinary,
    NotActive,
    Halted,
    NoCloseTime,
    PastClose,
    UnreadableField,
    UnknownFee,
    UnknownGrid,
    Stale,
    Crossed,
    NoBid,
    NoAsk,
    UnreadableBid,
    UnreadableAsk,
    BidOffGrid,
    AskOffGrid,
}

internal static class ObstacleWords
{
    public const int Count = (int)Obstacle.AskOffGrid + 1;

    public static string Word(this Obstacle obstacle) => obstacle switch
    {
        Obstacle.None => "executable",
        Obstacle.NotInSnapshot => "market is not in the snapshot",
        Obstacle.NotBinary => "market is not binary",
        Obstacle.NotActive => "market is not active",
        Obstacle.Halted => "the exchange has halted trading, or does not say",
        Obstacle.NoCloseTime => "close time is unknown",
        Obstacle.PastClose => "market is past its close time",
        Obstacle.UnreadableField => "a needed field could not be read",
        Obstacle.UnknownFee => "fee is unknown",
        Obstacle.UnknownGrid => "price grid is unknown",
        Obstacle.Stale => "book is stale",
        Obstacle.Crossed => "book is crossed",
        Obstacle.NoBid => "no bid",
        Obstacle.NoAsk => "no ask",
        Obstacle.UnreadableBid => "bid could not be read",
        Obstacle.UnreadableAsk => "ask could not be read",
        Obstacle.BidOffGrid => "bid is off the price grid",
        Obstacle.AskOffGrid => "ask is off the price grid",
    };

    /// <summary>The stage of the funnel at which the market falls away.</summary>
    public static bool IsOfMarket(this Obstacle obstacle) => obstacle is Obstacle.NotBinary or Obstacle.NotActive
        or Obstacle.Halted or Obstacle.NoCloseTime or Obstacle.PastClose or Obstacle.UnreadableField;
}
