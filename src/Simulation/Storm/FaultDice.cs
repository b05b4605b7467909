namespace Dutchbook.Simulation;

/// <summary>Draws faults, each from its own stream, and counts those that fired.</summary>
internal sealed class FaultDice
{
    private readonly FaultPlan _plan;
    private readonly Dice[] _dice;
    private readonly int[] _fired;

    public FaultDice(FaultPlan plan, ulong seed)
    {
        _plan = plan;
        FaultKind[] kinds = Enum.GetValues<FaultKind>();
        _dice = [.. kinds.Select(kind => new Dice(seed, "fault " + kind))];
        _fired = new int[kinds.Length];
    }

    /// <summary>After the healing nothing fires any more.</summary>
    public bool IsHealed { get; set; }

    public IReadOnlyList<int> Fired => _fired;

    public bool Fires(FaultKind kind)
    {
        bool fires = _dice[(int)kind].Chance(_plan.Rate(kind)) && !IsHealed;
        _fired[(int)kind] += fires ? 1 : 0;
        return fires;
    }

    public TimeSpan Delay(FaultKind kind, int least, int most) => _dice[(int)kind].Milliseconds(least, most);

    public int Between(FaultKind kind, int least, int most) => _dice[(int)kind].Between(least, most);
}
