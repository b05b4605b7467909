namespace Dutchbook.Domain;

/// <summary>How far an opportunity may be trusted; grades are never mixed in one ranking.</summary>
public enum Grade
{
    /// <summary>Every relation proven and hard.</summary>
    A,

    /// <summary>Hard, with a reviewed relation.</summary>
    B,

    /// <summary>Any soft relation.</summary>
    C,

    /// <summary>Not executable, or resting on an assumption.</summary>
    D,
}

/// <summary>The life of an opportunity.</summary>
public enum OpportunityStatus
{
    Detected,
    Validated,
    Executing,
    Filled,
    Expired,
    Failed,
}

/// <summary>The direction of a basket in the brief's words.</summary>
public enum Signal
{
    BuySupersetSellSubset,
    BuyAll,
    SellAll,
    BuyOneSellOther,
    BuyBoth,
    SellBoth,
    BuyLegSellCombo,
    BuyComboSellLegs,

    /// <summary>Several relations, or a line of cells, together: no single guarantee shows it.</summary>
    Joint,
}

public static class SignalExtensions
{
    /// <summary>The word in tables, JSON and the database.</summary>
    public static string Word(this Signal signal) => signal switch
    {
        Signal.BuySupersetSellSubset => "BUY_SUPERSET_SELL_SUBSET",
        Signal.BuyAll => "BUY_ALL",
        Signal.SellAll => "SELL_ALL",
        Signal.BuyOneSellOther => "BUY_ONE_SELL_OTHER",
        Signal.BuyBoth => "BUY_BOTH",
        Signal.SellBoth => "SELL_BOTH",
        Signal.BuyLegSellCombo => "BUY_LEG_SELL_COMBO",
        Signal.BuyComboSellLegs => "BUY_COMBO_SELL_LEGS",
        Signal.Joint => "JOINT",
    };
}
