namespace Dutchbook.Sandbox;

/// <summary>Whether the exchange as a whole takes orders.</summary>
public enum FloorStatus
{
    Open = 0,

    /// <summary>Orders are refused, cancels are not.</summary>
    Paused,

    /// <summary>Maintenance: the exchange answers that it is not there.</summary>
    Down,
}
