namespace Dutchbook.Domain;

/// <summary>
/// Whether a fill took a resting order or was one. It is a fact of each fill: an order can take and then rest.
/// </summary>
public enum LiquidityRole
{
    Taker,
    Maker,
}
