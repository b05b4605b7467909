using System.Globalization;

namespace Dutchbook.Simulation;

/// <summary>Which faults a run has, and how often each: drawn from the seed, some wholly absent (swarm testing).</summary>
public sealed record FaultPlan
{
    private readonly int[] _perMillion;

    private FaultPlan(int[] perMillion) => _perMillion = perMillion;

    /// <summary>The highest rate of each fault per opportunity to fire, in millionths.</summary>
    private static int Most(FaultKind kind) => kind switch
    {
        FaultKind.RequestLost => 200_000,
        FaultKind.ResponseLost => 300_000,
        FaultKind.RequestDelayed => 200_000,
        FaultKind.RequestDuplicated => 200_000,
        FaultKind.RateLimited => 150_000,
        FaultKind.ServerError => 200_000,
        FaultKind.StaleRead => 600_000,
        FaultKind.ReadFailed => 300_000,
        FaultKind.NoticeDropped => 1_000_000,
        FaultKind.NoticeRepeated => 500_000,
        FaultKind.PriceMoved => 600_000,
        FaultKind.BookVanished => 200_000,
        FaultKind.StaleBook => 300_000,
        FaultKind.GappedBook => 200_000,
        FaultKind.MarketPaused => 100_000,
        FaultKind.ClosedEarly => 20_000,
        FaultKind.ExchangePaused => 50_000,
        FaultKind.Crash => 20_000,
        FaultKind.JournalFailed => 10_000,
        FaultKind.Halted => 20_000,
        FaultKind.Reduced => 20_000,
        FaultKind.SendDelayed => 200_000,
        FaultKind.Stranger => 1_000_000,
        FaultKind.AbnormalSettlement => 300_000,
        FaultKind.DearFee => 600_000,
        FaultKind.NoDedupe => 1_000_000,
        FaultKind.Flattened => 30_000,
        FaultKind.SoldEarly => 60_000,
        FaultKind.Rolled => 200_000,
        FaultKind.Disputed => 300_000,
        FaultKind.SettledAgain => 300_000,
    };

    /// <summary>Faults under which the venue, or the account's owner, breaks what the protocol stands on.</summary>
    public static bool IsDishonest(FaultKind kind) =>
        kind is FaultKind.Stranger or FaultKind.DearFee or FaultKind.NoDedupe;

    public static FaultPlan None { get; } = new(new int[Enum.GetValues<FaultKind>().Length]);

    /// <summary>
    /// Each fault is on in two of five runs, at a rate of its own; what breaks the protocol's ground in one of twenty.
    /// </summary>
    public static FaultPlan Draw(ulong seed)
    {
        int[] rates = new int[Enum.GetValues<FaultKind>().Length];
        foreach (FaultKind kind in Enum.GetValues<FaultKind>())
        {
            Dice dice = new(seed, "plan " + kind);
            bool isOn = dice.Chance(IsDishonest(kind) ? 50_000 : 400_000);
            rates[(int)kind] = isOn ? dice.Between(1, Most(kind)) : 0;
        }

        return new FaultPlan(rates);
    }

    /// <summary>Reads what <see cref="ToString"/> wrote: regressions keep the plan that failed, however plans are drawn later.</summary>
    public static FaultPlan Parse(string text)
    {
        FaultPlan plan = None;
        foreach (string part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] pair = part.Split('=');
            plan = plan.With(Enum.Parse<FaultKind>(pair[0]), int.Parse(pair[1], CultureInfo.InvariantCulture));
        }

        return plan;
    }

    /// <summary>The same plan with one fault at its highest rate.</summary>
    public FaultPlan With(FaultKind kind) => With(kind, Most(kind));

    public FaultPlan Without(FaultKind kind) => With(kind, 0);

    public FaultPlan With(FaultKind kind, int perMillion)
    {
        int[] rates = [.. _perMillion];
        rates[(int)kind] = perMillion;
        return new FaultPlan(rates);
    }

    public int Rate(FaultKind kind) => _perMillion[(int)kind];

    /// <summary>Nothing in it breaks what the protocol stands on: then any discrepancy is our own.</summary>
    public bool IsHonest() => !Enum.GetValues<FaultKind>().Any(kind => IsDishonest(kind) && Rate(kind) > 0);

    public override string ToString() => string.Join(' ', Enum.GetValues<FaultKind>()
        .Where(kind => Rate(kind) > 0)
        .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind}={Rate(kind)}")));
}
